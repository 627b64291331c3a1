import { CliError, EXIT, type Io, write } from './io.ts';
import type { FileScanner } from '../node/scan/scanners.ts';

/**
 * `cordon scan --jsonl`: for each line `{"id": …, "text": …, "path"?: …}` of stdin one line `{"id": …, "findings": […]}` on stdout, in
 * order, as they come. Holds one line at a time. Throws a `CliError` that names the line at the first one that is no such object;
 * what came before is answered.
 */
export async function scanLines(io: Io, scanner: FileScanner): Promise<void> {
  let number = 0;
  for await (const line of splitLines(io.stdin)) {
    number++;
    if (line.trim() === '') continue;
    const { id, text, path } = parseLine(line, number);
    const findings = (await scanner.scan(text, path)).map(({ detector, kind, start, end, confidence, entity }) => ({
      detector,
      kind,
      start,
      end,
      confidence,
      ...(entity !== undefined && { entity }),
    }));
    await write(io.stdout, `${JSON.stringify({ id, findings })}\n`);
  }
}

interface Line {
  readonly id: unknown;
  readonly text: string;
  readonly path?: string;
}

function parseLine(line: string, number: number): Line {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // JSON.parse quotes its input in its message, and the input may be a secret.
    throw badLine(number, 'it is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badLine(number, 'it is no JSON object');
  const { id, text, path } = value as Record<string, unknown>;
  if (id === undefined) throw badLine(number, '`id` is missing');
  if (typeof text !== 'string') throw badLine(number, text === undefined ? '`text` is missing' : '`text` is not a string');
  if (path !== undefined && path !== null && typeof path !== 'string') throw badLine(number, '`path` is not a string');
  return typeof path === 'string' ? { id, text, path } : { id, text };
}

const badLine = (number: number, why: string): CliError =>
  new CliError(`line ${number} of standard input: ${why}. Each line must be {"id": …, "text": "…", "path"?: "…"}.`, EXIT.usage);

/** Lines between `\n`; only `\n`, because JSON may hold U+2028 and its like. */
async function* splitLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  // Pieces of one line, joined once: a line of many chunks would otherwise be copied for each.
  let pieces: string[] = [];
  for await (const chunk of stream) {
    const parts = decoder.decode(chunk, { stream: true }).split('\n');
    for (const [index, part] of parts.entries()) {
      pieces.push(part);
      if (index === parts.length - 1) break;
      yield pieces.join('');
      pieces = [];
    }
  }
  pieces.push(decoder.decode());
  const last = pieces.join('');
  if (last !== '') yield last;
}
