/**
 * The JSON messages of a streamed answer: the data of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)
 * or one a line. What is no JSON, such as `[DONE]` and comments, is passed over.
 */
export async function* messagesOf(body: ReadableStream<Uint8Array>, framing: 'events' | 'lines'): AsyncGenerator<unknown> {
  let data = '';
  for await (const line of linesOf(body)) {
    if (framing === 'lines') {
      yield* json(line);
      continue;
    }
    if (line.startsWith('data:')) data += `${data === '' ? '' : '\n'}${line.slice(5).replace(/^ /, '')}`;
    if (line !== '') continue;
    yield* json(data);
    data = '';
  }
  // A stream that breaks off without its last blank line.
  yield* json(data);
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest.replace(/\r$/, '');
}

function* json(text: string): Generator<unknown> {
  if (!/^\s*[[{]/.test(text)) return;
  try {
    yield JSON.parse(text) as unknown;
  } catch {
    // Half a message, of a stream that broke off.
  }
}
