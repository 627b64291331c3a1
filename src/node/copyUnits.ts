import { Buffer } from 'node:buffer';
import type { CopyUnits } from '../core/accelerator/accelerator.ts';

const buffers = new WeakMap<Uint16Array, Buffer>();

/** The core's `copyUnits` by means of Node, which is some ten times as fast. */
export const copyUnits: CopyUnits = (text, into) => {
  let buffer = buffers.get(into);
  if (!buffer) {
    buffer = Buffer.from(into.buffer, into.byteOffset, into.byteLength);
    buffers.set(into, buffer);
  }
  buffer.write(text, 'utf16le');
};
