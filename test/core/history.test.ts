import assert from 'node:assert/strict';
import { guardRequest } from '../../src/core/guard/guardRequest.ts';
import { placeholderPattern } from '../../src/core/placeholder.ts';
import { createTestWorld, findTokens, type TestWorld, token } from '../support/world.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- messages in five formats */

/** How a client of one format keeps its conversation. */
interface Client {
  readonly path: string;
  readonly body: (history: readonly object[]) => object;
  readonly user: (text: string) => object;
  /** A model's answer: a text and two tool calls. */
  readonly answer: (text: string, edit: object, command: object) => object;
  /** What the client keeps of an answer. */
  readonly kept: (answer: any) => readonly object[];
  readonly commandOf: (answer: any) => string;
  readonly result: (turn: number, text: string) => object;
}

const clients: Record<string, Client> = {
  'Anthropic Messages': {
    path: '/v1/messages',
    body: (messages) => ({ model: 'm', messages }),
    user: (content) => ({ role: 'user', content }),
    answer: (text, edit, command) => ({
      type: 'message',
      content: [
        { type: 'text', text },
        { type: 'tool_use', id: 'a', name: 'Edit', input: edit },
        { type: 'tool_use', id: 'b', name: 'Bash', input: command },
      ],
    }),
    kept: ({ content }) => [{ role: 'assistant', content }],
    commandOf: ({ content }) => content[2].input.command,
    result: (_, content) => ({ role: 'user', content: [{ type: 'tool_result', tool_use_id: 'b', content }] }),
  },
  'OpenAI Chat': {
    path: '/v1/chat/completions',
    body: (messages) => ({ model: 'm', messages }),
    user: (content) => ({ role: 'user', content }),
    answer: (content, edit, command) => ({
      choices: [
        {
          message: {
            role: 'assistant',
            content,
            tool_calls: [
              { id: 'a', type: 'function', function: { name: 'replace_string_in_file', arguments: JSON.stringify(edit) } },
              { id: 'b', type: 'function', function: { name: 'run_in_terminal', arguments: JSON.stringify(command) } },
            ],
          },
        },
      ],
    }),
    kept: ({ choices }) => [choices[0].message],
    commandOf: ({ choices }) => JSON.parse(choices[0].message.tool_calls[1].function.arguments).command,
    result: (_, content) => ({ role: 'tool', tool_call_id: 'b', content }),
  },
  'OpenAI Responses': {
    path: '/v1/responses',
    body: (input) => ({ model: 'm', input }),
    user: (text) => ({ type: 'message', role: 'user', content: [{ type: 'input_text', text }] }),
    answer: (text, edit, command) => ({
      object: 'response',
      id: 'r',
      output: [
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] },
        { type: 'function_call', call_id: 'a', name: 'edit_file', arguments: JSON.stringify(edit) },
        { type: 'function_call', call_id: 'b', name: 'exec_command', arguments: JSON.stringify(command) },
      ],
    }),
    kept: ({ output }) => output,
    commandOf: ({ output }) => JSON.parse(output[2].arguments).command,
    result: (_, output) => ({ type: 'function_call_output', call_id: 'b', output }),
  },
  Gemini: {
    path: '/v1beta/models/g:generateContent',
    body: (contents) => ({ contents }),
    user: (text) => ({ role: 'user', parts: [{ text }] }),
    answer: (text, edit, command) => ({
      candidates: [
        {
          content: {
            role: 'model',
            parts: [
              { text },
              { functionCall: { name: 'replace', args: edit } },
              { functionCall: { name: 'run_shell_command', args: command } },
            ],
          },
        },
      ],
    }),
    kept: ({ candidates }) => [candidates[0].content],
    commandOf: ({ candidates }) => candidates[0].content.parts[2].functionCall.args.command,
    result: (_, output) => ({ role: 'user', parts: [{ functionResponse: { name: 'run_shell_command', response: { output } } }] }),
  },
  Ollama: {
    path: '/api/chat',
    body: (messages) => ({ model: 'm', messages }),
    user: (content) => ({ role: 'user', content }),
    answer: (content, edit, command) => ({
      message: {
        role: 'assistant',
        content,
        tool_calls: [{ function: { name: 'edit_file', arguments: edit } }, { function: { name: 'bash', arguments: command } }],
      },
      done: true,
    }),
    kept: ({ message }) => [message],
    commandOf: ({ message }) => message.tool_calls[1].function.arguments.command,
    result: (_, content) => ({ role: 'tool', content }),
  },
};

/** Finds tokens, and what stands behind `secret=`: values that are recognised by the word beside them alone. */
const findInContext = (text: string) => [
  ...findTokens(text),
  ...[...text.matchAll(/secret=(\S+)/g)].map((match) => ({
    detector: 'test-token',
    kind: 'secret' as const,
    start: match.index + 7,
    end: match.index + match[0].length,
    confidence: 'medium' as const,
  })),
];

const TURNS = 10;
const valueOf = (turn: number): string => (turn % 3 === 0 ? token(`secret${turn}secret`) : `pa$$w0rd'${turn % 4}"x\\y`);

async function send(world: TestWorld, client: Client, history: readonly object[], host = 'api.openai.com') {
  const body = JSON.stringify(client.body(history));
  const verdict = await guardRequest({ host, method: 'POST', contentType: 'application/json', path: client.path, body }, world);
  assert.notEqual(verdict.kind, 'refuse');
  const restore = (answer: object): any => {
    const rewriter = verdict.kind === 'refuse' ? undefined : verdict.answer?.('application/json');
    const text = JSON.stringify(answer);
    return JSON.parse(rewriter ? rewriter.push(text) + rewriter.end() : text);
  };
  return { sent: verdict.kind === 'rewrite' ? verdict.body : body, restore };
}

