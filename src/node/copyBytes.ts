import { Buffer } from 'node:buffer';
import type { CopyBytes } from '../core/literals.ts';

/** The core's `copyBytes` by means of Node, which is some thirty times as fast. */
export const copyBytes: CopyBytes = (text, into) => {
  Buffer.from(into.buffer, into.byteOffset, into.length).write(text, 'latin1');
  return Buffer.byteLength(text) === text.length;
};
