/** Reading JSON that somebody else wrote, without trusting its shape. */

export type Fields = Readonly<Record<string, unknown>>;

/** The fields of an object; none of anything else. */
export const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A positive whole number, or undefined. */
export const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? Math.floor(value) : undefined;

/** The arguments of a tool call, which models write as JSON; what is no object becomes an empty one. */
export function toolInput(json: string): object {
  if (json.trim() === '') return {};
  try {
    return fields(JSON.parse(json));
  } catch {
    return {};
  }
}

/** The message of an error in the shape of any provider, cut to a readable length. */
export function errorMessage(body: unknown): string {
  const { error, message } = fields(Array.isArray(body) ? body[0] : body);
  const words = text(error) || text(fields(error)['message']) || text(message);
  return words.length > 600 ? `${words.slice(0, 600)}…` : words;
}
