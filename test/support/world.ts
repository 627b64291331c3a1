import type { Decided } from '../../src/core/event.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { PolicyView, World } from '../../src/core/guard/world.ts';
import { createNamer } from '../../src/core/placeholder.ts';
import { parsePolicy } from '../../src/core/policy/parse.ts';
import { createPolicyView, type FolderPolicy } from '../../src/core/policy/view.ts';
import { createMemoryVault } from '../../src/core/vault.ts';
import { createProvenanceIndex, type ContentIndex } from '../../src/core/provenance/contentIndex.ts';
import { createProvenance } from '../../src/core/provenance/createProvenance.ts';
import { hmac } from '../../src/node/crypto.ts';

export interface TestWorld extends World {
  readonly recorded: Decided[];
  readonly index: ContentIndex;
  /** How often the scanner was asked. */
  scans: number;
}

export interface TestWorldOptions {
  /** Text of a `.cordon.yaml` in `/work`; without it the built-in policy holds. */
  readonly policy?: string;
  readonly view?: PolicyView;
  readonly scan?: World['scan'];
}

/** A value that the test scanner takes for a secret: `tok_` and the given letters. Nothing real looks like it. */
export const token = (tail: string): string => `tok_${tail}`;

/** A world without files, clock and network, whose scanner knows two things: `tok_…` and e-mail addresses at example.test. */
export function createTestWorld(options: TestWorldOptions = {}): TestWorld {
  const recorded: Decided[] = [];
  const index = createProvenanceIndex({ key: [0x1234567, 0x89abcde] });
  const view = options.view ?? createPolicyView(options.policy === undefined ? [] : [folder(options.policy)], { today: '2026-01-01' });
  const world: TestWorld = {
    recorded,
    index,
    scans: 0,
    policy: () => view,
    scan: (text, scanOptions) => {
      world.scans++;
      return options.scan ? options.scan(text, scanOptions) : Promise.resolve(findTokens(text));
    },
    typeOf: (detector) => (detector === 'test-token' ? 'TEST_TOKEN' : 'EMAIL'),
    titleOf: (detector) => detector,
    name: createNamer(hmac, new Uint8Array(32).fill(7)),
    vault: createMemoryVault(),
    provenance: createProvenance({ policy: () => view, index }),
    events: { record: (decided) => void recorded.push(decided) },
  };
  return world;
}

function folder(source: string): FolderPolicy {
  const parsed = parsePolicy(source, '.cordon.yaml');
  if (!parsed.policy) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return { root: '/work', policy: parsed.policy };
}

export function findTokens(text: string): Finding[] {
  return [...text.matchAll(/tok_[A-Za-z0-9]{6,}|[a-z]+@example\.test/g)].map((match) => ({
    ...(match[0].startsWith('tok_')
      ? { detector: 'test-token', kind: 'secret' as const }
      : { detector: 'test-email', kind: 'pii' as const, entity: 'EMAIL_ADDRESS' }),
    start: match.index,
    end: match.index + match[0].length,
    confidence: 'high' as const,
  }));
}
