import type { CopyUnits } from './accelerator/accelerator.ts';
import type { Detector, Match } from './detectors/detector.ts';
import type { Confidence } from './finding.ts';
import { leastDigits } from './leastDigits.ts';
import { createPrefilter, type Prefilter } from './prefilter.ts';
import { Repetition } from './repetition.ts';

/** What one detector found at one place, before overlaps are settled. */
export interface Hit {
  readonly detector: Detector;
  readonly start: number;
  readonly end: number;
  readonly confidence: Confidence;
}

/** Counts what a scan did, so that tests can hold it to linear work without a clock. */
export interface Meter {
  /** Regular expressions started. */
  attempts: number;
  /** UTF-16 units of the windows given to searching patterns. */
  searched: number;
}

export interface Engine {
  /**
   * Calls `found` for every value that a detector accepts, and gives the places at which runs of base64 begin, where the prefilter saw
   * to that too.
   */
  run(text: string, options: EngineOptions, found: (hit: Hit) => void): readonly number[] | undefined;
}

export interface EngineOptions {
  readonly path?: string | undefined;
  readonly disable?: ReadonlySet<string> | undefined;
  readonly meter?: Meter | undefined;
}

/** Room before and after a window, so that lookarounds at its edge see what is really there. */
const MARGIN = 40;
const DEFAULT_AFTER = 512;
/** So many UTF-16 units before and after a literal are given to `locate`. */
const AROUND = 8192;
/** So many UTF-16 units around a match `accept` may read. */
const CONTEXT = 1024;
/** More attempts than one for so many UTF-16 units are no ordinary text. */
const ORDINARY = 64;
/** Texts up to this length, in UTF-16 units, are searched without a literal as well. */
const SHORT_TEXT = 64;

/** Makes one engine of all detectors. `copy`: see `createPrefilter`. Throws on a pattern without a group `value`. */
export function createEngine(detectors: readonly Detector[], copy?: CopyUnits | false): Engine {
  const compiled = detectors.map((detector, index) => new Compiled(detector, index));
  const { prefilter, owners } = literalsOf(compiled, copy);
  const inShort = compiled.filter(({ detector }) => detector.inShortTexts);
  const onDigits = compiled.filter(({ detector }) => detector.anchor === 'digits');

  return {
    run(text, options, found) {
      const scan = new Run(text, options, compiled.length, found);
      const digits: number[] = [];
      const atLiteral = (literal: number, start: number): void => {
        for (const each of owners[literal]!) scan.at(each, start);
      };
      const runs = prefilter.run(text, atLiteral, (start) => {
        if (onDigits.length > 0) digits.push(start);
      });
      scan.again();
      for (const start of digits) for (const each of onDigits) scan.at(each, start);
      if (text.length <= SHORT_TEXT) for (const each of inShort) scan.everywhere(each);
      scan.finishWindows();
      return runs;
    },
  };
}

/** A detector with the regular expression that the engine runs, which is made when its literal is first met: most never are. */
class Compiled {
  readonly detector: Detector;
  readonly index: number;
  readonly locate: Detector['locate'];
  readonly before: number;
  readonly after: number;
  readonly searches: boolean;
  private own: RegExp | undefined;
  private digits: number | undefined;
  private withPlaces: RegExp | undefined;
  private part: boolean | undefined;

  constructor(detector: Detector, index: number) {
    const { locate, pattern, before = 0, after = DEFAULT_AFTER } = detector;
    if (!locate && !pattern?.source.includes('(?<value>')) throw new Error(`detector ${detector.id}: its pattern has no group "value"`);
    this.detector = detector;
    this.index = index;
    this.locate = locate;
    this.before = locate ? 0 : before;
    this.after = after;
    this.searches = this.before > 0;
  }

  get pattern(): RegExp {
    return (this.own ??= this.make());
  }

  /** How many digits a part of a text must hold, or nothing is found in it. */
  get leastDigits(): number {
    return (this.digits ??= leastDigits(this.detector.pattern!.source));
  }

  private make(): RegExp {
    const { source, flags } = this.detector.pattern!;
    return new RegExp(source, flags.replace(/[gyd]/g, '') + (this.searches ? 'g' : 'y'));
  }

