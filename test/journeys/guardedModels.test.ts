import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { journey } from '../support/journey.ts';
import { createFake } from '../support/fake.ts';
import { assertNone } from './planted.ts';

describe('a guarded model in the real Copilot Chat', () => {
  const the = journey({ files: { 'notes.md': 'Nothing of interest.\n' } });
  const fake = createFake(91);
  const typed = fake.checksummed(fake.join('gh', 'p_'));
  // No provider's form, so that what is found of it is found as what it is: a password typed into a box.
  const key = `key-of-${fake.lower(12)}`;

  it('is added by its command, with a key that goes nowhere else', async () => {
    const { workbench, model } = the;
    await workbench.runCommand('Cordon: Manage Guarded Models');
    await workbench.answerStep('OpenAI-compatible');
    await workbench.answerStep('Its address', `${model.url}/v1`);
    await workbench.answerStep('A name for it', 'Own');
    await workbench.answerStep('The key for Own', key);
    await workbench.answerStep('Models of Own');
    // A window in which no model was chosen yet takes the first.
    await workbench.chat.open('m1');
    const asked = model.requests.filter(({ path }) => path === '/v1/models');
    assert.ok(asked.length > 0);
    assert.equal(asked[0]?.headers['authorization'], `Bearer ${key}`);
    const settings = readFileSync(join(the.data, 'Machine', 'settings.json'), 'utf8');
    assert.match(settings, /"name": "Own"/);
    assertNone(settings, { key }, 'the settings');
  });

  it('is asked with a placeholder, and its answer shows the value', async () => {
    const { workbench, model } = the;
    const answer = await workbench.chat.ask(`Is ${typed} still in use?`);
    const request = await model.nextAsked(({ headers }) => headers['authorization'] === `Bearer ${key}`);
    assert.match(request.lastUserText, /Is CORDON_GITHUB_TOKEN_[0-9A-F]{12} still in use\?/);
    assert.ok(answer.includes(typed), answer);
    assert.doesNotMatch(answer, /CORDON_/);
    assert.ok(request.json.tools.length > 5, 'The agent sent no tools.');
    assertNone(model.received(), { typed }, 'the model server');
  });

  it('shows in the chat why there is no answer', async () => {
    the.model.answerWith(() => ({ status: 401, text: 'This key is no longer valid.' }));
    const answer = await the.workbench.chat.ask('And this?');
    assert.match(answer, /does not accept the key.*Manage Guarded Models.*This key is no longer valid/);
  });
});

describe('moving Copilot to a fetcher that Cordon sees', () => {
  const the = journey({ files: { 'notes.md': 'Nothing of interest.\n' } });
  const read = (): string => readFileSync(join(the.data, 'User', 'settings.json'), 'utf8');

  it('shows the change, makes it when told to, and takes it back to the byte', async () => {
    const { workbench } = the;
    const before = read();
    await workbench.runCommand('Cordon: Move Copilot to a Fetcher That Cordon Sees');
    await workbench.answerDialog('Change Settings');
    await workbench.notification(/uses the other fetcher once the window is reloaded/);
    const changed = read();
    assert.match(changed, /"github\.copilot\.advanced\.debug\.useElectronFetcher": false/);
    assert.match(changed, /"github\.copilot\.chat\.completionsFetcher": "node-fetch"/);
    assert.match(changed, /"github\.copilot\.chat\.nesFetcher": "node-fetch"/);
    await workbench.runCommand("Cordon: Put Copilot's Fetcher Back");
    await workbench.answerDialog('Put Back');
    await workbench.notification(/settings are as they were/);
    assert.equal(read(), before);
  });
});
