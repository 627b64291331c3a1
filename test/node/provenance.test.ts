import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Decided } from '../../src/core/event.ts';
import { guardRequest } from '../../src/core/guard/guardRequest.ts';
import type { PolicyView } from '../../src/core/guard/world.ts';
import { parsePolicy } from '../../src/core/policy/parse.ts';
import { createPolicyView } from '../../src/core/policy/view.ts';
import { createMemoryVault } from '../../src/core/vault.ts';
import { registerWorkspace } from '../../src/node/gateway/workspaces.ts';
import { createWorlds } from '../../src/node/gateway/worlds.ts';
import { HOOK_AGENTS } from '../../src/node/hooks/agents.ts';
import { runHook } from '../../src/node/hooks/runHook.ts';
import { createHookWorld } from '../../src/node/hooks/world.ts';
import { createLocalIndex, type FolderIndex, LIMITS } from '../../src/node/provenance/folderIndex.ts';
import { followingLinks } from '../../src/node/policy/links.ts';
import { indexFile } from '../../src/node/provenance/indexFile.ts';

const PLAN = [
  'The offer to the board of Northwind stands at forty-one million.',
  'It ends on the last day of the third quarter, whoever asks.',
  'Nobody outside of the room has seen the annex to it.',
].join('\n');
const HEADER = 'Copyright of the authors, all rights reserved.\nSee the file LICENSE for the terms.';
const POLICY = 'version: 1\nfiles:\n  - { match: "secret/**", tier: restricted }\n  - { match: "plans/**", tier: confidential }\n';

