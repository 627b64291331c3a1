import { child, type JsonString, textOf } from './json.ts';

/** Kinds of media whose payload is no text: changing one byte spoils it, and no detector reads it. */
const MEDIA = /^(?:image|audio|video|font)\/|^application\/(?:pdf|octet-stream|zip|gzip|vnd\.|msword)/i;

/**
 * Where a text of a model stands. A value may have been restored in it, so it is read whatever it calls itself: else a model would
 * write `data:image/png;base64,` before a placeholder and be sent the value with the next turn.
 */
const TEXT_NAMES: ReadonlySet<string | number> = new Set([
  'text',
  'content',
  'input',
  'output',
  'output_text',
  'prompt',
  'response',
  'thinking',
]);

/** Whether a string is a `data:` URL that carries an image, a sound or another binary in base64, where such stand. */
export function isMediaUrl({ value, key }: JsonString): boolean {
  if (TEXT_NAMES.has(key) || !value.startsWith('data:')) return false;
  const head = /^data:([^;,]{0,100})(?:;[^;,]{0,100}){0,8},/.exec(value.slice(0, 1024));
  return head !== null && /;base64,$/i.test(head[0]) && MEDIA.test(head[1] ?? '') && isBase64(value, head[0].length);
}

/** Whether a string, beside the media type its neighbours name, is the base64 of a binary. */
export function isMediaPayload(node: JsonString, typeNames: readonly string[]): boolean {
  if (node.parent?.kind !== 'object') return false;
  const type = typeNames.map((name) => textOf(child(node.parent, name))).find((value) => value !== undefined);
  return type !== undefined && MEDIA.test(type) && isBase64(node.value, 0);
}

/** Only the alphabet of base64 from here on; so nothing that merely calls itself an image is let through. */
export function isBase64(value: string, from: number): boolean {
  for (let at = from; at < value.length; at++) {
    const code = value.charCodeAt(at);
    const letter = (code | 32) >= 97 && (code | 32) <= 122;
    const other =
      (code >= 48 && code <= 57) || code === 43 || code === 47 || code === 45 || code === 95 || code === 61 || code === 10 || code === 13;
    if (!letter && !other) return false;
  }
  return true;
}

/** The provider refuses a signed thought that is not exactly as it was. It saw placeholders only, so it holds no value. */
export const isSignedThinking = (node: JsonString): boolean => node.key === 'thinking' && Boolean(textOf(child(node.parent, 'signature')));