  /** Whether the group `value` is part of a match, and not of what a lookaround sees beside it. */
  private get valueIsPart(): boolean {
    return (this.part ??= !inLookaround(this.detector.pattern!.source));
  }

  /**
   * Where the group `value` of a match stands. V8 matches once more to say so, for each match, so it is asked only where the group's text
   * stands in that of the match more than once.
   */
  valueIn(match: RegExpExecArray, part: string): readonly [number, number] | undefined {
    const value = match.groups?.['value'];
    if (value === undefined) return undefined;
    const at = match[0].indexOf(value);
    if (at >= 0 && match[0].indexOf(value, at + 1) < 0 && this.valueIsPart) return [match.index + at, match.index + at + value.length];
    const { source, flags } = this.pattern;
    this.withPlaces ??= new RegExp(source, `${flags.replace('g', '')}${flags.includes('y') ? '' : 'y'}d`);
    this.withPlaces.lastIndex = match.index;
    return this.withPlaces.exec(part)?.indices?.groups?.['value'];
  }
}

/** Whether a group `value` is opened within a lookaround. */
function inLookaround(source: string): boolean {
  const open: boolean[] = [];
  for (const [mark] of source.matchAll(/\\[^]|\[(?:[^\]\\]|\\[^])*\]|\(\?<value>|\((?:\?<?[=!])?|\)/g)) {
    if (mark === '(?<value>') return open.includes(true);
    if (mark === ')') open.pop();
    else if (mark.startsWith('(')) open.push(mark.length > 1);
  }
  return false;
}

function literalsOf(compiled: readonly Compiled[], copy: CopyUnits | false | undefined): { prefilter: Prefilter; owners: Compiled[][] } {
  const byLiteral = new Map<string, Compiled[]>();
  for (const each of compiled) {
    for (const literal of new Set(each.detector.literals.map((text) => text.toLowerCase()))) {
      const owners = byLiteral.get(literal);
      if (owners) owners.push(each);
      else byLiteral.set(literal, [each]);
    }
  }
  return { prefilter: createPrefilter([...byLiteral.keys()], copy), owners: [...byLiteral.values()] };
}

/** The state of one scan: how far each detector has come, so that no part of the text is given to it twice. */
class Run {
  private readonly done: Int32Array;
  /** Where each detector last found something. */
  private readonly foundAt: Int32Array;
  private repetition: Repetition;
  private attempts = 0;
  /** How many digits stand in the text, where that was asked. */
  private digits: number | undefined;
  private readonly windows = new Map<Compiled, { start: number; end: number }>();
  private readonly text: string;
  private readonly options: EngineOptions;
  private readonly found: (hit: Hit) => void;

  constructor(text: string, options: EngineOptions, detectors: number, found: (hit: Hit) => void) {
    this.text = text;
    this.options = options;
    this.found = found;
    this.done = new Int32Array(detectors);
    this.foundAt = new Int32Array(detectors).fill(-1);
    this.repetition = new Repetition(text);
  }

  /** A detector's literal, or its group of digits, stands at `start`. */
  at(each: Compiled, start: number): void {
    if (this.options.disable?.has(each.detector.id)) return;
    if (each.searches) this.widen(each, start);
    else if (start < this.done[each.index]!) return;
    else if (this.isRepeated(each, start)) return;
    else if (each.locate) this.locateAt(each, each.locate, start);
    else this.verifyAt(each, start);
  }

  /** The next calls of `at` begin anew with the text. */
  again(): void {
    this.repetition = new Repetition(this.text);
    this.attempts = 0;
  }

  /** Whether the text repeats itself around a place, in which this detector found nothing the last time. */
  private isRepeated({ index, locate, after }: Compiled, start: number): boolean {
    if (++this.attempts * ORDINARY < start + 2 * AROUND) return false;
    return this.repetition.includes(start, locate ? AROUND : after + CONTEXT) && this.foundAt[index]! < this.repetition.from;
  }

  /** Searches the whole text, for a detector that needs no literal in a short one. */
  everywhere(each: Compiled): void {
    if (each.leastDigits > (this.digits ??= countDigits(this.text)) || this.options.disable?.has(each.detector.id)) return;
    if (each.searches) this.search(each, 0, this.text.length);
    else for (let start = 0; start < this.text.length; start++) if (start >= this.done[each.index]!) this.verifyAt(each, start);
  }

