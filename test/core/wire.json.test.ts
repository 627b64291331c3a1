import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Change, child, JsonError, parseJson, pathOf, splice, walk } from '../../src/core/wire/json.ts';

const strings = (text: string) => [...walk(parseJson(text))].filter((node) => node.kind === 'string');

describe('JSON with positions', () => {
  const check = (text: string, expected: readonly (readonly [string, string])[]): void => {
    const found = strings(text).map((node) => [pathOf(node).join('.'), node.value]);
    assert.deepEqual(found, expected);
    for (const node of strings(text)) assert.equal(JSON.parse(text.slice(node.start, node.end)), node.value);
  };

  it('yields string values with their paths', () => {
    check('"a"', [['', 'a']]);
    check('{"a":"x","b":[1,"y",{"c":"z"}],"d":null}', [
      ['a', 'x'],
      ['b.1', 'y'],
      ['b.2.c', 'z'],
    ]);
    check(' [ ] ', []);
    check('{}', []);
    check('\uFEFF{"a":"\\u00e9\\ud83d\\ude00\\/\\n\\""}', [['a', 'é😀/\n"']]);
    check('{"a":"1","a":"2"}', [
      ['a', '1'],
      ['a', '2'],
    ]);
    check('[-0.5e+10,true,false,null,0,"x"]', [['5', 'x']]);
  });

  it('takes the last of two members of one name, as parsers do', () => {
    const member = child(parseJson('{"a":"1","a":"2"}'), 'a');
    assert.equal(member?.kind === 'string' && member.value, '2');
  });

  const malformed = [
    '',
    ' ',
    '{',
    '[',
    '[1,]',
    '{"a"}',
    '{"a":}',
    '{a:1}',
    "{'a':1}",
    '[1 2]',
    '"',
    '"\\x"',
    '"\\u12"',
    '"\n"',
    '01',
    '1.',
    '+1',
    'nul',
    '[1]x',
    '{"a":1,}',
    ']',
    '[}',
    '{"a":1]',
  ];
  for (const text of malformed) {
    it(`refuses ${JSON.stringify(text)} and says where`, () => {
      assert.throws(
        () => parseJson(text),
        (error) => error instanceof JsonError && error.offset <= text.length,
      );
    });
  }

  it('takes and refuses what JSON.parse takes and refuses', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('', '"', ',', '}', '\\', '0', ' '), (json, at, inserted) => {
        const place = at % (json.length + 1);
        const text = json.slice(0, place) + inserted + json.slice(place);
        const valid = accepts(() => JSON.parse(text));
        assert.equal(
          accepts(() => parseJson(text)),
          valid,
          text,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('reads two hundred thousand nested arrays', () => {
    const depth = 200_000;
    const root = parseJson('['.repeat(depth) + '"x"' + ']'.repeat(depth));
    assert.equal([...walk(root)].length, depth + 1);
  });

  it('reads a string of ten million characters', () => {
    const root = parseJson(JSON.stringify('a'.repeat(10_000_000)));
    assert.equal(root.kind === 'string' && root.value.length, 10_000_000);
  });
});

describe('splice', () => {
  const edit = (text: string, index: number, start: number, end: number, put: string): string =>
    splice(text, [{ node: strings(text)[index]!, edits: [{ start, end, text: put }] }]);

  it('keeps the spelling around an edit', () => {
    assert.equal(
      edit('{ "a" : "\\u0041b\\/c\\ud83d\\ude00d", "n":1.50 }', 0, 3, 4, 'X'),
      '{ "a" : "\\u0041b\\/X\\ud83d\\ude00d", "n":1.50 }',
    );
    assert.equal(edit('["\\n\\n\\"k\\""]', 0, 3, 4, 'é"'), '["\\n\\n\\"é\\"\\""]');
  });

  it('changes what it is told and no other byte', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(), fc.string(), fc.nat(), fc.nat(), (json, pick, put, a, b) => {
        const nodes = strings(json);
        fc.pre(nodes.length > 0);
        const node = nodes[pick % nodes.length]!;
        const [start, end] = [a % (node.value.length + 1), b % (node.value.length + 1)].sort((x, y) => x - y) as [number, number];
        const out = splice(json, [{ node, edits: [{ start, end, text: put }] }]);
        assert.equal(out.slice(0, node.start), json.slice(0, node.start));
        assert.equal(out.slice(out.length - (json.length - node.end)), json.slice(node.end));
        const expected = node.value.slice(0, start) + put + node.value.slice(end);
        assert.equal(JSON.parse(out.slice(node.start, out.length - (json.length - node.end))), expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('applies many changes in any order', () => {
    const text = '["a","b","c"]';
    const [a, b, c] = strings(text);
    const changes: Change[] = [
      { node: c!, whole: '3' },
      { node: a!, edits: [{ start: 0, end: 0, text: '1' }] },
      { node: b!, whole: '"' },
    ];
    assert.equal(splice(text, changes), '["1a","\\"","3"]');
    assert.equal(splice(text, []), text);
  });
});

function accepts(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}
