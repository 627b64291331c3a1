/** The receiver wants a token that this browser has not given (any more). */
export class SignedOut extends Error {}

/** An answer of the receiver. Throws `SignedOut`, or an error with a sentence to show. */
export async function get<T>(path: string): Promise<T> {
  const response = await call(path);
  return (await response.json()) as T;
}

export async function call(path: string, method = 'GET', body?: unknown): Promise<Response> {
  const response = await fetch(path, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Error('The receiver cannot be reached. This page tries again by itself.');
  });
  if (response.ok) return response;
  const { message } = (await response.json().catch(() => ({}))) as { message?: string };
  if (response.status === 401) throw new SignedOut(message);
  throw new Error(message ?? `The receiver answered ${response.status}.`);
}
