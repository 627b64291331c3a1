import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../host/paths.ts';
import { end, start } from '../host/processes.ts';
import { Failure } from '../host/progress.ts';
import type { Bases } from './agents.ts';

/** The real gateway, as `cordon gateway` starts it, with a state folder of its own. */
export async function startGateway(upstream: string): Promise<{ readonly bases: Bases; stop(): Promise<void> }> {
  const state = mkdtempSync(join(tmpdir(), 'cordon-gateway-'));
  const upstreams = [`anthropic=${upstream}`, `openai=${upstream}/v1`, `gemini=${upstream}`].flatMap((each) => ['--upstream', each]);
  const child = start(
    process.execPath,
    [join(root, 'dist', 'cli.cjs'), 'gateway', '--port', '0', '--json', '--workspace', '-', ...upstreams],
    {
      cwd: state,
      env: { ...process.env, CORDON_STATE_DIR: state },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const line = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('\n')) resolve(output);
    });
    child.on('exit', () => reject(new Failure(`The gateway did not start:\n${errors}`)));
  });
  const { providers } = JSON.parse(line) as { readonly providers: Bases };
  return {
    bases: providers,
    async stop() {
      await end(child);
      rmSync(state, { recursive: true, force: true });
    },
  };
}
