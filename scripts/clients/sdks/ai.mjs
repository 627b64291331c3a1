// The AI SDK with its OpenAI provider (Responses), streamed: node ai.mjs <prompt>, in the folder to work in. Copied beside the packages to run.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { createOpenAI } from '@ai-sdk/openai';
import { jsonSchema, stepCountIs, streamText, tool } from 'ai';

const inputSchema = jsonSchema({
  type: 'object',
  properties: { file: { type: 'string' }, content: { type: 'string' } },
  required: ['file'],
});
const { textStream } = streamText({
  model: createOpenAI()('gpt-5'),
  prompt: process.argv[2],
  stopWhen: stepCountIs(5),
  tools: {
    read: tool({ inputSchema, execute: ({ file }) => readFileSync(file, 'utf8') }),
    write: tool({ inputSchema, execute: ({ file, content }) => (writeFileSync(file, content), 'written') }),
  },
  onError: ({ error }) => {
    console.error(error);
    process.exitCode = 1;
  },
});
for await (const piece of textStream) process.stdout.write(piece);
