import type { ServerResponse } from 'node:http';
import type { ModelRequest, ToolCall } from './fakeModel.ts';

interface FullAnswer {
  readonly text: string;
  readonly chunks: readonly string[];
  readonly tools: readonly ToolCall[];
}

/** Writes an answer in the request's own format, as a stream of server-sent events or whole. */
export async function writeAnswer(response: ServerResponse, request: ModelRequest, answer: FullAnswer): Promise<void> {
  const model = String(request.json.model ?? 'm1');
  const wire = { 'chat-completions': chatCompletions, responses, messages, gemini }[request.wire](model, answer);
  if (!request.stream) {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(wire.whole));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  for (const event of wire.events) {
    response.write(event);
    // Each event leaves in a packet of its own, as from a model that thinks between words.
    await new Promise((resolve) => setImmediate(resolve));
  }
  response.end();
}

/** Cuts a text into pieces of so many characters. */
export function pieces(text: string, size: number): string[] {
  const cut: string[] = [];
  for (let at = 0; at < text.length; at += size) cut.push(text.slice(at, at + size));
  return cut;
}

interface Written {
  readonly whole: object;
  readonly events: readonly string[];
}

/** https://platform.openai.com/docs/api-reference/chat */
function chatCompletions(model: string, answer: FullAnswer): Written {
  const head = { id: 'chatcmpl-1', created: 1, model };
  const usage = { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 };
  const calls = answer.tools.map((tool, index) => ({
    index,
    id: tool.id ?? `call_${index}`,
    type: 'function',
    function: { name: tool.name, arguments: JSON.stringify(tool.arguments) },
  }));
  const finish = calls.length ? 'tool_calls' : 'stop';
  const message = { role: 'assistant', content: answer.text, ...(calls.length ? { tool_calls: calls } : {}) };
  const chunk = (delta: object, finish_reason: string | null = null): string =>
    data({ ...head, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] });
  return {
    whole: { ...head, object: 'chat.completion', choices: [{ index: 0, message, finish_reason: finish }], usage },
    events: [
      chunk({ role: 'assistant', content: '' }),
      ...answer.chunks.map((content) => chunk({ content })),
      ...calls.flatMap((call) => [
        chunk({ tool_calls: [{ ...call, function: { name: call.function.name, arguments: '' } }] }),
        ...pieces(call.function.arguments, 7).map((part) => chunk({ tool_calls: [{ index: call.index, function: { arguments: part } }] })),
      ]),
      chunk({}, finish),
      data({ ...head, object: 'chat.completion.chunk', choices: [], usage }),
      'data: [DONE]\n\n',
    ],
  };
}

/** https://platform.openai.com/docs/api-reference/responses-streaming */
function responses(model: string, answer: FullAnswer): Written {
  const usage = {
    input_tokens: 10,
    output_tokens: 10,
    total_tokens: 20,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens_details: { reasoning_tokens: 0 },
  };
  const part = (text: string): object => ({ type: 'output_text', text, annotations: [] });
  const message = (status: string, content: readonly object[]): object => ({
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    status,
    content,
  });
  const call = (index: number, status: string, text: string): object => {
    const { id = `call_${index}`, name, arguments: input } = answer.tools[index]!;
    const head = { id: `fc_${index}`, status, call_id: id, name };
    return typeof input === 'string'
      ? { ...head, type: 'custom_tool_call', input: text }
      : { ...head, type: 'function_call', arguments: text };
  };
  const textOf = (input: object | string): string => (typeof input === 'string' ? input : JSON.stringify(input));
  const output = [
    message('completed', [part(answer.text)]),
    ...answer.tools.map((tool, index) => call(index, 'completed', textOf(tool.arguments))),
  ];
  const body = (status: string, items: readonly object[]): object => ({
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    model,
    status,
    output: items,
    usage,
    error: null,
  });
  let sequence = 0;
  const event = (type: string, fields: object): string => `event: ${type}\n${data({ type, sequence_number: sequence++, ...fields })}`;
  const text = { item_id: 'msg_1', output_index: 0, content_index: 0 };
  return {
    whole: body('completed', output),
    events: [
      event('response.created', { response: body('in_progress', []) }),
      event('response.output_item.added', { output_index: 0, item: message('in_progress', []) }),
      event('response.content_part.added', { ...text, part: part('') }),
      ...answer.chunks.map((delta) => event('response.output_text.delta', { ...text, delta, logprobs: [] })),
      event('response.output_text.done', { ...text, text: answer.text, logprobs: [] }),
      event('response.content_part.done', { ...text, part: part(answer.text) }),
      event('response.output_item.done', { output_index: 0, item: message('completed', [part(answer.text)]) }),
      ...answer.tools.flatMap((tool, index) => {
        const place = { item_id: `fc_${index}`, output_index: index + 1 };
        const full = textOf(tool.arguments);
        const [kind, field] =
          typeof tool.arguments === 'string' ? ['custom_tool_call_input', 'input'] : ['function_call_arguments', 'arguments'];
        return [
          event('response.output_item.added', { output_index: index + 1, item: call(index, 'in_progress', '') }),
          ...pieces(full, 7).map((delta) => event(`response.${kind}.delta`, { ...place, delta })),
          event(`response.${kind}.done`, { ...place, [field]: full }),
          event('response.output_item.done', { output_index: index + 1, item: call(index, 'completed', full) }),
        ];
      }),
      event('response.completed', { response: body('completed', output) }),
    ],
  };
}

