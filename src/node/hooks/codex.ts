import { join } from 'node:path';
import { codexConfig, codexFolder } from '../clients/codex.ts';
import { jsonEdit } from '../clients/edits/jsonEdit.ts';
import type { FileEdit } from '../clients/edits/fileEdit.ts';
import { blockEdit } from '../clients/edits/textEdits.ts';
import { isGatewayAddress } from '../clients/gatewayBases.ts';
import { askCodexForHashes, type TrustedHook } from './codexTrust.ts';
import { type HookAgent, json, NOTHING, quoted } from './hook.ts';
import { readSnakeCase } from './snakeCase.ts';

/** Codex (https://developers.openai.com/codex/hooks). It has nobody to ask, and takes the reason of a blocked result in its place. */
export const codex: HookAgent = {
  name: 'codex',
  title: 'Codex',
  provider: 'openai',
  read: readSnakeCase,
  answer(verdict, { event, name }) {
    if (verdict.kind === 'pass' || event.kind === 'other') return NOTHING;
    if (event.kind === 'call')
      return json({ hookSpecificOutput: { hookEventName: name, permissionDecision: 'deny', permissionDecisionReason: verdict.reason } });
    const rewritten = event.kind === 'result' && verdict.kind === 'rewrite';
    return json({ decision: 'block', reason: rewritten ? asText(verdict.value) : verdict.reason });
  },
  guarded: (place) => isGatewayAddress(/^openai_base_url\s*=\s*"([^"]*)"/m.exec(place.read(codexConfig(place)) ?? '')?.[1] ?? ''),
  install: (place, command) => [
    jsonEdit(
      join(codexFolder(place), 'hooks.json'),
      CODEX_EVENTS.map(({ event, matcher }) => ({
        path: ['hooks', event],
        append: true,
        value: {
          ...(matcher && { matcher }),
          hooks: [{ type: 'command', command: quoted([...command, 'hook', 'codex'], place.platform), timeout: 30 }],
        },
      })),
    ),
  ],
  async trust(place, after) {
    const block = (lines: readonly string[]): FileEdit => blockEdit(codexConfig(place), 'hooks', lines);
    if (after === undefined) return { edits: [block([])] };
    const hashes = await askCodexForHashes(after, { ...process.env, ...place.env });
    const ours = hashes?.filter(({ command }) => / hook codex$/.test(command)) ?? [];
    if (ours.length === 0) {
      const problem =
        'Codex could not be asked for the hashes of these hooks, and does not run hooks it does not trust. Start it and trust them with /hooks.';
      return { edits: [], problem };
    }
    const key = (hook: TrustedHook): string => JSON.stringify(`${join(codexFolder(place), 'hooks.json')}:${hook.place}`);
    return { edits: [block(ours.flatMap((hook) => [`[hooks.state.${key(hook)}]`, `trusted_hash = ${JSON.stringify(hook.hash)}`]))] };
  },
  notes: [
    'If a hook cannot run, Codex goes on without it, and it passes over hooks that are not trusted. `cordon hook check codex` tells.',
  ],
};

export const CODEX_EVENTS: readonly { readonly event: string; readonly matcher?: string }[] = [
  { event: 'UserPromptSubmit' },
  { event: 'PreToolUse', matcher: '*' },
  { event: 'PostToolUse', matcher: '*' },
];

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
