import assert from 'node:assert/strict';
import type { ApiType } from '../../scripts/host/chatModels.ts';
import { journey } from '../support/journey.ts';

// What the other journeys stand on: without Cordon, the real Copilot Chat sends everything and shows what the model answers.
for (const apiType of ['chat-completions', 'responses', 'messages'] satisfies ApiType[]) {
  describe(`VS Code as it comes, with Copilot Chat and a model that speaks ${apiType}`, () => {
    const it_ = journey({
      cordon: false,
      apiType,
      files: { 'notes.md': 'The launch code is tangerine.\n', 'src/app.ts': 'export const answer = 42;\n' },
    });

    it('sends what the user types and shows what the model answers', async () => {
      it_.model.answerWith(() => ({ chunks: ['Good ', 'mor', 'ning, CORDON_', 'X_0123', '456789AB'] }));
      await it_.workbench.chat.open();
      const answer = await it_.workbench.chat.ask('My word is marzipan');
      const request = await it_.model.nextAsked();
      assert.equal(request.wire, apiType);
      assert.match(request.lastUserText, /My word is marzipan/);
      assert.match(answer, /Good morning, CORDON_X_0123456789AB/);
    });

    it('sends an attached file', async () => {
      it_.model.clear();
      await it_.workbench.chat.attachFile('notes.md');
      await it_.workbench.chat.ask('What is the launch code?');
      const request = await it_.model.nextAsked();
      assert.match(request.text, /The launch code is tangerine/);
      assert.ok(it_.model.holds('tangerine'));
    });

    it('shows the message of an error answer', async () => {
      it_.model.clear();
      it_.model.answerWith(() => ({ status: 403, text: 'Refused by a test.' }));
      assert.match(await it_.workbench.chat.ask('Once more'), /Refused by a test/);
    });
  });
}
