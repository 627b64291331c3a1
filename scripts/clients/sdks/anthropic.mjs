// The Anthropic SDK, streamed messages: node anthropic.mjs <prompt>, in the folder to work in. Copied beside the packages to run.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import Anthropic from '@anthropic-ai/sdk';

const tools = {
  read: ({ file }) => readFileSync(file, 'utf8'),
  write: ({ file, content }) => (writeFileSync(file, content), 'written'),
};
const input_schema = { type: 'object', properties: { file: { type: 'string' }, content: { type: 'string' } }, required: ['file'] };
const client = new Anthropic();
const messages = [{ role: 'user', content: process.argv[2] }];
for (;;) {
  const stream = client.messages.stream({
    model: 'claude-sonnet-4-5',
    max_tokens: 1000,
    messages,
    tools: Object.keys(tools).map((name) => ({ name, input_schema })),
  });
  const { content } = await stream.finalMessage();
  messages.push({ role: 'assistant', content });
  const calls = content.filter(({ type }) => type === 'tool_use');
  if (calls.length === 0) {
    console.log(content.map(({ text = '' }) => text).join(''));
    break;
  }
  messages.push({
    role: 'user',
    content: calls.map(({ id, name, input }) => ({ type: 'tool_result', tool_use_id: id, content: tools[name](input) })),
  });
}
