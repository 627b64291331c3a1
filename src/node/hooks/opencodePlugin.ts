/** The source of opencode's plugin: JavaScript without imports of ours, because it runs in opencode's own process. */
export const pluginSource = (
  command: readonly string[],
): string => `// Written by \`cordon hook install opencode\`. It asks Cordon before a prompt is sent and before and after a tool runs.
import { spawn } from 'node:child_process';

const COMMAND = ${JSON.stringify(command)};
const GATEWAY = /^http:\\/\\/127\\.0\\.0\\.1:\\d+\\/[A-Za-z0-9]{32,64}\\//;

export const Cordon = async ({ directory }) => {
  let provider;
  let guarded = false;
  const ask = (event) =>
    new Promise((resolve, reject) => {
      const env = { ...process.env, CORDON_HOOK_GUARDED: guarded ? '1' : '0' };
      const child = spawn(COMMAND[0], COMMAND.slice(1), { cwd: directory, env, stdio: ['pipe', 'pipe', 'pipe'] });
      let out = '';
      let err = '';
      child.stdout.on('data', (chunk) => (out += chunk));
      child.stderr.on('data', (chunk) => (err += chunk));
      child.stdin.on('error', () => {});
      child.on('error', () => reject(new Error('Cordon could not be started, so nothing was sent. Run: cordon hook check opencode')));
      child.on('close', () => {
        try {
          resolve(JSON.parse(out));
        } catch {
          reject(new Error('Cordon could not decide, so nothing was sent. ' + err.trim()));
        }
      });
      child.stdin.end(JSON.stringify({ cwd: directory, provider, ...event }));
    });
  const settle = (verdict) => {
    if (verdict.kind === 'block' || verdict.kind === 'ask') throw new Error(verdict.reason);
    return verdict.kind === 'rewrite';
  };

  return {
    config: async (config) => {
      const addresses = Object.values(config.provider ?? {}).map((each) => each?.options?.baseURL ?? '');
      guarded = addresses.length > 0 && addresses.every((address) => GATEWAY.test(address));
    },
    'chat.message': async (input, output) => {
      provider = input?.model?.providerID ?? output?.message?.model?.providerID ?? provider;
      for (const part of output.parts ?? []) {
        if (part.type !== 'text' || typeof part.text !== 'string') continue;
        const verdict = await ask({ event: 'prompt', text: part.text });
        if (settle(verdict)) part.text = verdict.value;
      }
    },
    'tool.execute.before': async (input, output) => {
      settle(await ask({ event: 'call', tool: input.tool, input: output.args }));
    },
    'tool.execute.after': async (input, output) => {
      const verdict = await ask({ event: 'result', tool: input.tool, input: input.args ?? {}, output: { output: output.output, title: output.title } });
      if (settle(verdict)) output.output = verdict.value.output;
    },
  };
};
`;
