import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createFake } from '../../test/support/fake.ts';
import { cacheFolder } from './paths.ts';
import { run } from './processes.ts';

/**
 * Writes the workspace that `npm start` opens and gives its path. Every secret in it is made up, the same in every run; what stood
 * there before is replaced.
 */
export async function writeDemo(received: string): Promise<string> {
  const folder = cacheFolder('demo');
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(demoFiles(received))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  // A repository of its own, because the checkout ignores this folder and assistants do not search in ignored ones.
  await run('git', ['init', '--quiet', folder]).catch(() => undefined);
  return folder;
}

/** The files of the demo, by path. `received`: where the fake model shows what it was sent. */
export function demoFiles(received: string): Readonly<Record<string, string>> {
  const fake = createFake(2026);
  const aws = fake.join('AK', 'IA', fake.base32(16));
  const awsSecret = fake.base64(40);
  const github = fake.checksummed(fake.join('gh', 'p_'));
  const card = fake.luhn('4', 16);
  const email = fake.join('maria.keller', '@', 'northwind-retail', '.com');
  const password = fake.alnum(20);
  return {
    'README.md': readme(received),
    '.cordon.yaml': CLASSIFICATION,
    'src/config.ts': [
      '// Five values that must not reach a model. Cordon marks each; Ctrl+. offers what to do about it.',
      "export const region = 'eu-west-1';",
      `export const accessKeyId = '${aws}';`,
      `export const githubToken = '${github}';`,
      `export const testCard = '${card}';`,
      `export const onCall = '${email}';`,
      'export const deployKey = `',
      fake.pem(fake.join('RSA ', 'PRIVATE KEY')),
      '`;',
      '',
    ].join('\n'),
    'src/app.ts': [
      "import { accessKeyId, region } from './config.ts';",
      '',
      'export function describe(): string {',
      '  return `region ${region}, key ${accessKeyId.slice(0, 4)}…`;',
      '}',
      '',
    ].join('\n'),
    'src/payments/settle.ts': [
      '// Confidential by .cordon.yaml: models on this machine may see it with secrets replaced, others may not see it at all.',
      'export const settlementWindowMinutes = 37;',
      'export function feeFor(amount: number): number {',
      '  return Math.max(0.29, amount * 0.0137) + (amount > 25_000 ? 11.5 : 0);',
      '}',
      '',
    ].join('\n'),
    'secrets/production.env': [
      '# Restricted by .cordon.yaml: attach this file to the chat, and the request is refused.',
      `AWS_ACCESS_KEY_ID=${aws}`,
      `AWS_SECRET_ACCESS_KEY=${awsSecret}`,
      `DATABASE_URL=postgres://settlement:${password}@db.northwind-retail.internal:5432/ledger`,
      '',
    ].join('\n'),
    'docs/public.md': '# Public notes\n\nNothing to hide here, and Cordon leaves it alone.\n',
  };
}

const CLASSIFICATION = `version: 1
default: internal
files:
  - match: "docs/**"
    tier: public
  - match: "secrets/**"
    tier: restricted
    reason: key material
  - match: "src/payments/**"
    tier: confidential
    owner: "@payments"
providers:
  local: { hosts: [localhost, 127.0.0.1], approved: true }
`;

const readme = (received: string): string => `# Cordon, to try out

Everything here is made up: the secrets, the people, the company. The model is a small server on your machine that repeats what it saw.

1. **See** what Cordon finds: open \`src/config.ts\`. Put the cursor on a marked value and press \`Ctrl+.\`.
2. **Wake up the model** (Copilot Chat asks for it only once somebody looks): \`F1\`, *Chat: Manage Language Models*, \`Escape\`.
3. **Ask it**: \`Ctrl+Alt+I\`, choose *Fake One*, attach \`src/config.ts\` (\`F1\`, *Chat: Add File to Chat*) and send a message.
   You see the real values in the answer. What the model received stands at <${received}>.
4. **Attach \`secrets/production.env\`**: the request is refused, and the chat says why.
5. **Paste** a value from \`src/config.ts\` into another file, and into the chat.
6. **Break \`.cordon.yaml\`** (a tier that does not exist): it is marked at its line, and the last good policy stays in force.
`;
