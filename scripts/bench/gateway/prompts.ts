import { createFake } from '../../../test/support/fake.ts';

const fake = createFake(11);
const WORDS = 'the request handler reads a file and returns its content to whoever asked for it while other parts wait'.split(' ');

/** Code and prose as an agent sends it: comments, assignments, calls; about `bytes` long and never twice the same. */
function text(bytes: number): string {
  let out = '';
  for (let line = 0; out.length < bytes; line++) {
    const word = (at: number): string => WORDS[(line * 7 + at * 3) % WORDS.length] ?? '';
    out +=
      line % 4 === 0
        ? `// ${word(0)} ${word(1)} ${word(2)} ${word(3)} (${fake.digits(3)})\n`
        : `  const ${word(0)}_${fake.lower(6)} = ${word(1)}(${word(2)}, "${fake.lower(8)}", ${fake.digits(4)});\n`;
  }
  return out.slice(0, bytes);
}

/**
 * The turns of a long conversation: each sends about `bytes` bytes, of which the oldest message has gone and a new one has come since the
 * turn before. A few messages hold a secret.
 */
export function conversation(bytes: number): () => string {
  const size = Math.min(2_000, Math.max(500, bytes / 20));
  let count = 0;
  const message = (): object => {
    const secret = count++ % 10 === 0 ? `\nexport GITHUB_TOKEN=${fake.checksummed('ghp_')}\n` : '';
    return { role: count % 2 === 1 ? 'user' : 'assistant', content: text(size) + secret };
  };
  const messages = Array.from({ length: Math.round(bytes / size) }, message);
  return () => {
    messages.shift();
    messages.push(message());
    return JSON.stringify({ model: 'm1', stream: true, messages });
  };
}

/** One message that nobody has seen before. */
export const fresh = (bytes: number): string => JSON.stringify({ model: 'm1', messages: [{ role: 'user', content: text(bytes) }] });
