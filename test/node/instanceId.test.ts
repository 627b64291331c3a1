import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInstanceId } from '../../src/node/instanceId.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('the id of this installation', () => {
  let parent: string;
  beforeEach(() => (parent = mkdtempSync(join(tmpdir(), 'cordon-instance-'))));
  afterEach(() => rmSync(parent, { recursive: true }));

  it('is random, and stays', () => {
    const folder = join(parent, 'state');
    const id = readInstanceId(folder);
    assert.match(id, UUID);
    assert.equal(readInstanceId(folder), id);
    if (process.platform !== 'win32') assert.equal(statSync(join(folder, 'instance-id')).mode & 0o777, 0o600);
  });
  it('differs between installations', () => assert.notEqual(readInstanceId(join(parent, 'a')), readInstanceId(join(parent, 'b'))));
  it('is made up anew where the file is damaged', () => {
    writeFileSync(join(parent, 'instance-id'), 'root@my-laptop');
    assert.match(readInstanceId(parent), UUID);
  });
  it('is made up anew where there can be no file', () => {
    writeFileSync(join(parent, 'file'), '');
    assert.match(readInstanceId(join(parent, 'file')), UUID);
  });
});
