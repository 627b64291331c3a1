import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Agent, Bases, Start } from './agents.ts';
import { clientsFolder } from './packages.ts';

/** A program on an SDK. It finds the gateway by the environment variable that the SDK reads, as integrated terminals set it. */
export interface Sdk extends Pick<Agent, 'name' | 'title' | 'read' | 'write'> {
  readonly packages: readonly { readonly package: string; readonly version: string }[];
  readonly env: (bases: Bases) => Readonly<Record<string, string>>;
}

const tools: Pick<Agent, 'read' | 'write'> = {
  read: (file) => ({ id: 'call_read', name: 'read', arguments: { file } }),
  write: (file, content) => ({ id: 'call_write', name: 'write', arguments: { file, content } }),
};

export const SDKS: readonly Sdk[] = [
  {
    name: 'openai',
    title: 'openai SDK',
    packages: [{ package: 'openai', version: '7.55.0' }],
    env: ({ openai }) => ({ OPENAI_BASE_URL: openai, OPENAI_API_KEY: 'dummy' }),
    ...tools,
  },
  {
    name: 'anthropic',
    title: 'Anthropic SDK',
    packages: [{ package: '@anthropic-ai/sdk', version: '1.11.0' }],
    env: ({ anthropic }) => ({ ANTHROPIC_BASE_URL: anthropic, ANTHROPIC_API_KEY: 'dummy' }),
    ...tools,
  },
  {
    name: 'genai',
    title: 'Google Gen AI SDK',
    packages: [{ package: '@google/genai', version: '3.1.0' }],
    env: ({ gemini }) => ({ GOOGLE_GEMINI_BASE_URL: gemini, GEMINI_API_KEY: 'dummy' }),
    ...tools,
  },
  {
    name: 'ai',
    title: 'AI SDK (OpenAI)',
    packages: [
      { package: 'ai', version: '7.0.173' },
      { package: '@ai-sdk/openai', version: '3.0.141' },
    ],
    env: ({ openai }) => ({ OPENAI_BASE_URL: openai, OPENAI_API_KEY: 'dummy' }),
    ...tools,
  },
];

/** How to start a program: it is copied beside the packages, where its imports find them. */
export function prepareSdk(sdk: Sdk, bases: Bases, prompt: string): Start {
  const program = join(clientsFolder(), `${sdk.name}.mjs`);
  cpSync(join(import.meta.dirname, 'sdks', `${sdk.name}.mjs`), program);
  return { args: [program, prompt], env: sdk.env(bases) };
}
