import assert from 'node:assert/strict';
import { journey } from '../support/journey.ts';
import { assertNone, plant, sourceOf, valuesOf } from './planted.ts';

const planted = plant(101);
const source = sourceOf(planted);
const PLACEHOLDER = /CORDON_[A-Z0-9_]{1,20}_[0-9A-F]{12}/;

describe('a file that holds an AWS key id, a GitHub token, a card number, an e-mail address and a private key', () => {
  const the = journey({ files: { 'src/config.ts': source, 'README.md': '# Nothing here\n' } });

  it('is marked at exactly the five values', async () => {
    const { workbench } = the;
    await workbench.openFile('src/config.ts');
    const lines = [planted.aws, planted.github, planted.card, planted.email, ...planted.key.split('\n')];
    await workbench.underlines(lines);
    const problems = await workbench.problems(5);
    const places = problems.map((problem) => /line (\d+) and character (\d+)/.exec(problem)?.slice(1).join(':'));
    assert.deepEqual(new Set(places), new Set(placesOf(source, Object.values(planted))), problems.join('\n'));
  });

  it('shows none of them in the problems or in what hovers over them', async () => {
    const { workbench } = the;
    const values = valuesOf(planted);
    const problems = await workbench.problems(5);
    assertNone(problems.join('\n'), values, 'the Problems view');
    await workbench.openFile('src/config.ts');
    for (const [line, value] of [planted.aws, planted.github, planted.card, planted.email].entries()) {
      await workbench.goTo(line + 2, (source.split('\n')[line + 1]?.indexOf(value) ?? 0) + 3);
      const words = await workbench.hover();
      assert.match(words, /Cordon/);
      // The language service of this file type quotes the line by itself; Cordon must not.
      assertNone(words, values, `the hover on line ${line + 2}`);
      await workbench.page.keyboard.press('Escape');
    }
  });

  it('loses one to a quick fix, the rest to "Redact all in this file", and gets them back by undo', async () => {
    const { workbench } = the;
    await workbench.goTo(3, 25);
    await workbench.applyQuickFix(/Redact: replace by placeholder/);
    await workbench.editorShows(/token = 'CORDON_GITHUB_TOKEN_[0-9A-F]{12}'/);
    await workbench.problems(4);
    await workbench.openFile('src/config.ts');
    await workbench.goTo(2, 30);
    await workbench.applyQuickFix('Redact all in this file (4)');
    await workbench.editorShows(/accessKeyId = 'CORDON_/);
    const redacted = await workbench.editorText();
    assertNone(redacted, valuesOf(planted), 'the redacted file');
    assert.equal(redacted.match(new RegExp(PLACEHOLDER, 'g'))?.length, 5);
    await workbench.problems(0);

    await workbench.closePanel();
    await workbench.openFile('src/config.ts');
    await workbench.undo();
    await workbench.editorShows(new RegExp(planted.aws));
    assert.match(await workbench.editorText(), /token = 'CORDON_GITHUB_TOKEN_/);
    await workbench.undo();
    await workbench.editorShows(new RegExp(planted.github));
    assert.equal((await workbench.editorText()).trimEnd(), source.trimEnd());
  });
});

/** `line:column` of each value, both from 1. */
function placesOf(text: string, values: readonly string[]): string[] {
  return values.map((value) => {
    const before = text.slice(0, text.indexOf(value)).split('\n');
    return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  });
}
