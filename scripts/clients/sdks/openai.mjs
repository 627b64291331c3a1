// The openai SDK, streamed chat completions: node openai.mjs <prompt>, in the folder to work in. Copied beside the packages to run.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import OpenAI from 'openai';

const tools = {
  read: ({ file }) => readFileSync(file, 'utf8'),
  write: ({ file, content }) => (writeFileSync(file, content), 'written'),
};
const parameters = { type: 'object', properties: { file: { type: 'string' }, content: { type: 'string' } }, required: ['file'] };
const client = new OpenAI();
const messages = [{ role: 'user', content: process.argv[2] }];
for (;;) {
  const stream = client.chat.completions.stream({
    model: 'gpt-5',
    messages,
    tools: Object.keys(tools).map((name) => ({ type: 'function', function: { name, parameters } })),
  });
  const { message } = (await stream.finalChatCompletion()).choices[0];
  messages.push(message);
  if (!message.tool_calls?.length) {
    console.log(message.content);
    break;
  }
  for (const call of message.tool_calls)
    messages.push({ role: 'tool', tool_call_id: call.id, content: tools[call.function.name](JSON.parse(call.function.arguments)) });
}
