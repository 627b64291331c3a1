import assert from 'node:assert/strict';
import { type HostFacts, KNOWN_ASSISTANTS, type Unseen, unseenAssistants } from '../../src/vscode/assistants.ts';

const COPILOT = 'github.copilot-chat';
const NOT_SEEN = { copilot: false };
const facts = (electron: HostFacts['electron'], ...startedBefore: string[]): HostFacts => ({ electron, startedBefore });

describe('assistants that Cordon does not see', () => {
  const cases: readonly { name: string; facts: HostFacts; there: readonly string[]; seen?: { copilot: boolean }; says?: Unseen['why'] }[] =
    [
      { name: 'Copilot on a server', facts: facts('absent', COPILOT), there: [COPILOT] },
      { name: 'Copilot on desktop, started after Cordon', facts: facts('guarded'), there: [COPILOT] },
      {
        name: 'Copilot on desktop, started before Cordon',
        facts: facts('guarded', COPILOT),
        there: [COPILOT],
        says: 'started-before',
      },
      { name: 'the same once a request of it has passed', facts: facts('guarded', COPILOT), there: [COPILOT], seen: { copilot: true } },
      { name: 'the same once it is gone', facts: facts('guarded', COPILOT), there: [] },
      {
        name: 'Copilot where net.fetch cannot be guarded',
        facts: facts('failed'),
        there: [COPILOT],
        says: 'network-stack',
      },
      {
        name: 'an assistant in a process of its own',
        facts: facts('guarded'),
        there: ['anthropic.claude-code'],
        says: 'own-process',
      },
      { name: 'an assistant that nobody knows', facts: facts('failed', 'a.b'), there: ['a.b'] },
    ];
  for (const { name, facts: given, there, seen = NOT_SEEN, says } of cases) {
    it(`${says ? 'are' : 'are not'} ${name}`, () => {
      const unseen = unseenAssistants(given, there, seen);
      assert.deepEqual(
        unseen.map(({ why }) => why),
        says ? [says] : [],
      );
    });
  }

  it('are all known by lower-case ids, as they are compared', () => {
    for (const id of KNOWN_ASSISTANTS) assert.match(id, /^[a-z0-9-]+\.[a-z0-9-]+$/);
  });
});
