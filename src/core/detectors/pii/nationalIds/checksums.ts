/** Check digits of national numbers. Every function takes digits (and letters, where said) without separators. */
import { mod97 } from '../../checksums.ts';

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48;

/** The sum of the first digits, each times its weight. */
export function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * digit(digits, at), 0);
}

/** Whether all digits, each times its weight, sum up to a multiple of `modulus`. */
export const weightedFits =
  (weights: readonly number[], modulus: number) =>
  (digits: string): boolean =>
    weighted(digits, weights) % modulus === 0;

/** Whether the digit behind the weighted ones is `modulus` minus the remainder, where `modulus` itself counts as 0 and 10 as none. */
export const complementFits =
  (weights: readonly number[], modulus: number) =>
  (digits: string): boolean =>
    (modulus - (weighted(digits, weights) % modulus)) % modulus === digit(digits, weights.length);

/** Whether the digit behind the weighted ones is the remainder itself, 10 counting as 0. */
export const remainderFits =
  (weights: readonly number[], modulus: number) =>
  (digits: string): boolean =>
    (weighted(digits, weights) % modulus) % 10 === digit(digits, weights.length);

const DIHEDRAL = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const PERMUTATION = ['0123456789', '1576283094', '5803796142', '8916043527', '9453126870', '4286573901', '2793806415', '7046913258'];

/** Verhoeff’s check over the dihedral group D5 (J. Verhoeff, Error Detecting Decimal Codes, 1969). */
export function fitsVerhoeff(digits: string): boolean {
  let check = 0;
  for (let i = 0; i < digits.length; i++) {
    const permuted = digit(PERMUTATION[i % 8]!, digit(digits, digits.length - 1 - i));
    check = digit(DIHEDRAL[check]!, permuted);
  }
  return check === 0;
}

/** ISO 7064 MOD 11,10, as in the German tax id and the Croatian OIB. */
export function fitsMod1110(digits: string): boolean {
  let product = 10;
  for (let i = 0; i < digits.length - 1; i++) product = (((product + digit(digits, i)) % 10 || 10) * 2) % 11;
  return (11 - product) % 10 === digit(digits, digits.length - 1);
}

/** ISO 7064 MOD 11-2, as in the Chinese resident id; the check character may be `X`. */
export function fitsMod112(text: string): boolean {
  let sum = 0;
  for (let i = 0; i < text.length - 1; i++) sum = ((sum + digit(text, i)) * 2) % 11;
  return '0123456789X'[(12 - sum) % 11] === text.at(-1);
}

/** Luhn over letters and digits, a letter counting as two digits (A = 10). */
export function crossSumFits(text: string, weights: readonly number[]): boolean {
  const digits = text.slice(0, -1).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 64).padStart(2, '0'));
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const product = digit(digits, i) * weights[i % weights.length]!;
    sum += Math.floor(product / 10) + (product % 10);
  }
  return sum % 10 === digit(text, text.length - 1);
}

/** The document check digit of ICAO 9303: weights 7, 3, 1, a letter counting 10 to 35. */
export function fitsIcao(text: string): boolean {
  let sum = 0;
  for (let i = 0; i < text.length - 1; i++) sum += parseInt(text[i]!, 36) * [7, 3, 1][i % 3]!;
  return sum % 10 === digit(text, text.length - 1);
}

/** Whether 97 minus the remainder of the front modulo 97 is the number behind it. */
export const fits97 = (front: string, check: string): boolean => 97 - mod97(front) === Number(check);

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether month and day name a day of some year. */
export const isDay = (month: number, day: number): boolean => month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1]!;

/** Whether a full date names a day of its year. */
export const isDate = (year: number, month: number, day: number): boolean =>
  isDay(month, day) && (month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)));
