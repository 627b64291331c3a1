import assert from 'node:assert/strict';
import { anthropicMessages } from '../../src/core/wire/anthropicMessages.ts';
import { createAnswerRewriter } from '../../src/core/wire/answer.ts';
import { copilotCompletions } from '../../src/core/wire/copilotCompletions.ts';
import type { WireFormat } from '../../src/core/wire/format.ts';
import { gemini } from '../../src/core/wire/gemini.ts';
import { ollama } from '../../src/core/wire/ollama.ts';
import { openaiChat } from '../../src/core/wire/openaiChat.ts';
import { openaiResponses } from '../../src/core/wire/openaiResponses.ts';

const P = 'CORDON_TEST_TOKEN_0123456789AB';
const carried = new Map([[P, 'VAL"UE']]);
const [HEAD, TAIL] = [P.slice(0, 12), P.slice(12)];

interface Case {
  readonly title: string;
  readonly format: WireFormat;
  readonly type?: string;
  readonly input: string;
  readonly output: string;
}

const sse = (...messages: readonly (object | string)[]): string =>
  messages.map((message) => (typeof message === 'string' ? message : `data: ${JSON.stringify(message)}\n\n`)).join('');
const chat = (content: string, more: object = {}): object => ({
  id: 'c',
  choices: [{ index: 0, delta: { content }, finish_reason: null, ...more }],
});
const typed = (type: string, data: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
const block = (index: number, text: string): string => typed('content_block_delta', { index, delta: { type: 'text_delta', text } });
const output = (delta: string): string => typed('response.output_text.delta', { item_id: 'i', output_index: 0, content_index: 0, delta });
const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const part = (text: string, more: object = {}): object => ({ candidates: [{ content: { role: 'model', parts: [{ text }] }, ...more }] });

const linked = ['![a](//evil.test/', `${P})`].map((text) => ({ type: 'output_text', text }));

const cases: readonly Case[] = [
  {
    title: 'comments, ids, retries, unknown events and odd spacing pass byte for byte',
    format: openaiChat,
    input:
      ': ping\n\nid: 7\nretry: 10\n\nevent: x\ndata: {"a" : 1.0}\r\n\r\ndata:{"choices":[ {"delta":{"content":"\\u0041"}} ]}\n\ndata: not json\n\nbroken',
    output:
      ': ping\n\nid: 7\nretry: 10\n\nevent: x\ndata: {"a" : 1.0}\r\n\r\ndata:{"choices":[ {"delta":{"content":"\\u0041"}} ]}\n\ndata: not json\n\nbroken',
  },
  { title: 'a whole placeholder', format: openaiChat, input: sse(chat(`a ${P} b`)), output: sse(chat('a VAL"UE b')) },
  {
    title: 'a split placeholder',
    format: openaiChat,
    input: sse(chat(`a ${HEAD}`), chat(`${TAIL} b`)),
    output: sse(chat('a '), chat('VAL"UE b')),
  },
  {
    title: 'held text that was none comes before the end',
    format: openaiChat,
    input: sse(chat('a CORDON_'), 'data: [DONE]\n\n'),
    output: sse(chat('a '), chat('CORDON_'), 'data: [DONE]\n\n'),
  },
  {
    title: 'held text comes with a last delta of its own',
    format: openaiChat,
    input: sse(chat('CORD', { finish_reason: 'stop' }), { usage: 1 }),
    output: sse(chat('CORD', { finish_reason: 'stop' }), { usage: 1 }),
  },
  {
    title: 'held text comes before a last event without text',
    format: openaiChat,
    input: sse(chat('x CORD'), { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
    output: sse(chat('x '), chat('CORD'), { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
  },
  {
    title: 'held text comes when the stream just ends',
    format: openaiChat,
    input: sse(chat('x CORD')),
    output: sse(chat('x '), chat('CORD')),
  },
  {
    title: 'choices are kept apart',
    format: openaiChat,
    input: sse(
      {
        choices: [
          { index: 0, delta: { content: HEAD } },
          { index: 1, delta: { content: TAIL } },
        ],
      },
      { choices: [{ index: 0, delta: { content: TAIL } }] },
    ),
    output: sse(
      {
        choices: [
          { index: 0, delta: { content: '' } },
          { index: 1, delta: { content: TAIL } },
        ],
      },
      { choices: [{ index: 0, delta: { content: 'VAL"UE' } }] },
    ),
  },
  {
    title: 'tool arguments stay as they are',
    format: openaiChat,
    input: sse({ choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: `{"k":"${P}` } }] } }] }),
    output: sse({ choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: `{"k":"${P}` } }] } }] }),
  },
  {
    title: 'a link stays closed over events',
    format: openaiChat,
    input: sse(chat('![x](https://e/?'), chat(P), chat(`) ${P}`)),
    output: sse(chat('![x](https://e/?'), chat(P), chat(') VAL"UE')),
  },
  {
    title: 'blocks of Anthropic, interleaved',
    format: anthropicMessages,
    input:
      block(0, HEAD) +
      block(1, `${P}.`) +
      typed('ping', {}) +
      block(0, TAIL) +
      block(1, 'COR') +
      typed('content_block_stop', { index: 1 }) +
      typed('message_stop', {}),
    output:
      block(0, '') +
      block(1, 'VAL"UE.') +
      typed('ping', {}) +
      block(0, 'VAL"UE') +
      block(1, '') +
      block(1, 'COR') +
      typed('content_block_stop', { index: 1 }) +
      typed('message_stop', {}),
  },
  {
    title: 'line ends of carriage return and line feed',
    format: anthropicMessages,
    input: crlf(block(0, 'x CORD') + typed('content_block_stop', { index: 0 })),
    output: crlf(block(0, 'x ') + block(0, 'CORD') + typed('content_block_stop', { index: 0 })),
  },
  {
    title: 'thoughts and partial JSON of Anthropic stay',
    format: anthropicMessages,
    input:
      typed('content_block_delta', { index: 0, delta: { type: 'thinking_delta', thinking: P } }) +
      typed('content_block_delta', { index: 1, delta: { type: 'input_json_delta', partial_json: P } }),
    output:
      typed('content_block_delta', { index: 0, delta: { type: 'thinking_delta', thinking: P } }) +
      typed('content_block_delta', { index: 1, delta: { type: 'input_json_delta', partial_json: P } }),
  },
  {
    title: 'deltas and whole texts of Responses',
    format: openaiResponses,
    input:
      output(HEAD) +
      output(`${TAIL} CO`) +
      typed('response.output_text.done', { output_index: 0, content_index: 0, text: `${P} CO` }) +
      typed('response.completed', {
        response: {
          id: 'r',
          output: [
            { type: 'message', content: [{ type: 'output_text', text: `${P} CO` }] },
            { type: 'function_call', arguments: P },
          ],
        },
      }),
    output:
      output('') +
      output('VAL"UE ') +
      output('CO') +
      typed('response.output_text.done', { output_index: 0, content_index: 0, text: 'VAL"UE CO' }) +
      typed('response.completed', {
        response: {
          id: 'r',
          output: [
            { type: 'message', content: [{ type: 'output_text', text: 'VAL"UE CO' }] },
            { type: 'function_call', arguments: P },
          ],
        },
      }),
  },
  {
    title: 'an emptied chunk of Gemini is left out, since its SDK refuses empty texts',
    format: gemini,
    input: sse(part(HEAD), part(`${TAIL} x`), part('CO', { finishReason: 'STOP' })),
    output: sse(part('VAL"UE x'), part('CO', { finishReason: 'STOP' })),
  },
  {
    title: 'Gemini Code Assist wraps its chunks',
    format: gemini,
    input: sse({ response: part(`a ${HEAD}`) }, { response: part(TAIL) }),
    output: sse({ response: part('a ') }, { response: part('VAL"UE') }),
  },
  {
    title: 'a list of chunks as one JSON text',
    format: gemini,
    type: 'application/json; charset=UTF-8',
    input: `[${JSON.stringify(part(`a ${HEAD}`))}\n,\r\n${JSON.stringify(part(TAIL))}]`,
    output: `[${JSON.stringify(part('a '))}\n,\r\n${JSON.stringify(part('VAL"UE'))}]`,
  },
  {
    title: 'lines of Ollama',
    format: ollama,
    type: 'application/x-ndjson',
    input: `{"message":{"content":"a ${HEAD}"},"done":false}\n{"message":{"content":"${TAIL} CO"},"done":false}\n{"done":true, "n":1.0}\n`,
    output:
      '{"message":{"content":"a "},"done":false}\n{"message":{"content":"VAL\\"UE "},"done":false}\n{"message":{"content":"CO"},"done":false}\n{"done":true, "n":1.0}\n',
  },
  {
    title: 'completions',
    format: copilotCompletions,
    input: sse({ choices: [{ index: 0, text: HEAD }] }, { choices: [{ index: 0, text: TAIL }] }),
    output: sse({ choices: [{ index: 0, text: '' }] }, { choices: [{ index: 0, text: 'VAL"UE' }] }),
  },
  {
    title: 'a whole message of Anthropic',
    format: anthropicMessages,
    type: 'application/json',
    input: `{"type":"message", "content":[{"type":"text","text":"${P}"},{"type":"tool_use","input":{"a":"${P}"}}],"n":1.0}`,
    output: `{"type":"message", "content":[{"type":"text","text":"VAL\\"UE"},{"type":"tool_use","input":{"a":"${P}"}}],"n":1.0}`,
  },
  {
    title: 'a link that begins in one block of Anthropic and ends in the next',
    format: anthropicMessages,
    input: block(0, '![a](//evil.test/') + typed('content_block_stop', { index: 0 }) + block(1, `${P}) ${P}`),
    output: block(0, '![a](//evil.test/') + typed('content_block_stop', { index: 0 }) + block(1, `${P}) VAL"UE`),
  },
  {
    title: 'a link that another block seems to end',
    format: anthropicMessages,
    input: block(0, '![a](//evil.test/') + block(1, ')') + block(0, P),
    output: block(0, '![a](//evil.test/') + block(1, ')') + block(0, P),
  },
  {
    title: 'a link over parts of a whole message',
    format: anthropicMessages,
    type: 'application/json',
    input: `{"type":"message","content":[{"type":"text","text":"![a](//evil.test/"},{"type":"text","text":"${P})"}]}`,
    output: `{"type":"message","content":[{"type":"text","text":"![a](//evil.test/"},{"type":"text","text":"${P})"}]}`,
  },
  {
    title: 'a link over parts of a whole event',
    format: openaiResponses,
    input: typed('response.completed', { response: { output: [{ type: 'message', content: linked }] } }),
    output: typed('response.completed', { response: { output: [{ type: 'message', content: linked }] } }),
  },
  { title: 'an error page', format: openaiChat, type: 'application/json', input: '<html>', output: '<html>' },
];

describe('answers', () => {
  const check = ({ format, type = 'text/event-stream', input, output }: Case): void => {
    for (const size of [1, 5, 17, input.length]) {
      const rewriter = createAnswerRewriter(type, { format: format.answer, carried })!;
      let out = '';
      for (let at = 0; at < input.length; at += size) out += rewriter.push(input.slice(at, at + size));
      assert.equal(out + rewriter.end(), output, `in pieces of ${size}`);
    }
  };
  for (const each of cases) it(each.title, () => check(each));

  it('leaves other kinds of content alone', () => {
    for (const type of ['', 'text/html', 'audio/mpeg'])
      assert.equal(createAnswerRewriter(type, { format: openaiChat.answer, carried }), undefined);
  });
});
