import type { ServerResponse } from 'node:http';
import type { ModelApi } from '../../src/node/models/chat.ts';
import { pieces } from './fakeModelWires.ts';

/** What a model answers; texts leave in pieces of seven characters, which split every placeholder. */
export interface Scripted {
  readonly thought?: string;
  readonly text?: string;
  readonly call?: { readonly name: string; readonly input: object };
}

/** Writes an answer as the endpoints of this API stream it. */
export function streamAnswer(response: ServerResponse, api: ModelApi['id'], answer: Scripted): void {
  response.writeHead(200, { 'content-type': api === 'ollama' ? 'application/x-ndjson' : 'text/event-stream' });
  for (const message of WRITERS[api](answer)) {
    response.write(api === 'ollama' ? `${JSON.stringify(message)}\n` : `event: e\ndata: ${JSON.stringify(message)}\n\n`);
  }
  response.end(api === 'openai' ? 'data: [DONE]\n\n' : '');
}

const cut = (text: string | undefined): string[] => pieces(text ?? '', 7);

const WRITERS: Readonly<Record<ModelApi['id'], (answer: Scripted) => object[]>> = {
  openai({ thought, text, call }) {
    const delta = (given: object, finish_reason: string | null = null): object => ({
      id: 'c',
      choices: [{ index: 0, delta: given, finish_reason }],
    });
    const calls = call && [
      delta({ tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: call.name, arguments: '' } }] }),
      ...cut(JSON.stringify(call.input)).map((part) => delta({ tool_calls: [{ index: 0, function: { arguments: part } }] })),
    ];
    return [
      ...cut(thought).map((part) => delta({ reasoning_content: part })),
      ...cut(text).map((part) => delta({ content: part })),
      ...(calls ?? []),
      delta({}, call ? 'tool_calls' : 'stop'),
    ];
  },
  anthropic({ thought, text, call }) {
    const blocks = [
      ...(thought === undefined
        ? []
        : [
            {
              start: { type: 'thinking', thinking: '', signature: '' },
              deltas: [
                ...cut(thought).map((thinking) => ({ type: 'thinking_delta', thinking })),
                { type: 'signature_delta', signature: 'sig==' },
              ],
            },
          ]),
      ...(text === undefined
        ? []
        : [{ start: { type: 'text', text: '' }, deltas: cut(text).map((part) => ({ type: 'text_delta', text: part })) }]),
      ...(call === undefined
        ? []
        : [
            {
              start: { type: 'tool_use', id: 'call_1', name: call.name, input: {} },
              deltas: cut(JSON.stringify(call.input)).map((partial_json) => ({ type: 'input_json_delta', partial_json })),
            },
          ]),
    ];
    return [
      { type: 'message_start', message: { id: 'm', content: [] } },
      ...blocks.flatMap(({ start, deltas }, index) => [
        { type: 'content_block_start', index, content_block: start },
        ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
        { type: 'content_block_stop', index },
      ]),
      { type: 'message_stop' },
    ];
  },
  gemini({ thought, text, call }) {
    const chunk = (part: object, finishReason?: string): object => ({
      candidates: [{ index: 0, content: { role: 'model', parts: [part] }, ...(finishReason && { finishReason }) }],
    });
    return [
      ...cut(thought).map((part) => chunk({ text: part, thought: true })),
      ...cut(text).map((part) => chunk({ text: part })),
      ...(call ? [chunk({ functionCall: { name: call.name, args: call.input }, thoughtSignature: 'sig==' })] : []),
      chunk({ text: '' }, 'STOP'),
    ];
  },
  ollama({ thought, text, call }) {
    const line = (message: object, done = false): object => ({ model: 'm', message: { role: 'assistant', content: '', ...message }, done });
    return [
      ...cut(thought).map((thinking) => line({ thinking })),
      ...cut(text).map((content) => line({ content })),
      ...(call ? [line({ tool_calls: [{ function: { name: call.name, arguments: call.input } }] })] : []),
      line({}, true),
    ];
  },
};

/** The list of models as each API writes it: one model, `m1`. */
export const MODEL_LISTS: Readonly<Record<ModelApi['id'], object>> = {
  openai: { object: 'list', data: [{ id: 'm1', max_model_len: 4000 }] },
  anthropic: { data: [{ type: 'model', id: 'm1', display_name: 'Model One' }], has_more: false },
  gemini: {
    models: [
      {
        name: 'models/m1',
        displayName: 'Model One',
        inputTokenLimit: 1000,
        outputTokenLimit: 100,
        supportedGenerationMethods: ['generateContent'],
      },
      { name: 'models/embed', supportedGenerationMethods: ['embedContent'] },
    ],
  },
  ollama: { models: [{ name: 'm1', model: 'm1', size: 1 }] },
};
