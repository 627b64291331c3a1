import assert from 'node:assert/strict';
import { namedParts } from '../../src/core/provenance/attachments.ts';
import { createProvenanceIndex } from '../../src/core/provenance/contentIndex.ts';
import { createLineReader } from '../../src/core/provenance/lines.ts';

describe('parts that an assistant names', () => {
  /** `«` and `»` stand around the part. */
  const check = (marked: string, ...paths: readonly string[]): void => {
    const text = marked.replace(/[«»]/g, '');
    const parts = namedParts(text);
    assert.deepEqual(
      parts.map(({ path }) => path),
      paths,
    );
    if (!marked.includes('«')) return;
    assert.equal(text.slice(parts[0]!.start, parts[0]!.end), /«(.*)»/s.exec(marked)![1]);
  };
  const cases: readonly (readonly [string, ...string[]])[] = [
    ['a «<attachment id="x" filePath="/w/a.ts">\ncode\n</attachment>» b', '/w/a.ts'],
    ['«<attachment id="x" isSummarized="true" filePath="/w/a &amp; b.ts">\ncode\n</attachment>»', '/w/a & b.ts'],
    ['«<attachment id=".env" filePath="C:\\w\\.env"/>» b', 'C:\\w\\.env'],
    ['<attachment id="file.ts">\n```ts\n«// filepath: /w/file.ts\ncode»\n```\n</attachment>'.replace(/[«»]/g, ''), 'file.ts', '/w/file.ts'],
    ['````python\n«# filepath: /w/a.py\n```\ncode»\n````\nrest', '/w/a.py'],
    ['```html\n<!-- filepath: /w/a.html -->\n```', '/w/a.html'],
    ['<resource uri="file:///w/a%20b.txt">x</resource>', '/w/a b.txt'],
    ['<resource uri="vscode-remote://host/w/a.txt">x</resource>', '/w/a.txt'],
    ["<document filePath='/w/a'>x", '/w/a'],
    ['// Path: src/a.ts\ncode', 'src/a.ts'],
    ['«# Compare this snippet from src/b.py:\n# x\n»// Path: src/a.ts\ncode', 'src/b.py', 'src/a.ts'],
    ['<|recently|>\n«code_snippet_file_path: src/a.ts (truncated)\nx\n»<|/recently|>', 'src/a.ts'],
    ['The filepath is `/w/a.ts` and this is its content:\n<file>\n```ts\nx\n```\n</file>', '/w/a.ts'],
    ['Excerpt from a.ts, lines 1 to 2:\n```ts\nx\n```\n', 'a.ts'],
    ['I read `.env` once.\n```\nx\n```'],
    ['<div class="path">x</div>'],
    ["The user's current file is /w/.env."],
    ['Path to glory: none'],
  ];
  for (const [marked, ...paths] of cases) it(JSON.stringify(marked).slice(0, 60), () => check(marked, ...paths));

  it('reads a long text without markup in a moment', () => {
    assert.deepEqual(namedParts(`${'<a b="'.repeat(20_000)}filepath:${' '.repeat(50_000)}x`.replace('filepath:', 'File path:')), []);
  });
});

