export const MODEL: { readonly bias: number; readonly trees: readonly (readonly number[])[] } = { bias: 0, trees: [] };
