import type { Fake } from '../detector.ts';
import { isDummy, isInRows } from '../dummy.ts';

/** Whether a value of 16 characters and more can have come out of a generator: no placeholder such as `xxxxxxxx`, `00000000` or `your-api-key`. */
export const looksGenerated = (value: string): boolean =>
  !/(.)\1{7}/.test(value) && !isDummy(value) && !isInRows(value) && new Set(value).size >= Math.min(6, value.length / 2);

/** As `looksGenerated`, for values known only by the name beside them: a digit and a letter must be in it, or it is a word or a number. */
export const looksRandom = (value: string): boolean => /[0-9]/.test(value) && /[A-Za-z]/.test(value) && looksGenerated(value);

/** A UUID, as the source of a regular expression. */
export const UUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

/** A UUID, as an example. */
export const uuid = (fake: Fake): string => [8, 4, 4, 4, 12].map((length) => fake.hex(length)).join('-');
