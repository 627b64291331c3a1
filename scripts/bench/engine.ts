import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { allDetectors } from '../../src/core/detectors/index.ts';
import { createSecretlint } from '../../src/core/detectors/secretlint.ts';
import { createEngine } from '../../src/core/engine.ts';
import { rescan, surroundingsOf } from '../../src/core/rescan.ts';
import { createScanner, type Scanner } from '../../src/core/scan.ts';
import { copyUnits } from '../../src/node/copyUnits.ts';
import { createDeepScanner } from '../../src/node/deepScanner.ts';
import type { Measured } from '../bench.ts';
import { root } from '../host/paths.ts';

const MB = 2 ** 20;
/** Adversarial texts are this long, so that one which is quadratic does not take all day. */
const CRAFTED = MB / 4;

/**
 * What detection costs. Machines differ, so figures are ratios within one run where they can be: to `Buffer.indexOf` of one literal (the
 * floor), to secretlint's preset (the neighbour) or to the ordinary megabyte. Medians; alternated where two are compared.
 */
export async function bench(): Promise<readonly Measured[]> {
  const prompt = ordinaryText(MB);
  const bytes = Buffer.from(prompt);
  const scanner = createScanner(allDetectors, [], copyUnits);
  const secrets = createEngine(
    allDetectors.filter(({ kind }) => kind === 'secret'),
    copyUnits,
  );
  const [floor, all, engine] = alternated(15, [
    () => bytes.indexOf('no text holds this literal'),
    () => scanner.scan(prompt),
    () => secrets.run(prompt, {}, () => {}),
  ]) as [number, number, number];
  const neighbour = await secretlintTime(prompt.slice(0, MB / 4));
  const small = prompt.slice(0, 20_000);
  const [smallTime] = alternated(200, [() => scanner.scan(small)]) as [number];
  const out: Measured[] = [
    {
      what: 'Compiling all detectors',
      value: rounded(alternated(7, [() => createScanner(allDetectors, [], copyUnits)])[0]!),
      unit: 'ms',
      limit: 5,
    },
    { what: 'Floor: Buffer.indexOf in the ordinary megabyte', value: rounded(floor), unit: 'ms' },
    { what: 'Secrets in the ordinary megabyte', value: rounded(engine), unit: 'ms' },
    { what: 'Secrets in the ordinary megabyte', value: rounded(engine / floor), unit: 'x floor', limit: 10 },
    { what: 'Everything in the ordinary megabyte, encodings included', value: rounded(all), unit: 'ms' },
    { what: 'Everything in the ordinary megabyte, encodings included', value: rounded(all / floor), unit: 'x floor', limit: 16 },
    { what: 'Secrets, of the time of secretlint', value: rounded(engine / (4 * neighbour)), unit: 'x secretlint', limit: 0.2 },
    { what: '20 KB file', value: rounded(smallTime), unit: 'ms', limit: 0.3 },
    ...rescanning(scanner, prompt),
    ...crafted(scanner, all),
    ...(await craftedDeep()),
    ...tree(scanner),
    ...memory(scanner, small.slice(0, 2000)),
  ];
  return out;
}

/** READMEs and sources of the packages in this checkout, half and half. */
function ordinaryText(length: number): string {
  const half = (pattern: string): string => {
    let text = '';
    for (const file of globSync(pattern, { cwd: join(root, 'node_modules') }).toSorted()) {
      if (text.length >= length / 2) break;
      text += readText(join(root, 'node_modules', file));
    }
    return text.slice(0, length / 2);
  };
  // Through bytes, so that it is one flat text as a file's is.
  return Buffer.from(half('*/README.md') + half('*/lib/**/*.js')).toString();
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // A folder that is called like a file.
    return '';
  }
}

/** ms, the median of each, in turns, after two rounds to warm up. */
function alternated(rounds: number, runs: readonly (() => unknown)[]): number[] {
  const times = runs.map((): number[] => []);
  for (let round = -2; round < rounds; round++) {
    runs.forEach((run, index) => {
      const begin = processorTime();
      run();
      if (round >= 0) times[index]!.push(processorTime() - begin);
    });
  }
  return times.map((each) => quantile(each, 0.5));
}

/** ms that the processor worked for this process: other programs on the machine do not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function quantile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? NaN;
}

/** The preset as we run it, on windows around its literals, which is the faster way. */
async function secretlintTime(text: string): Promise<number> {
  const secretlint = createSecretlint(() => performance.now());
  const times: number[] = [];
  for (let round = -1; round < 5; round++) {
    const begin = processorTime();
    await secretlint.scan(text, {}, 60_000);
    if (round >= 0) times.push(processorTime() - begin);
  }
  return quantile(times, 0.5);
}

