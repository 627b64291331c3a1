import assert from 'node:assert/strict';
import { createProviderLookup, hostPatternProblem, PROVIDERS, providerOf } from '../../src/core/providers.ts';

const BUILT_IN: Record<string, string | undefined> = {
  'api.githubcopilot.com': 'copilot',
  'api.individual.githubcopilot.com:443': 'copilot',
  'copilot-api.acme.ghe.com': 'copilot',
  'API.OpenAI.com.': 'openai',
  'api.openai.com.evil.example': undefined,
  'notapi.openai.example': undefined,
  'api.anthropic.com': 'anthropic',
  'generativelanguage.googleapis.com': 'gemini',
  'europe-west4-aiplatform.googleapis.com': 'vertex',
  'storage.googleapis.com': undefined,
  'acme.openai.azure.com': 'azure-openai',
  'bedrock-runtime.eu-central-1.amazonaws.com': 'bedrock',
  's3.eu-central-1.amazonaws.com': undefined,
  'github.com': undefined,
  '127.0.0.1:11434': 'local',
  'localhost:1234': 'local',
  '[::1]:11434': 'local',
  '127.9.8.7:11434': 'local',
  '[::ffff:7f00:1]:11434': 'local',
  'localhost:3000': undefined,
  'localhost:8080': undefined,
  localhost: undefined,
  '192.168.1.5:11434': undefined,
  '127.0.0.1.evil.example:11434': undefined,
};

describe('built-in providers', () => {
  for (const [host, name] of Object.entries(BUILT_IN)) it(`${host} is ${name ?? 'none'}`, () => assert.equal(providerOf(host), name));

  it('have names that events and files can hold, each once', () => {
    const names = PROVIDERS.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.match(name, /^[a-z][a-z0-9-]*$/);
  });
});

const LOOKUPS: readonly (readonly [hosts: readonly string[], found: Record<string, string | undefined>])[] = [
  [
    ['localhost'],
    {
      '127.0.0.1:9001': 'local',
      '[::1]': 'local',
      'localhost:3000': 'local',
      'app.localhost:80': 'local',
      '0.0.0.0:80': 'local',
      '10.0.0.1:9001': undefined,
    },
  ],
  [['127.0.0.1:9001'], { 'localhost:9001': 'local', '127.0.0.1:9001': 'local', '127.0.0.1:9002': undefined, '127.0.0.1:11434': 'local' }],
];

describe('hosts that a file adds', () => {
  for (const [hosts, found] of LOOKUPS) {
    const lookup = createProviderLookup([{ name: 'local', hosts }]);
    for (const [host, name] of Object.entries(found))
      it(`${hosts.join()}: ${host} is ${name ?? 'none'}`, () => assert.equal(lookup(host), name));
  }

  it('a port is more particular than none, and built-in hosts come first', () => {
    const lookup = createProviderLookup([
      { name: 'local', hosts: ['localhost'] },
      { name: 'proxy', hosts: ['localhost:4000', '*.corp.example', '10.0.0.5:8080', 'api.openai.com'] },
    ]);
    const hosts = [
      '127.0.0.1:4000',
      '127.0.0.1:4001',
      'a.b.corp.example:8443',
      'corp.example',
      '10.0.0.5:8080',
      '10.0.0.5',
      'api.openai.com',
    ];
    assert.deepEqual(hosts.map(lookup), ['proxy', 'local', 'proxy', undefined, 'proxy', undefined, 'openai']);
  });
});

const PATTERNS: readonly (readonly [provider: string, pattern: string, says: string | undefined])[] = [
  ['acme', 'llm.acme.example', undefined],
  ['acme', '*.acme.example', undefined],
  ['acme', 'llm-*.acme.example:8443', undefined],
  ['acme', '[fd00::1]:8080', undefined],
  ['acme', '127.0.0.1:4000', undefined],
  ['acme', 'llm', undefined],
  ['openai', 'api.openai.com', undefined],
  ['local', '[::1]', undefined],
  ['local', 'localhost:8000', undefined],
  ['local', 'example.com', 'this machine only'],
  ['acme', 'localhost', 'belongs to `local`'],
  ['acme', '127.0.0.1:11434', 'built-in provider `local`'],
  ['acme', 'API.OPENAI.COM:443', '`openai`'],
  ['acme', '*.openai.com', '`openai`'],
  ['acme', 'api.*.com', 'too much'],
  ['acme', '*.com', 'too much'],
  ['acme', 'https://a.example', 'only its host'],
  ['acme', 'a.example/v1', 'only its host'],
  ['acme', 'a b', 'not a host'],
];

describe('host patterns of a file', () => {
  for (const [provider, pattern, says] of PATTERNS) {
    it(`${provider}: ${pattern} ${says ?? 'may stand'}`, () => {
      const problem = hostPatternProblem(provider, pattern);
      if (says === undefined) assert.equal(problem, undefined);
      else assert.ok(problem?.includes(says), String(problem));
    });
  }
});
