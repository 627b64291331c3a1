import assert from 'node:assert/strict';
import { createNames } from '../../src/core/detectors/names.ts';

describe('names', () => {
  const names = createNames(() => 0);

  async function check(marked: string, path?: string): Promise<void> {
    const text = marked.replace(/[«»]/g, '');
    let out = text;
    const findings = await names.scan(text, path === undefined ? {} : { path }, 1000);
    for (const { start, end, entity } of findings.filter((each) => each.entity === 'PERSON').reverse()) {
      assert.equal(entity, 'PERSON');
      out = `${out.slice(0, start)}«${out.slice(start, end)}»${out.slice(end)}`;
    }
    assert.equal(out, marked);
    assert.ok(findings.every(({ confidence }) => confidence === 'low'));
  }

  const cases: readonly (readonly [what: string, text: string, path?: string])[] = [
    ['in a sentence', 'Yesterday «John Smith» called about the invoice.'],
    ['in a comment', 'const a = 1;\n// reviewed with «Maria Garcia» last week\nconst b = 2;', 'a.ts'],
    ['in a string with more than one word', 'const greeting = "Dear «Michael Johnson», welcome";', 'a.ts'],
    ['not in code', 'class Jordan extends Martin { Jackson = new Austin(); }', 'a.ts'],
    ['not in a string of one word', 'const city = "Victoria";', 'a.ts'],
    ['without the possessive', 'We met in «Susan Miller»’s office.'],
    ['after another sentence', 'It rained. Then «Peter Brown» arrived. Nobody knew why.'],
    ['introduced', 'My name is «Zorvak» and I live in Lyon.'],
    ['by a title', 'Contact «Dr. Iqbal» for details.'],
    ['addressed', 'Hi «Tariq», could you check?'],
    ['unknown to the lexicon, by its ending', 'Please ask «Wenzel Kubitschenko» about it.'],
    ['by what only people do', '«Raghunathan» said that the service was down.'],
    ['before a life', '«Ottokar Vrchlický» (born 1912) was a printer.'],
    ['with the small words of a surname', '«Ahmed bin Salman al Rashid» wrote it'],
    ['with an initial', 'We thank «Gudrun J. Tvedestrand» for the review.'],
    ['in a mail that is quoted', '> «Matthew Abramov»\n> Sales\n'],
    ['before an address in brackets', 'Signed-off-by: «Nadia Kowalski» <nadia@kowal.ski>'],
    ['as a speaker', '«Alice»: Who are you?'],
    ['again by a part of it', 'First «Mary Whitcombe» spoke; nobody answered «Whitcombe».'],
    ['not past the bracket of a link', 'Thanks to [«John Hiesey»](https://example.com/jh) for proofreading', 'README.md'],
    ['not in products', 'Use React Router, Visual Studio Code and the Kubernetes Cluster Autoscaler.'],
    ['not in companies', 'We buy from Miller & Sons and from Johnson Inc.'],
    ['not in things that bear a name', 'They met at the Lincoln Hotel and played in the Davis Stadium.'],
    ['not in places', 'We flew from Sydney to Dallas, Houston and San Francisco.'],
    ['not in titles of works', 'They read "Velvet Revolver" and "Anna Karenina" together.'],
    ['not in a verb at the beginning', '// Skip the write reference of it\n', 'a.ts'],
    ['not in house numbers', 'The bus stops at ul. Chrzanowska 61 every hour.'],
    ['not in a title alone', 'The Captain and the Major left.'],
    ['not where there is none', 'The quick brown fox jumps over the lazy dog.'],
  ];
  for (const [what, text, path] of cases) it(what, () => check(text, path));

  it('knows places and organizations', async () => {
    const text = 'Anna works at Microsoft in Paris.';
    const found = (await names.scan(text, {}, 1000)).map(({ detector, start, end }) => [detector, text.slice(start, end)]);
    assert.deepEqual(
      found.filter(([detector]) => detector !== 'person-name'),
      [
        ['place-name', 'Paris'],
        ['organization-name', 'Microsoft'],
      ],
    );
  });

  it('leaves detectors silent that are switched off', async () => {
    assert.deepEqual(
      await names.scan('John Smith lives in Paris.', { disable: new Set(['person-name', 'place-name', 'organization-name']) }, 1000),
      [],
    );
  });
});
