import { BASE_PATHS, type Overrides } from './upstreams.ts';

/** What each kind of client takes as its base address, by provider. */
export function clientAddresses(port: number, token: string, workspace: string, overrides: Overrides = new Map()): Record<string, string> {
  const below = `http://127.0.0.1:${port}/${token}/${workspace}`;
  const own = [...overrides.keys()].filter((name) => !Object.hasOwn(BASE_PATHS, name)).map((name) => [name, `/${name}`] as const);
  return Object.fromEntries([...Object.entries(BASE_PATHS), ...own].map(([name, path]) => [name, below + path]));
}