describe('recognition by content in a folder', function () {
  this.timeout(30_000);
  let base: string;
  let folder: string;
  let state: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'cordon-provenance-'));
    folder = join(base, 'work');
    state = join(base, 'state');
    write('secret/plan.md', `${HEADER}\n${PLAN}\n`);
    write('.cordon.yaml', POLICY);
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const viewOf = (source: string): PolicyView =>
    createPolicyView([{ root: folder, policy: parsePolicy(source, '.cordon.yaml').policy! }], { today: '2026-01-01' });
  const open = (policy: () => PolicyView = constant(viewOf(POLICY))): FolderIndex =>
    createLocalIndex(folder, state, policy, (message) => assert.fail(message));
  const built = async (): Promise<FolderIndex> => {
    const made = open();
    await made.refresh();
    return made;
  };
  const tiers = ({ index }: FolderIndex, text: string): string[] => index.regions(text).map(({ tier }) => tier);

  it('is kept between processes, without content, and for the user only', async () => {
    await built();
    const file = indexFile(folder, state);
    const bytes = readFileSync(file);
    for (const word of ['Northwind', 'annex', 'rights', 'offer']) assert.ok(!bytes.includes(word), word);
    if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(dirname(file)), [file.slice(dirname(file).length + 1)]);
    const next = open();
    next.load();
    assert.deepEqual(tiers(next, `look:\n${PLAN}`), ['restricted']);
    assert.ok(next.age() < 60_000);
  });

  it('does not take a damaged file for an index', async () => {
    await built();
    for (const length of [0, 10, 40, statSync(indexFile(folder, state)).size - 1]) {
      truncateSync(indexFile(folder, state), length);
      const next = open();
      next.load();
      assert.deepEqual(tiers(next, PLAN), []);
      await next.refresh();
      assert.deepEqual(tiers(next, PLAN), ['restricted']);
    }
  });

  it('follows the files', async () => {
    const made = await built();
    write('secret/plan.md', 'An entirely different matter stands here now.\nAnd it has a second line of some length.\n');
    await made.update('secret/plan.md');
    assert.deepEqual(tiers(made, PLAN), []);
    write('plans/deep/other.md', PLAN);
    await made.refresh();
    assert.deepEqual(tiers(made, PLAN), ['confidential']);
    rmSync(join(folder, 'plans'), { recursive: true });
    await made.update('plans');
    assert.deepEqual(tiers(made, PLAN), []);
  });

  it('follows the policy, also one that changes while it reads', async () => {
    let view = viewOf('version: 1\n');
    const made = open(() => view);
    const reading = made.refresh();
    view = viewOf(POLICY);
    await reading;
    assert.deepEqual(tiers(made, PLAN), ['restricted']);
    view = viewOf(POLICY.replace('restricted', 'confidential'));
    await made.refresh();
    assert.deepEqual(tiers(made, PLAN), ['confidential']);
    view = viewOf('version: 1\n');
    await made.refresh();
    assert.deepEqual(tiers(made, PLAN), []);
  });

  it('passes over what open files hold too, and no longer when they do not', async () => {
    write('src/a.ts', `${HEADER}\ncode();\n`);
    const made = await built();
    assert.deepEqual(tiers(made, HEADER), []);
    assert.deepEqual(tiers(made, `${HEADER}\n${PLAN}`), ['restricted']);
    write('src/a.ts', 'code();\n');
    await made.update('src/a.ts');
    assert.deepEqual(tiers(made, HEADER), ['restricted']);
  });

  it('tells the higher tier of what two files hold', async () => {
    write('plans/copy.md', PLAN);
    assert.deepEqual(tiers(await built(), PLAN), ['restricted']);
  });

  it('says what is beyond its limits', async () => {
    write('secret/large.md', 'x'.repeat(LIMITS.closedBytes + 1));
    const made = await built();
    assert.deepEqual([...made.beyond.closed], [['secret/large.md', LIMITS.closedBytes + 1]]);
    for (const look of [() => made.update('secret/large.md'), () => made.refresh()]) {
      write('secret/large.md', 'x'.repeat(LIMITS.closedBytes + 1));
      await made.refresh();
      assert.equal(made.beyond.closed.size, 1);
      rmSync(join(folder, 'secret/large.md'));
      await look();
      assert.equal(made.beyond.closed.size, 0);
    }
  });

  it('reads again what was written without leaving a trace in size and time', async () => {
    const file = join(folder, 'secret', 'plan.md');
    utimesSync(file, 1000, 1000);
    const files = await built();
    const other = PLAN.replace('Northwind', 'Southwind');
    writeFileSync(file, `${HEADER}\n${other}\n`);
    utimesSync(file, 1000, 1000);
    await files.refresh();
    const [line = ''] = other.split('\n');
    assert.deepEqual(tiers(files, `${line}\n${other.split('\n')[1]}`), ['restricted']);
  });

  it('goes on the next time where it was stopped', async () => {
    for (let file = 0; file < 20; file++) write(`secret/${file}.md`, `${PLAN}\nand the page ${file} of it, with some more words\n`);
    let asked = 0;
    const made = open();
    await made.refresh({ stop: () => ++asked > 12 });
    const partly = made.index.files;
    assert.ok(partly > 0 && partly < 21, `${partly}`);
    const next = open();
    next.load();
    assert.equal(next.index.files, partly);
    await next.refresh();
    assert.equal(next.index.files, 21);
  });

  it('guards what passes the gateway', async () => {
    const recorded: Decided[] = [];
    const worlds = createWorlds({
      state,
      eventsOf: () => ({ record: (decided) => void recorded.push(decided) }),
      vault: () => Promise.resolve(createMemoryVault()),
      log: (message) => assert.fail(message),
    });
    try {
      const world = await worlds.of(registerWorkspace(folder, state));
      const ask = (text: string): ReturnType<typeof guardRequest> =>
        guardRequest(
          {
            host: 'api.anthropic.com',
            path: '/v1/messages',
            method: 'POST',
            contentType: 'application/json',
            surface: 'gateway',
            body: JSON.stringify({ messages: [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: text }] }] }),
          },
          world!,
        );
      assert.equal((await ask(`     1→${PLAN.replaceAll('\n', '\n     2→')}`)).kind, 'refuse');
      assert.equal((await ask('nothing of it')).kind, 'pass');
      assert.deepEqual(
        recorded.map(({ action, tier, pathRule }) => ({ action, tier, pathRule })),
        [{ action: 'block', tier: 'restricted', pathRule: 'secret/**' }],
      );
    } finally {
      worlds.dispose();
    }
  });

  it('guards what agents tell their hooks', async () => {
    const agent = HOOK_AGENTS.find(({ name }) => name === 'claude')!;
    const place = { env: {}, platform: process.platform, home: base, read: () => undefined };
    const tell = async (event: object): Promise<string> =>
      JSON.stringify(await runHook({ agent, stdin: JSON.stringify({ cwd: folder, ...event }), place, state, version: '1.0.0' }));
    const result = (stdout: string): object => ({
      hook_event_name: 'PostToolUse',
      tool_name: 'Bash',
      tool_input: { command: 'make' },
      tool_response: { stdout },
    });
    for (const event of [{ hook_event_name: 'UserPromptSubmit', prompt: `why?\n${PLAN}` }, result(PLAN.replace(/^/gm, '> '))]) {
      const said = await tell(event);
      assert.match(said, /Cordon kept this (?:prompt|result) back/);
      assert.ok(!said.includes('Northwind') && !said.includes('plan.md'), said);
    }
    assert.doesNotMatch(await tell(result('all is well')), /Cordon kept/);
  });

  it('guards links to closed files, whatever their names, where agents read them and where assistants attach them', async () => {
    write('docs/readme.md', 'hello\n');
    symlinkSync(join('..', 'secret', 'plan.md'), join(folder, 'docs', 'notes.md'));
    symlinkSync(join('..', 'secret'), join(folder, 'docs', 'more'));
    const world = await createHookWorld(folder, { record: () => undefined }, state);
    const closed = (path: string): boolean => world.policy().classify(path).tier === 'restricted';
    const paths = ['docs/notes.md', 'docs/more/plan.md', 'docs/readme.md', 'docs/not-there.md'];
    assert.deepEqual(
      paths.map((path) => closed(join(folder, path))),
      [true, true, false, false],
    );
    assert.deepEqual(paths.map(closed), [true, true, false, false]);
    assert.equal(world.provenance.regions(`<attachment filePath="${join(folder, 'docs/notes.md')}">x</attachment>`)[0]?.tier, 'restricted');
    const agent = HOOK_AGENTS.find(({ name }) => name === 'claude')!;
    const place = { env: {}, platform: process.platform, home: base, read: () => undefined };
    const event = { cwd: folder, hook_event_name: 'PreToolUse', tool_name: 'Read', tool_input: { file_path: 'docs/notes.md' } };
    assert.match(
      JSON.stringify(await runHook({ agent, stdin: JSON.stringify(event), place, state, version: '1.0.0' })),
      /Cordon refused this/,
    );
  });

  it('a link out of the folder counts where it leads to keys, and a folder may be a link itself', async () => {
    mkdirSync(join(base, 'keys'));
    writeFileSync(join(base, 'keys', 'id_rsa'), 'x');
    writeFileSync(join(base, 'keys', 'other'), 'x');
    write('docs/readme.md', 'hello\n');
    symlinkSync(join(base, 'keys', 'id_rsa'), join(folder, 'docs', 'notes.md'));
    symlinkSync(join(base, 'keys', 'other'), join(folder, 'docs', 'other.md'));
    const alias = join(base, 'alias');
    symlinkSync(folder, alias);
    const policy = `${POLICY}  - { match: "docs/**", tier: public }\n`;
    for (const root of [folder, alias]) {
      const plain = createPolicyView([{ root, policy: parsePolicy(policy, '.cordon.yaml').policy! }], { today: '2026-01-01' });
      const view = followingLinks(plain, [root]);
      assert.deepEqual(
        ['docs/notes.md', 'docs/other.md', 'docs/readme.md', 'secret/plan.md'].map((path) => view.classify(join(root, path)).tier),
        ['restricted', 'public', 'public', 'restricted'],
      );
    }
  });

  it('is there for a hook, from the file that others saved or from the files', async () => {
    const regions = async (): Promise<number> =>
      (await createHookWorld(folder, { record: () => undefined }, state)).provenance.regions(PLAN).length;
    assert.equal(await regions(), 1);
    // What is fresh is not compared again.
    rmSync(join(folder, 'secret'), { recursive: true });
    assert.equal(await regions(), 1);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(indexFile(folder, state), longAgo, longAgo);
    assert.equal(await regions(), 0);
  });
});

const constant =
  <T>(value: T) =>
  (): T =>
    value;
