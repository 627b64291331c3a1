// The Google Gen AI SDK, streamed: node genai.mjs <prompt>, in the folder to work in. Copied beside the packages to run.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { GoogleGenAI } from '@google/genai';

const tools = {
  read: ({ file }) => readFileSync(file, 'utf8'),
  write: ({ file, content }) => (writeFileSync(file, content), 'written'),
};
const parametersJsonSchema = { type: 'object', properties: { file: { type: 'string' }, content: { type: 'string' } }, required: ['file'] };
const client = new GoogleGenAI({ apiKey: 'dummy' });
const contents = [{ role: 'user', parts: [{ text: process.argv[2] }] }];
for (;;) {
  const stream = await client.models.generateContentStream({
    model: 'gemini-2.5-flash',
    contents,
    config: { tools: [{ functionDeclarations: Object.keys(tools).map((name) => ({ name, parametersJsonSchema })) }] },
  });
  const parts = [];
  for await (const chunk of stream) parts.push(...(chunk.candidates?.[0]?.content?.parts ?? []));
  contents.push({ role: 'model', parts });
  const calls = parts.flatMap(({ functionCall }) => functionCall ?? []);
  if (calls.length === 0) {
    console.log(parts.map(({ text = '' }) => text).join(''));
    break;
  }
  contents.push({
    role: 'user',
    parts: calls.map(({ name, args }) => ({ functionResponse: { name, response: { output: tools[name](args) } } })),
  });
}
