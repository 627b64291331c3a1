/** The value of a header (lower-case name) in a list of names and values in turn. */
export function rawHeader(pairs: readonly string[], name: string): string | undefined {
  for (let at = 0; at + 1 < pairs.length; at += 2) if (pairs[at]?.toLowerCase() === name) return pairs[at + 1];
  return undefined;
}

/** A list of names and values in turn, without some of the names (lower-case). */
export const withoutHeaders = <T>(pairs: readonly T[], dropped: ReadonlySet<string>): T[] =>
  pairs.filter((_, at) => !dropped.has(String(pairs[at - (at % 2)]).toLowerCase()));

/** Takes some names (lower-case) out of an object of headers. */
export function dropHeaders(headers: object, dropped: ReadonlySet<string>): void {
  for (const name of Object.keys(headers)) if (dropped.has(name.toLowerCase())) Reflect.deleteProperty(headers, name);
}