/** https://docs.anthropic.com/en/docs/build-with-claude/streaming */
function messages(model: string, answer: FullAnswer): Written {
  const usage = { input_tokens: 10, output_tokens: 10 };
  const tools = answer.tools.map((tool, index) => ({
    type: 'tool_use',
    id: tool.id ?? `toolu_${index}`,
    name: tool.name,
    input: tool.arguments,
  }));
  const stop = { stop_reason: tools.length ? 'tool_use' : 'end_turn', stop_sequence: null };
  const message = (content: readonly object[]): object => ({ id: 'msg_1', type: 'message', role: 'assistant', model, content });
  const event = (type: string, fields: object): string => `event: ${type}\n${data({ type, ...fields })}`;
  return {
    whole: { ...message([{ type: 'text', text: answer.text }, ...tools]), ...stop, usage },
    events: [
      event('message_start', { message: { ...message([]), stop_reason: null, stop_sequence: null, usage } }),
      event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
      ...answer.chunks.map((text) => event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } })),
      event('content_block_stop', { index: 0 }),
      ...tools.flatMap((tool, at) => [
        event('content_block_start', { index: at + 1, content_block: { ...tool, input: {} } }),
        ...pieces(JSON.stringify(tool.input), 7).map((partial_json) =>
          event('content_block_delta', { index: at + 1, delta: { type: 'input_json_delta', partial_json } }),
        ),
        event('content_block_stop', { index: at + 1 }),
      ]),
      event('message_delta', { delta: stop, usage }),
      event('message_stop', {}),
    ],
  };
}

/** https://ai.google.dev/api/generate-content */
function gemini(model: string, answer: FullAnswer): Written {
  const head = { modelVersion: model, responseId: 'resp_1' };
  const usageMetadata = { promptTokenCount: 10, candidatesTokenCount: 10, totalTokenCount: 20 };
  const calls = answer.tools.map(({ name, arguments: args }) => ({ functionCall: { name, args } }));
  const candidate = (parts: readonly object[], finishReason?: string): object => ({
    candidates: [{ index: 0, content: { role: 'model', parts }, ...(finishReason && { finishReason }) }],
    ...head,
  });
  return {
    whole: { ...candidate([...(answer.text ? [{ text: answer.text }] : []), ...calls], 'STOP'), usageMetadata },
    events: [
      ...answer.chunks.map((text) => data(candidate([{ text }]))),
      ...calls.map((call) => data(candidate([call]))),
      data({ ...candidate([{ text: '' }], 'STOP'), usageMetadata }),
    ],
  };
}

function data(body: object): string {
  return `data: ${JSON.stringify(body)}\n\n`;
}