function rescanning(scanner: Scanner, text: string): Measured[] {
  const old = scanner.scan(text);
  // Each place on its own, for what differs between them is the text; what differs between two tries there is the machine.
  const times = Array.from({ length: 200 }, (_, index): number => {
    const start = ((index + 1) * 39_119) % text.length;
    // Made ahead, through bytes: an editor has its text in one piece, and joining it is not what is measured.
    const now = Buffer.from(`${text.slice(0, start)}k${text.slice(start)}`).toString();
    const edit = { start, removed: 0, inserted: 1 };
    const tries = Array.from({ length: 25 }, (): number => {
      const begin = performance.now();
      rescan(scanner, old, edit, surroundingsOf(now, edit));
      return 1000 * (performance.now() - begin);
    });
    return quantile(tries, 0.5);
  });
  return [
    { what: 'Rescan after a keystroke in a megabyte, median of 200 places', value: rounded(quantile(times, 0.5)), unit: 'µs' },
    { what: 'Rescan after a keystroke in a megabyte, p99 of 200 places', value: rounded(quantile(times, 0.99)), unit: 'µs', limit: 50 },
  ];
}

/** The same with second opinions: a text that makes them slow is given up after their time, and the engine's findings stand. */
async function craftedDeep(): Promise<Measured[]> {
  const deep = createDeepScanner();
  const out: Measured[] = [];
  try {
    await deep.scan('https://a:b@c.org is where John Smith lives');
    for (const unit of ['sk-', '://a:', 'AKIA', '-----BEGIN PRIVATE KEY-----\n', 'account ', 'John Smith said. ', 'a@b.c ', 'x']) {
      const begin = performance.now();
      await deep.scan(unit.repeat(MB / unit.length));
      const what = `Deep scan of a megabyte, over and over: ${JSON.stringify(unit)}`;
      // 1.5 s for the second opinions, and the engine's own.
      out.push({ what, value: rounded(performance.now() - begin), unit: 'ms', limit: 2000 });
    }
  } finally {
    deep.dispose();
  }
  return out.toSorted((a, b) => b.value - a.value);
}

/** Texts that make a careless engine slow. */
function crafted(scanner: Scanner, ordinary: number): Measured[] {
  const units = [
    'a',
    '@',
    '4',
    '=',
    ' ',
    '\\',
    '%41',
    '\\u0041',
    '&#65;',
    'api_key="a" ',
    'password=',
    'key="',
    '://a:',
    'eyJ.',
    ':aa:',
    'a@a.',
  ];
  units.push('-----BEGIN PRIVATE KEY-----\n', 'AKIA', 'sig=', '1 2 ', '[{"a":', '\u200b', 'secret', '192.168.1.1 ', '4111 1111 1111 1111 ');
  const texts = new Map(units.map((unit): [string, string] => [JSON.stringify(unit), unit.repeat(CRAFTED / unit.length)]));
  texts.set('base64 of nothing', randomBase64(CRAFTED));
  texts.set('base64 of text', Buffer.from('token password '.repeat(CRAFTED / 20)).toString('base64'));
  texts.set('10,000 keys', Array.from({ length: 10_000 }, (_, index) => `key_${index}=${index * 7919}abc\n`).join(''));
  const worst = [...texts].map(([name, text]): Measured => {
    const [time] = alternated(3, [() => scanner.scan(text)]) as [number];
    return { what: `Over and over: ${name}`, value: rounded((time * MB) / text.length / ordinary), unit: 'x ordinary', limit: 3 };
  });
  return worst.toSorted((a, b) => b.value - a.value);
}

function randomBase64(length: number): string {
  let state = 12_345;
  const bytes = Uint8Array.from({ length: (length * 3) / 4 }, () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) >>> 24);
  return Buffer.from(bytes).toString('base64');
}

/** Reading and scanning the files of the packages in this checkout, one after the other. */
function tree(scanner: Scanner): Measured[] {
  const files = globSync('*/**/*.{js,ts,json,md}', { cwd: join(root, 'node_modules') }).slice(0, 3000);
  let length = 0;
  const begin = processorTime();
  for (const file of files) {
    const text = readText(join(root, 'node_modules', file));
    length += text.length;
    scanner.scan(text, { path: file });
  }
  const seconds = (processorTime() - begin) / 1000;
  return [
    { what: 'Tree on one thread', value: rounded(length / 1e6 / seconds), unit: 'MB/s' },
    { what: 'Tree on one thread', value: rounded((1000 * seconds) / (length / 1e6)), unit: 'ms for 1 MB', limit: 10 },
  ];
}

function memory(scanner: Scanner, text: string): Measured[] {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = (): number => {
    collect();
    return process.memoryUsage().heapUsed / MB;
  };
  for (let i = 0; i < 2000; i++) scanner.scan(text);
  const before = used();
  for (let i = 0; i < 100_000; i++) scanner.scan(text);
  return [{ what: 'Memory kept by 100,000 scans', value: rounded(used() - before), unit: 'MB', limit: 1 }];
}

const rounded = (value: number): number => Number(value.toPrecision(3));
