import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { settings } from '../support/manifest.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const readme = read('README.md');

describe('README.md', () => {
  it('names every setting with its default, and no other', () => {
    const declared = Object.entries(settings).map(([name, { default: value }]) => [name, String(value) || 'empty']);
    const named = [...readme.matchAll(/^\| `(cordon\.[\w.]+)` +\| `?(\w+)`? +\|/gm)].map(([, name, value]) => [name, value]);
    assert.deepEqual(named, declared);
  });

  it('shows pictures by absolute https addresses only, as a marketplace wants it', () => {
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, address]) => address!);
    assert.ok(pictures.length > 0);
    for (const address of pictures) assert.match(address, /^https:\/\//);
  });

  for (const file of [
    'README.md',
    'SECURITY.md',
    'CHANGELOG.md',
    'docs/architecture.md',
    'docs/telemetry.md',
    'docs/receiver.md',
    'docs/scale.md',
  ]) {
    it(`has no dead link in ${file}`, () => {
      const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target!);
      const dead = links.filter((target) => !existsSync(new URL(target, new URL(`../../${file}`, import.meta.url))));
      assert.deepEqual(dead, []);
    });
  }
});
