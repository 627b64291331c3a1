import type { Finding } from '../core/finding.ts';

/** A text for the second opinions. It stays inside this process: worker threads share its memory. */
export interface DeepRequest {
  readonly id: number;
  readonly text: string;
  readonly path?: string;
  readonly disable: readonly string[];
  /** ms, for each second opinion. */
  readonly budget: number;
}

/** `ready` once after loading, then for each request the findings of one opinion after the other, the last with `done`. */
export type DeepAnswer = { readonly ready: true } | { readonly id: number; readonly findings: readonly Finding[]; readonly done: boolean };
