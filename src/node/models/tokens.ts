import type { Message, Part } from './chat.ts';

/** Of a message beside its texts: role and separators. */
const PER_MESSAGE = 4;
/** More than an image costs at most providers: (width × height) / 750, at most some 1,600. */
const PER_IMAGE = 1600;

/**
 * About how many tokens a text has, rather too many than too few: each provider has its own tokenizer, and one that fits in a prompt
 * counted too high is cut a little early, while one counted too low is refused. No text is sent to be counted.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(PIECES)) tokens += ofPiece(piece);
  return tokens;
}

function ofPiece(piece: string): number {
  const { length } = piece;
  if (/^[A-Za-z]/.test(piece)) return Math.ceil(length / 6);
  // A blank before a number is a token of its own; that before a word belongs to the word.
  if (/^ ?\d/.test(piece)) return Math.ceil(length / 3) + (piece.startsWith(' ') ? 1 : 0);
  if (/^\s/.test(piece)) return Math.ceil(length / 16);
  if (/^\p{L}/u.test(piece)) return Math.ceil(length / (piece < '\u0530' ? 3 : piece < '\u2e80' ? 1.5 : 1));
  return Math.ceil(length / (piece >= '\u2000' ? 0.7 : 2));
}

const PIECES = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+| ?\d+|[^\S ]+|(?<= ) +|(?:(?![A-Za-z])\p{L})+|[\u2000-\uffff]+|[^\p{L}\d\s]+/gu;

/** The same for a whole message. */
export function estimateMessage({ parts }: Message): number {
  return PER_MESSAGE + parts.reduce((sum, part) => sum + ofPart(part), 0);
}

function ofPart(part: Part): number {
  switch (part.kind) {
    case 'text':
    case 'thought':
      return estimateTokens(part.text);
    case 'image':
      return PER_IMAGE;
    case 'toolCall':
      return PER_MESSAGE + estimateTokens(part.name + JSON.stringify(part.input));
    case 'toolResult':
      return PER_MESSAGE + part.content.reduce((sum, each) => sum + ofPart(each), 0);
  }
}
