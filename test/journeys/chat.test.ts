import assert from 'node:assert/strict';
import { demoFiles } from '../../scripts/host/demo.ts';
import { journey } from '../support/journey.ts';
import { createFake } from '../support/fake.ts';

// The demo's own files, so that what a newcomer sees after `npm start` is what these tests assert.
const files = demoFiles('http://127.0.0.1:1/received');
const config = files['src/config.ts'] ?? '';
const planted = [...config.matchAll(/^export const (?:accessKeyId|githubToken|testCard|onCall) = '(.*)';$/gm)].map(
  (match) => match[1] ?? '',
);
const keyLine = config.split('\n').find((line) => line.startsWith('MII')) ?? '';

describe('asking the real Copilot Chat with Cordon installed', () => {
  const the = journey({ files });
  const fake = createFake(77);
  const typed = fake.checksummed(fake.join('gh', 'p_'));

  it('keeps what the user types from the model, and shows it in the answer', async () => {
    await the.workbench.chat.open();
    const answer = await the.workbench.chat.ask(`Is ${typed} still in use?`);
    const request = await the.model.nextAsked();
    assert.equal(the.model.holds(typed), false);
    assert.match(request.lastUserText, /Is CORDON_GITHUB_TOKEN_[0-9A-F]{12} still in use\?/);
    // The fake model repeats the placeholder in pieces of seven characters.
    assert.ok(answer.includes(typed), answer);
  });

  it('keeps the values of an attached file from the model, and shows them in the answer', async () => {
    assert.equal(planted.length, 4);
    await the.workbench.chat.attachFile('src/config.ts');
    const answer = await the.workbench.chat.ask('What does this file hold?');
    for (const value of [...planted, keyLine]) {
      assert.equal(the.model.holds(value), false, `The model server received value ${planted.indexOf(value)}.`);
    }
    for (const value of planted) assert.ok(answer.includes(value), `The answer lacks value ${planted.indexOf(value)}.`);
    assert.ok((the.model.asked.at(-1)?.placeholders.length ?? 0) >= 5);
    await the.workbench.statusBarItem(/kept back/);
  });

  it('refuses a restricted file, says why, and sends nothing', async () => {
    await the.workbench.chat.startOver();
    const before = the.model.requests.length;
    await the.workbench.chat.attachFile('secrets/production.env');
    const answer = await the.workbench.chat.ask('And this one?');
    assert.match(answer, /production\.env/);
    assert.match(answer, /restricted/);
    assert.equal(the.model.requests.length, before);
    assert.equal(the.model.holds('DATABASE_URL'), false);
  });
});
