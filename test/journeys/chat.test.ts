import assert from 'node:assert/strict';
import { demoFiles } from '../../scripts/host/demo.ts';
import { journey } from '../support/journey.ts';
import { createFake } from '../support/fake.ts';
import { assertNone } from './planted.ts';

// The demo's own files, so that what a newcomer sees after `npm start` is what these tests assert.
const files = demoFiles('http://127.0.0.1:1/received');
const config = files['src/config.ts'] ?? '';
const restricted = files['secrets/production.env'] ?? '';
const planted = [...config.matchAll(/^export const (?:accessKeyId|githubToken|testCard|onCall) = '(.*)';$/gm)].map(
  (match) => match[1] ?? '',
);
const keyLines = config.split('\n').filter((line) => /^[A-Za-z0-9+/]{40,64}$/.test(line));
const restrictedValues = [...restricted.matchAll(/^\w+=(?:postgres:\/\/\w+:([^@]+)@)?(.*)$/gm)].flatMap((match) => [
  match[1] ?? match[2] ?? '',
]);

describe('asking the real Copilot Chat with Cordon installed', () => {
  const the = journey({ files: { ...files, 'src/copied.txt': restricted } });
  const fake = createFake(77);
  const typed = fake.checksummed(fake.join('gh', 'p_'));

  it('keeps what the user types from the model, and shows it in the answer', async () => {
    await the.workbench.chat.open();
    const answer = await the.workbench.chat.ask(`Is ${typed} still in use?`);
    const request = await the.model.nextAsked();
    assert.match(request.lastUserText, /Is CORDON_GITHUB_TOKEN_[0-9A-F]{12} still in use\?/);
    // The fake model repeats the placeholder in pieces of seven characters.
    assert.ok(answer.includes(typed), answer);
    assert.doesNotMatch(answer, /CORDON_/);
    const prompt = (await the.workbench.chat.transcript())[0] ?? '';
    assert.ok(prompt.includes(typed), 'The user’s own prompt no longer shows what was typed.');
  });

  it('keeps the values of an attached file from the model, and shows them in the answer', async () => {
    assert.equal(planted.length, 4);
    await the.workbench.chat.attachFile('src/config.ts');
    const answer = await the.workbench.chat.ask('What does this file hold?');
    const request = the.model.asked.at(-1);
    assert.match(request?.text ?? '', /export const accessKeyId = 'CORDON_AWS\w+'/);
    assert.ok((request?.placeholders.length ?? 0) >= 5);
    for (const value of planted) assert.ok(answer.includes(value), `The answer lacks value ${planted.indexOf(value)}.`);
    assert.doesNotMatch(answer, /CORDON_/);
    await the.workbench.statusBarItem(/internal · \d+ kept back/);
  });

  for (const [path, how] of [
    ['secrets/production.env', 'by its path'],
    ['src/copied.txt', 'by its content, under another path'],
  ] as const) {
    it(`refuses a restricted file ${how}, says why, and sends nothing`, async () => {
      const { workbench, model } = the;
      await workbench.dismissNotifications();
      await workbench.chat.startOver();
      const before = model.requests.length;
      await workbench.chat.attachFile(path);
      const answer = await workbench.chat.ask(`And this one (${how})?`);
      assert.match(answer, /Cordon sent nothing to/);
      assert.match(answer, /production\.env/);
      assert.match(answer, /restricted/);
      // Copilot's own words for a broken connection, a refused login or its filter would hide the reason.
      assert.doesNotMatch(answer, /network|sign in|log ?in|token expired|responsible ai|reason: unknown|check your/i);
      assert.equal(model.requests.length, before);
      // Said once for each reason: an assistant tries again by itself.
      if (how === 'by its path') await workbench.notification(/Cordon refused a request to .*restricted/);
    });
  }

  it('puts a placeholder where the text of a restricted file is pasted', async () => {
    const { workbench, model } = the;
    await workbench.chat.startOver();
    const before = model.requests.length;
    await workbench.paste(restricted);
    await workbench.chat.inputShows(/CORDON_/);
    assertNone(await workbench.chat.inputText(), named(restrictedValues), 'the chat input');
    await workbench.chat.send();
    assert.ok(model.requests.length > before);
  });

  it('has sent none of all these values, in no form, on any connection', () => {
    const values = [typed, ...planted, ...keyLines, ...restrictedValues];
    assert.ok(values.length > 30 && values.every((value) => value.length >= 12), 'The values to look for are not the planted ones.');
    assert.ok(the.model.received().length > 100_000);
    assertNone(the.model.received(), named(values), 'the model server');
  });
});

const named = (values: readonly string[]): Record<string, string> =>
  Object.fromEntries(values.map((value, index) => [`number ${index + 1}`, value]));