describe('content index', () => {
  const file = [
    'export function price(order: Order): Money {',
    '  const net = sum(order.lines);',
    '',
    '  return addTax(net, order.country);',
    '}',
  ].join('\n');
  const index = () => {
    const made = createProvenanceIndex({ key: [1, 2] });
    made.add('price', { tier: 'restricted', name: 'price.ts' }, file);
    return made;
  };
  const check = (text: string, found: boolean): void => assert.equal(index().regions(text).length > 0, found, text);
  const lines = file.split('\n');
  const recognised: Record<string, string> = {
    whole: file,
    quoted: `see\n\`\`\`ts\n${file}\n\`\`\`\nwhat is this?`,
    'two lines': lines.slice(0, 2).join('\n'),
    're-indented': lines.map((line) => `\t\t${line.trim()}`).join('\r\n'),
    numbered: lines.map((line, at) => `${String(at + 1).padStart(6)}\t${line}`).join('\n'),
    'numbered with colons': lines.map((line, at) => `${at + 1}: ${line}`).join('\n'),
    'numbered with arrows': lines.map((line, at) => `${at + 1}→${line}`).join('\n'),
    diff: lines.map((line) => `+${line}`).join('\n'),
    'JSON inside a string': JSON.stringify({ content: file }),
    'JSON inside JSON': JSON.stringify(JSON.stringify({ content: file })),
    'escaped XML': file.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  };
  for (const [name, text] of Object.entries(recognised)) it(`recognises it ${name}`, () => check(text, true));

  it('does not take less for it', () => {
    check(lines[0]!, false);
    check('}\n}\n}', false);
    check(`${lines[0]}\nsomething quite different here\n${lines[1]}`, false);
    check('', false);
  });

  it('says where', () => {
    const text = `before\n${file}\nafter`;
    const [region, ...more] = index().regions(text);
    assert.equal(text.slice(region!.start, region!.end), lines.slice(0, 4).join('\n'));
    assert.deepEqual(more, []);
    assert.equal(region!.by, 'content');
  });

  it('recognises a short file as a whole only', () => {
    const made = createProvenanceIndex({ key: [1, 2] });
    made.add('a', { tier: 'restricted' }, 'DB=abc\nPW=defgh\n');
    made.add('b', { tier: 'restricted' }, '{}\n');
    assert.equal(made.regions('x\nDB=abc\nPW=defgh\ny').length, 1);
    assert.equal(made.regions('DB=abc').length, 0);
    assert.equal(made.regions('{}').length, 0);
    made.remove('a');
    assert.equal(made.regions('DB=abc\nPW=defgh').length, 0);
  });

  it('forgets, replaces, and passes over what open files hold too', () => {
    const made = index();
    made.add('price', { tier: 'restricted' }, 'quite another content here\nand a second line of it');
    assert.equal(made.regions(file).length, 0);
    made.remove('price');
    assert.equal(made.files, 0);
    const shared = index();
    shared.addOpen('open', lines.slice(0, 2).join('\n'));
    assert.equal(shared.regions(lines.slice(0, 2).join('\n')).length, 0);
    assert.equal(shared.regions(file).length, 1);
  });

  it('tells the higher tier of what two files hold', () => {
    for (const ids of [
      ['low', 'high'],
      ['high', 'low'],
    ]) {
      const made = createProvenanceIndex({ key: [1, 2] });
      for (const id of ids) made.add(id, { tier: id, rank: id === 'high' ? 3 : 2 }, file);
      assert.deepEqual(
        made.regions(file).map(({ tier }) => tier),
        ['high'],
      );
    }
  });

  it('takes notice of every save of an open file', () => {
    const saved = index();
    const first = lines.slice(0, 2).join('\n');
    const steps: readonly (readonly [string, number])[] = [
      ['something of its own, and long enough', 1],
      [`something of its own, and long enough\n${first}`, 0],
      [`something else of its own, and long enough\n${first}`, 0],
      ['something else of its own, and long enough', 1],
    ];
    for (const [text, found] of steps) {
      saved.addOpen('open', text);
      assert.equal(saved.regions(first).length, found, text);
    }
    saved.addOpen('open', first);
    saved.remove('open');
    assert.equal(saved.regions(first).length, 1);
  });

  it('still recognises it when an open file is its copy', () => {
    const copied = index();
    copied.addOpen('copy', `\n${file}\n`);
    assert.equal(copied.regions(file).length, 1);
    copied.addOpen('copy', `${file}\nand more of its own, longer than a pair\n`);
    assert.equal(copied.regions(file).length, 0);
  });

  it('keeps no line', () => {
    assert.ok(
      !JSON.stringify(index(), (_, value: unknown) =>
        value instanceof Map || value instanceof Set ? [...value] : typeof value === 'bigint' ? String(value) : value,
      ).includes('price('),
    );
  });

  it('spreads its hashes, and salts them', () => {
    const hash = (text: string, key: readonly [number, number]): string => {
      const { count, lower, upper } = createLineReader(key)(text);
      return Array.from({ length: count }, (_, at) => `${lower[at]} ${upper[at]}`).join('\n');
    };
    const text = Array.from({ length: 50_000 }, (_, at) => `line ${at}`).join('\n');
    assert.equal(new Set(hash(text, [123, 456]).split('\n')).size, 50_000);
    assert.notEqual(hash('a', [123, 456]), hash('a', [123, 457]));
  });
});
