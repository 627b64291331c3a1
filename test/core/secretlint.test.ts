import assert from 'node:assert/strict';
import { createSecretlint, type Lint } from '../../src/core/detectors/secretlint.ts';
import type { Fake } from '../../src/core/detectors/detector.ts';
import { createFake } from '../support/fake.ts';

describe('secretlint as a second opinion', () => {
  const secretlint = createSecretlint(() => 0);

  async function check(marked: string, detector: string): Promise<void> {
    const text = marked.replace(/[«»]/g, '');
    const findings = await secretlint.scan(text, {}, 1000);
    const spans = findings.filter((each) => each.detector === detector).map(({ start, end }) => `«${text.slice(start, end)}»`);
    assert.deepEqual(spans, marked.match(/«[^»]*»/gs) ?? []);
  }

  const cases: readonly (readonly [what: string, detector: string, text: (fake: Fake) => string])[] = [
    ['covers the AWS secret and not the name before it', 'secretlint-aws', (fake) => `AWS_SECRET_ACCESS_KEY=«${fake.base64(40)}»\n`],
    ['covers the password of a URL alone', 'secretlint-basicauth', (fake) => `see https://user:«${fake.alnum(12)}»@host.org/path`],
    [
      'covers the password of a database URL alone',
      'secretlint-database-connection-string',
      (fake) => `postgres://user:«${fake.alnum(12)}»@db.host.org:5432/x`,
    ],
    [
      'covers the token where the password is a fixed word',
      'secretlint-basicauth',
      (fake) => `https://«${fake.hex(40)}»:x-oauth-basic@github.com/a/b`,
    ],
    ['is not shifted by a byte order mark', 'secretlint-github', (fake) => `\ufeffx = "«${fake.checksummed(fake.join('gh', 'p_'))}»"`],
    [
      'is not switched off by a comment in the text',
      'secretlint-github',
      (fake) => `/* secretlint-disable */ x = "«${fake.checksummed(fake.join('gh', 'p_'))}»"`,
    ],
    [
      'keeps offsets in a long text',
      'secretlint-github',
      (fake) => `${'lorem ipsum\n'.repeat(5000)}x = "«${fake.checksummed(fake.join('gh', 'p_'))}»"`,
    ],
    [
      'sees a private key that is longer than a window',
      'secretlint-privatekey',
      (fake) => `${' '.repeat(700)}«${fake.pem(fake.join('RSA PRIV', 'ATE KEY'))}»\n`,
    ],
    ['leaves a placeholder in a URL alone', 'secretlint-basicauth', () => 'https://user:${PASSWORD}@host.org/'],
  ];
  for (const [what, detector, text] of cases) it(what, () => check(text(createFake(11)), detector));

  it('reports offsets and nothing of the messages', async () => {
    const secret = createFake(3).checksummed(createFake().join('gh', 'p_'));
    const findings = await secretlint.scan(`a ${secret}`, {}, 1000);
    assert.equal(findings.length, 1);
    assert.ok(!JSON.stringify(findings).includes(secret));
  });

  const fails = (what: string, load: () => Promise<Lint>): void => {
    it(`has no opinion where ${what}`, async () => {
      const broken = createSecretlint(() => 0, load);
      assert.deepEqual(await broken.scan(createFake(3).checksummed(createFake().join('gh', 'p_')), {}, 1000), []);
    });
  };
  fails('it cannot be loaded', () => Promise.reject(new Error('no such module')));
  fails('a rule throws', () => Promise.resolve(() => Promise.reject(new Error('too much'))));

  it('is given windows and never a whole text', async () => {
    const lengths: number[] = [];
    const counting = createSecretlint(
      () => 0,
      () => Promise.resolve((content: string) => (lengths.push(content.length), Promise.resolve([]))),
    );
    await counting.scan(`${'lorem ipsum\n'.repeat(5000)}hf_x${'\nlorem ipsum'.repeat(5000)}`, {}, 1000);
    assert.deepEqual(lengths, [1024]);
  });

  it('stops at its deadline', async () => {
    let time = 0;
    const late = createSecretlint(() => (time += 600));
    assert.deepEqual(await late.scan(createFake(3).checksummed(createFake().join('gh', 'p_')), {}, 500), []);
  });
});
