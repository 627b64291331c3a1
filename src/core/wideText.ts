import type { View } from './decode.ts';

/** Whether bytes are ASCII in UTF-16, as `powershell -EncodedCommand` takes it: every second byte is zero. */
export const isWide = (bytes: string): boolean => bytes.length >= 16 && /^\0?(?:[\t\r\n -~]\0)+[\t\r\n -~]?$/.test(bytes);
export const narrow = (bytes: string): string => bytes.replace(/\0/g, '');

/** UTF-16 that was read byte by byte has a NUL before or behind each character of ASCII; other characters are two that say nothing. */
const STRETCH = /(?:[^\0]\0){8,}[\t\r\n -~]?/g;

/** Stretches of UTF-16, of either byte order, in a text that was read as if each byte were a character. */
export function wideText(text: string): View[] {
  if (!text.includes('\0')) return [];
  return Array.from(text.matchAll(STRETCH), ({ 0: stretch, index }) => ({
    text: narrow(stretch),
    original: (start, end) => [index + 2 * start, Math.min(index + 2 * end, index + stretch.length)],
  }));
}
