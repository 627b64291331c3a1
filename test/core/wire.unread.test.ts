import assert from 'node:assert/strict';
import { createSseRewriter } from '../../src/core/wire/answer.ts';
import { openaiChat } from '../../src/core/wire/openaiChat.ts';
import { openaiResponses } from '../../src/core/wire/openaiResponses.ts';

const NAME = 'CORDON_TEST_ABCDEF012345';
const carried = new Map([[NAME, 'the value']]);

const delta = (content: string, index = 0): string => `data: ${JSON.stringify({ id: 'x1', choices: [{ index, delta: { content } }] })}\n\n`;
const textOf = (stream: string): string =>
  stream
    .split('\n\n')
    .filter((event) => event.startsWith('data: {'))
    .map((event) => (JSON.parse(event.slice(6)) as { choices: [{ delta: { content: string } }] }).choices[0].delta.content)
    .join('');

/** A comment that makes a chunk so long that it counts as part of a burst. */
const LONG = `: ${'-'.repeat(5000)}\n\n`;

type Pace = (at: number) => string;
const PACES: readonly [name: string, before: Pace][] = [
  ['slow', () => ''],
  ['in a burst', () => LONG],
  ['in a burst that slows down', (at) => (at < 2 ? LONG : '')],
];

/** What a client reads of events that come in chunks; each inner list is one chunk. */
function read(chunks: readonly (readonly string[])[], before: Pace, newline = '\n'): string {
  const rewriter = createSseRewriter({ format: openaiChat.answer, carried });
  let out = '';
  for (const [at, chunk] of chunks.entries())
    out += rewriter.push((before(at) + chunk.map((each) => delta(each)).join('')).replaceAll('\n', newline));
  return textOf((out + rewriter.end()).replaceAll(newline, '\n'));
}

describe('events that leave unread', () => {
  const cases: readonly [name: string, chunks: readonly (readonly string[])[], text: string][] = [
    ['leave a later placeholder restorable', [['a '], ['b ', 'of '], [NAME]], 'a b of the value'],
    [
      'count for the address in which a placeholder would stand',
      [['a '], ['see https://x.test/'], ['q', NAME]],
      `a see https://x.test/q${NAME}`,
    ],
    ['count for a link that began in them', [['a '], ['[x]('], ['y'], [NAME, ')']], `a [x](y${NAME})`],
    ['count for what has ended in them', [['https://x.test/'], [' done. '], ['it is '], [NAME]], 'https://x.test/ done. it is the value'],
    ['may end with what begins a placeholder', [['a'], ['b C'], ['ORDON', NAME.slice(6)], ['.']], 'ab the value.'],
    ['may end with what begins one in another case', [['a'], ['b co'], ['rdo'], [NAME.slice(5).toLowerCase()]], 'ab the value'],
    ['may end with what only looks like it', [['a'], ['basic'], [' onions', ' and cor'], ['n']], 'abasic onions and corn'],
  ];
  for (const [name, chunks, text] of cases) {
    for (const [pace, before] of PACES) {
      it(`${name}, ${pace}`, () => assert.equal(read(chunks, before), text));
      it(`${name}, ${pace}, with CRLF`, () => assert.equal(read(chunks, before, '\r\n'), text));
    }
  }

  it('do not hide the id of the answer behind a comment', () => {
    const ids: string[] = [];
    const rewriter = createSseRewriter({ format: openaiResponses.answer, carried, onId: (id) => ids.push(id) });
    const created = `data: ${JSON.stringify({ type: 'response.created', response: { id: 'r1' } })}\n\n`;
    for (const chunk of [LONG, created + LONG, LONG]) assert.equal(rewriter.push(chunk), chunk);
    assert.deepEqual(ids, ['r1']);
  });

  it('may be followed by more blank lines than one', () => {
    const rewriter = createSseRewriter({ format: openaiChat.answer, carried });
    const chunks = [delta('a '), `${LONG}${delta('b ')}\n`, `${LONG}\n\n\n`, delta(NAME)];
    const out = chunks.map((chunk) => rewriter.push(chunk)).join('') + rewriter.end();
    assert.equal(textOf(out.replace(/\n{3,}/g, '\n\n')), 'a b the value');
  });

  it('come byte for byte, however they are cut', () => {
    const stream = Array.from({ length: 200 }, (_, at) => delta(`token ${at} `)).join('') + 'data: [DONE]\n\n';
    for (const size of [1, 7, 100, 1000, 5000]) {
      const rewriter = createSseRewriter({ format: openaiChat.answer, carried });
      let out = '';
      for (let at = 0; at < stream.length; at += size) out += rewriter.push(stream.slice(at, at + size));
      assert.equal(out + rewriter.end(), stream);
    }
  });
});
