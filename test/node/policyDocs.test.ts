import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parsePolicy } from '../../src/core/policy/parse.ts';
import { builtInProvider } from '../../src/core/providers.ts';

const read = (file: string): string => readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8');

describe('docs/classification-file.md', () => {
  const page = read('classification-file.md');

  it('shows a file that is right', () => {
    const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const filled = example.replace('5f0c…', '5f'.repeat(16)).replace('x1:…', `x1:${'5f'.repeat(16)}`);
    const { policy, problems } = parsePolicy(filled, '.cordon.yaml');
    assert.deepEqual(problems, []);
    assert.equal(policy?.providers?.length, 5);
  });

  it('names providers that are built in', () => {
    const names = [...(/^Built in are (.*) and others/m.exec(page)?.[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
    assert.ok(names.length > 10);
    assert.deepEqual(
      names.filter((name) => !builtInProvider(name)),
      [],
    );
  });
});