  finishWindows(): void {
    for (const [each, window] of this.windows) {
      this.again();
      this.search(each, window.start, window.end);
    }
    this.windows.clear();
  }

  private locateAt({ detector, index }: Compiled, locate: NonNullable<Detector['locate']>, start: number): void {
    const { meter, path } = this.options;
    if (meter) meter.attempts++;
    // Only the part that it may read, so that a look for the end of a line costs the same in a text that has no lines.
    const offset = wholeCharacters(this.text, Math.max(0, start - AROUND), start)[0];
    const part = this.text.slice(offset, start + AROUND);
    const { values, until } = locate(part, start - offset, path);
    this.done[index] = until + offset;
    if (values.length > 0) this.foundAt[index] = start;
    for (const value of values) {
      const [from, to] = wholeCharacters(this.text, value.start + offset, value.end + offset);
      this.found({ detector, start: from, end: to, confidence: value.confidence });
    }
  }

  private verifyAt(each: Compiled, literal: number): void {
    const { meter } = this.options;
    if (meter) meter.attempts++;
    const start = each.detector.begin ? each.detector.begin(this.text, literal) : literal;
    if (start === undefined || start < this.done[each.index]!) return;
    each.pattern.lastIndex = start;
    const match = each.pattern.exec(this.text);
    if (match && each.pattern.lastIndex <= start + each.after) this.report(each, match, this.text, 0);
  }

  private widen(each: Compiled, start: number): void {
    const from = Math.max(0, start - each.before);
    const to = Math.min(this.text.length, start + each.after);
    const open = this.windows.get(each);
    if (!open) this.windows.set(each, { start: from, end: to });
    else if (from <= open.end) open.end = Math.max(open.end, to);
    else {
      this.search(each, open.start, open.end);
      open.start = from;
      open.end = to;
    }
  }

  private search(each: Compiled, start: number, end: number): void {
    if (!holdsDigits(this.text, start, end, each.leastDigits)) return;
    const { meter } = this.options;
    const offset = Math.max(0, start - MARGIN);
    const part = this.text.slice(offset, end + MARGIN);
    if (meter) {
      meter.attempts++;
      meter.searched += part.length;
    }
    each.pattern.lastIndex = start - offset;
    for (let match = each.pattern.exec(part); match; match = each.pattern.exec(part)) {
      if (match[0] === '') each.pattern.lastIndex++;
      const at = match.index + offset;
      if (at + match[0].length > end) continue;
      this.report(each, match, part, offset);
      // On to where the repetition ends.
      if (this.isRepeated(each, at))
        each.pattern.lastIndex = Math.max(each.pattern.lastIndex, this.repetition.to - each.after - CONTEXT - offset);
    }
  }

  /** `part` is what the match was found in, which begins at `offset`. */
  private report(each: Compiled, match: RegExpExecArray, part: string, offset: number): void {
    const span = each.valueIn(match, part);
    if (!span || span[0] === span[1]) return;
    const [start, end] = wholeCharacters(this.text, span[0] + offset, span[1] + offset);
    const { detector } = each;
    const details: Match = {
      value: this.text.slice(start, end),
      text: this.text,
      start,
      end,
      groups: match.groups ?? {},
      path: this.options.path,
    };
    const confidence = detector.accept ? detector.accept(details) : detector.confidence;
    if (confidence === undefined) return;
    if (!each.searches) this.done[each.index] = end;
    this.foundAt[each.index] = start;
    this.found({ detector, start, end, confidence });
  }
}

function countDigits(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) count++;
  }
  return count;
}

/** Whether so many ASCII digits stand in a part of a text. */
function holdsDigits(text: string, start: number, end: number, least: number): boolean {
  let left = least;
  for (let at = start; left > 0 && at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) left--;
  }
  return left <= 0;
}

/** Widens a span that would begin or end between the halves of a surrogate pair. */
export function wholeCharacters(text: string, start: number, end: number): [number, number] {
  return [splitsPair(text, start) ? start - 1 : start, splitsPair(text, end) ? end + 1 : end];
}

const splitsPair = (text: string, at: number): boolean =>
  at > 0 && at < text.length && (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