describe('the history a client sends back', () => {
  for (const [name, client] of Object.entries(clients)) {
    it(`is masked to what the provider saw before, over ten turns: ${name}`, async () => {
      const world = createTestWorld({ scan: (text) => Promise.resolve(findInContext(text)) });
      const history: object[] = [];
      const values = new Set<string>();
      let before = '';
      for (let turn = 0; turn < TURNS; turn++) {
        const value = valueOf(turn);
        values.add(value);
        history.push(client.user(`turn ${turn}: the file says secret=${value} here`));
        const { sent, restore } = await send(world, client, history);
        assert.ok(sent.startsWith(before), `turn ${turn}: the beginning has changed`);
        for (const planted of values) assert.ok(!sent.includes(JSON.stringify(planted).slice(1, -1)), `turn ${turn}: a value was sent`);
        assert.ok(!/w0rd/.test(sent), `turn ${turn}: a part of a value was sent`);
        before = sent.replace(/[\]}]+$/, '');

        const last = [...sent.matchAll(placeholderPattern())].at(-1)![0];
        const edit = { filePath: '/w/a', oldString: 'x', newString: `x = '${last}'` };
        const answer = restore(client.answer(`It is ${last}, I write it down.`, edit, { command: `echo "${last}" >> a` }));
        assert.ok(JSON.stringify(answer).includes(JSON.stringify(value).slice(1, -1)));
        history.push(...client.kept(answer));
        history.push(client.result(turn, `wrote ${value} by ${client.commandOf(answer)}`));
      }
    });
  }

  /** A model that is after the value writes it where requests are not read: it comes back there as the client's history. */
  const hidingPlaces: Record<string, (placeholder: string) => { text?: string; edit?: object }> = {
    'in a text that calls itself an image': (name) => ({ text: `data:image/png;base64,${name}` }),
    'in an argument that calls itself an image': (name) => ({ edit: { newString: `data:image/png;base64,iVBORw0KGgo${name}` } }),
    'beside the signature of a thought': (name) => ({ edit: { thinking: name, signature: 'x' } }),
    'as an encrypted thought': (name) => ({ edit: { type: 'redacted_thinking', data: name } }),
    'as the payload of a picture': (name) => ({
      edit: { source: { media_type: 'image/png', data: name }, mimeType: 'image/png', data: name, images: [name] },
    }),
    'as a sound': (name) => ({ edit: { input_audio: { data: name } } }),
  };
  for (const [name, client] of Object.entries(clients)) {
    for (const [place, hide] of Object.entries(hidingPlaces)) {
      it(`is masked where nothing else is read: ${name}, ${place}`, async () => {
        const world = createTestWorld({ scan: (text) => Promise.resolve(findInContext(text)) });
        const value = 'Tr0ub4dorAnd3Friends';
        const history = [client.user(`the file says secret=${value} here`)];
        const first = await send(world, client, history);
        const { text = 'Done.', edit = {} } = hide(/CORDON_\w+/.exec(first.sent)![0]);
        const answer = first.restore(client.answer(text, { filePath: '/w/a', ...edit }, { command: 'ls' }));
        assert.ok(JSON.stringify(answer).includes(value), 'the value was restored');
        history.push(...(client.kept(answer) as typeof history), client.result(0, 'ok') as (typeof history)[0]);
        const { sent } = await send(world, client, history);
        assert.ok(!sent.includes(value), sent);
      });
    }
  }

  it('stays masked where a turn carries only what is new (previous_response_id)', async () => {
    const client = clients['OpenAI Responses']!;
    const world = createTestWorld({ scan: (text) => Promise.resolve(findInContext(text)) });
    const value = valueOf(1);
    const first = await send(world, client, [client.user(`secret=${value}`)]);
    const name = /CORDON_\w+/.exec(first.sent)![0];
    const answer = first.restore(client.answer(name, { filePath: 'a', newString: name }, { command: `cat "${name}"` }));
    const chained = { ...client, body: (input: readonly object[]) => ({ previous_response_id: answer.id, input }) };
    const second = await send(world, chained, [client.result(1, `no such file: ${value}, ${client.commandOf(answer)}`)]);
    assert.equal(JSON.parse(second.sent).input[0].output, `no such file: ${name}, cat "${name}"`);
    assert.ok(JSON.stringify(second.restore(client.answer(name, {}, {}))).includes('w0rd'));
    // The same id at another provider is another answer.
    const elsewhere = await send(world, chained, [client.result(1, 'hello')], 'api.x.ai');
    assert.ok(!JSON.stringify(elsewhere.restore(client.answer(name, {}, {}))).includes('w0rd'));
  });

  it('masks a known value without its context, but not a word that merely looks like one', async () => {
    const world = createTestWorld({ scan: (text) => Promise.resolve(findInContext(text)) });
    const client = clients['OpenAI Chat']!;
    const { sent, restore } = await send(world, client, [client.user('secret=Tr0ub4dor secret=root'), client.user('Tr0ub4dor and root')]);
    const [strong, weak] = sent.match(/CORDON_\w+/g)!;
    assert.ok(sent.includes(`"${strong} and root"`));
    restore(client.answer(`${weak} ${strong}`, {}, {}));
    const again = await send(world, client, [client.user('root, rooted, xTr0ub4dor')]);
    assert.ok(again.sent.includes(`"root, rooted, x${strong}"`), again.sent);
  });
});
