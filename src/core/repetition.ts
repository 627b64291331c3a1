/** As much of a repetition is looked for: its period, and what stands there twice. */
const LONGEST_PERIOD = 256;
const SAMPLE = 64;
/** Where nothing repeats itself, the next look is so many UTF-16 units further. */
const STEP = 512;

/**
 * Where a text says the same over and over, reading it costs a glance: what was not found in one round is not in the next. Crafted
 * texts are like that, ordinary ones are not, and pay little.
 */
export class Repetition {
  /** From `from` to `to` each character is the same as that a period before. */
  from = 0;
  to = 0;
  private period = 0;
  private nextLook = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /**
   * Whether all that somebody reads who reads `reach` UTF-16 units around a place could be read one period before. Places must be
   * asked for in order.
   */
  includes(at: number, reach: number): boolean {
    if (at >= this.nextLook) this.look(at);
    return at - this.period - reach >= this.from && at + reach <= this.to;
  }

  private look(at: number): void {
    const { text } = this;
    const sample = text.slice(at, at + SAMPLE);
    const period = text.slice(at + 1, at + SAMPLE + LONGEST_PERIOD).indexOf(sample) + 1;
    this.nextLook = at + STEP;
    if (period === 0 || sample.length < SAMPLE) return;
    let to = at + period;
    while (to < text.length && text.charCodeAt(to) === text.charCodeAt(to - period)) to++;
    this.from = at;
    this.to = to;
    this.period = period;
    this.nextLook = Math.max(this.nextLook, to);
  }
}
