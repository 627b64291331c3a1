/** `NO_PROXY` with this machine in it: with a proxy set, no client would reach the gateway otherwise. */
export function withLoopback(env: Readonly<Record<string, string | undefined>>): string {
  const present = (env['NO_PROXY'] ?? env['no_proxy'] ?? '').split(',').map((each) => each.trim());
  return [...new Set([...present, '127.0.0.1', 'localhost'])].filter((each) => each !== '').join(',');
}
