import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile, appendFile, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DecisionEvent } from '../../src/core/event.ts';
import { type AuditLimits, AUDIT_LIMITS, createAuditLog } from '../../src/node/audit/auditLog.ts';
import { type AuditContent, readLine } from '../../src/node/audit/chain.ts';
import { CSV_COLUMNS, toCsv, toOcsf } from '../../src/node/audit/export.ts';
import { segments } from '../../src/node/audit/segments.ts';
import { type AuditProblem, verifyAudit } from '../../src/node/audit/verify.ts';

const KEY = new Uint8Array(32).fill(7);
const DAY = 24 * 60 * 60 * 1000;
const START = Date.UTC(2026, 10, 21, 8);

const event = (index: number): DecisionEvent => ({
  uid: `019a9f3c-51e8-7b04-9c1d-${String(index).padStart(12, '0')}`,
  time: START + index,
  action: 'redact',
  tier: 'internal',
  surface: 'chat',
  provider: 'openai',
  detectors: [{ id: 'github-token', count: 2 }],
});
const decision = (index: number): AuditContent => ({ kind: 'decision', event: event(index) });

describe('audit log', () => {
  let folder: string;
  let now: number;

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'cordon-audit-')), 'audit');
    now = START;
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

  const log = (limits: AuditLimits = AUDIT_LIMITS) => createAuditLog({ folder, key: KEY, clock: () => now, limits: () => limits });
  const verify = () => verifyAudit(folder, KEY);
  const fill = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index++) await log().append([decision(index)]);
  };
  const onlyFile = async (): Promise<string> => join(folder, (await segments(folder))[0]!);
  const rewrite = async (change: (lines: string[]) => string[]): Promise<void> => {
    const file = await onlyFile();
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    await writeFile(file, `${change(lines).join('\n')}\n`);
  };

  it('is whole after it was written, and tells its last entry', async () => {
    await fill(3);
    await log().append([decision(3), decision(4)]);
    const { entries, files, last, problems } = await verify();
    // The five and the anchor that opens the file.
    assert.deepEqual({ entries, files, seq: last?.seq, problems }, { entries: 6, files: 1, seq: 6, problems: [] });
  });

  it('is empty and whole before anything was written', async () => {
    assert.deepEqual(await verify(), { entries: 0, files: 0, last: undefined, problems: [] });
  });

  // Lines: 1 the anchor, then entries 2 to 6.
  const tampered: Record<string, { change: (lines: string[]) => string[]; finds: Partial<AuditProblem>[] }> = {
    'a changed entry': {
      change: (lines) => lines.map((line, index) => (index === 2 ? line.replace('"redact"', '"allow"') : line)),
      finds: [{ kind: 'changed', seq: 3, line: 3 }],
    },
    'another spelling of the same JSON': {
      change: (lines) => lines.map((line, index) => (index === 2 ? line.replace('"seq":3,', '"seq":3, ') : line)),
      finds: [{ kind: 'changed', seq: 3, line: 3 }],
    },
    'a removed entry': { change: (lines) => lines.filter((_, index) => index !== 3), finds: [{ kind: 'removed', seq: 5, line: 4 }] },
    'two removed entries': {
      change: (lines) => lines.filter((_, index) => index !== 2 && index !== 3),
      finds: [{ kind: 'removed', seq: 5, line: 3 }],
    },
    'the first entries removed': { change: (lines) => lines.slice(2), finds: [{ kind: 'removed', seq: 3, line: 1 }] },
    'swapped entries': {
      change: ([a, b, c, d, ...rest]) => [a!, b!, d!, c!, ...rest],
      finds: [{ kind: 'reordered', seq: 3, line: 4 }],
    },
    'a repeated entry': {
      change: (lines) => [...lines.slice(0, 4), lines[2]!, ...lines.slice(4)],
      finds: [{ kind: 'inserted', seq: 3, line: 5 }],
    },
    'a log cut off at its end': { change: (lines) => lines.slice(0, 4), finds: [{ kind: 'truncated', seq: 6 }] },
    'rubbish between entries': {
      change: (lines) => [...lines.slice(0, 3), 'rubbish', ...lines.slice(3)],
      finds: [{ kind: 'changed', line: 4 }],
    },
  };
  for (const [name, { change, finds }] of Object.entries(tampered)) {
    it(`finds ${name}, and names it`, async () => {
      await fill(5);
      await rewrite(change);
      const { problems } = await verify();
      assert.deepEqual(
        problems.map(({ kind, seq, line }) => ({ kind, ...(seq && { seq }), ...(line && { line }) })).slice(0, finds.length),
        finds,
      );
      for (const { message, line } of problems) assert.match(message, line ? new RegExp(`line ${line}`) : /entr|head\.json/i);
    });
  }

  it('finds an end that was written anew with fitting hashes, because it is not the sealed one', async () => {
    await fill(5);
    const sealed = await readFile(join(folder, 'head.json'), 'utf8');
    await rewrite((lines) => lines.slice(0, 4));
    await unlink(join(folder, 'head.json'));
    await log().append([decision(8), decision(9)]);
    await writeFile(join(folder, 'head.json'), sealed);
    const { problems } = await verify();
    assert.deepEqual(
      problems.map(({ kind, seq }) => ({ kind, seq })),
      [{ kind: 'changed', seq: 6 }],
    );
  });

  for (const [name, tamper, kind] of [
    ['a forged head', () => writeFile(join(folder, 'head.json'), '{"seq":2,"hash":"00","seal":"00"}'), 'head'],
    ['a missing head', () => unlink(join(folder, 'head.json')), 'head'],
    ['all files removed', async () => unlink(await onlyFile()), 'truncated'],
  ] as const) {
    it(`finds ${name}`, async () => {
      await fill(2);
      await tamper();
      assert.deepEqual(
        (await verify()).problems.map((problem) => problem.kind),
        [kind],
      );
    });
  }

  for (const [name, cut] of [
    ['all its files were removed', async () => unlink(await onlyFile())],
    ['its end was cut off', () => rewrite((lines) => lines.slice(0, 2))],
  ] as const) {
    it(`goes on after ${name}, and the gap stays visible`, async () => {
      await fill(3);
      await cut();
      await log().append([decision(4)]);
      assert.deepEqual(
        (await verify()).problems.map(({ kind, seq }) => ({ kind, seq })),
        [{ kind: 'removed', seq: 5 }],
      );
    });
  }

  it('begins a file each day with an anchor, and one when the last has grown too large', async () => {
    await fill(1);
    now += DAY;
    await log().append([decision(1)]);
    await log({ maxFileBytes: 10, retentionDays: 90 }).append([decision(2)]);
    assert.deepEqual(await segments(folder), ['2026-11-21.000.jsonl', '2026-11-22.000.jsonl', '2026-11-22.001.jsonl']);
    const firsts = await Promise.all(
      (await segments(folder)).map(async (name) => (await readFile(join(folder, name), 'utf8')).split('\n')[0]!),
    );
    assert.deepEqual(
      firsts.map((line) => readLine(line)?.entry.kind),
      ['anchor', 'anchor', 'anchor'],
    );
    assert.deepEqual((await verify()).problems, []);
  });

  it('writes on in the last file when the clock was put back', async () => {
    await fill(1);
    now -= 3 * DAY;
    await log().append([decision(1)]);
    assert.deepEqual(await segments(folder), ['2026-11-21.000.jsonl']);
    assert.deepEqual((await verify()).problems, []);
  });

  it('removes what is older than it is kept, says so, and stays verifiable', async () => {
    for (let day = 0; day < 5; day++) {
      now = START + day * DAY;
      await log({ maxFileBytes: 1e6, retentionDays: 2 }).append([decision(day)]);
    }
    assert.deepEqual(await segments(folder), ['2026-11-23.000.jsonl', '2026-11-24.000.jsonl', '2026-11-25.000.jsonl']);
    assert.deepEqual((await verify()).problems, []);
    await unlink(join(folder, '2026-11-23.000.jsonl'));
    assert.deepEqual(
      (await verify()).problems.map(({ kind }) => kind),
      ['removed'],
    );
  });

  it('takes out half a line that a killed writer left, and says so', async () => {
    await fill(2);
    await appendFile(await onlyFile(), '{"seq":4,"time":"20');
    await log().append([decision(3)]);
    const { problems } = await verify();
    assert.deepEqual(problems, []);
    assert.match(await readFile(await onlyFile(), 'utf8'), /"kind":"repair","bytes":19/);
  });

  it('takes entries of several processes at once', async () => {
    const writers = Array.from({ length: 4 }, () =>
      fork(new URL('../support/auditWriter.ts', import.meta.url), [folder, '25'], { stdio: 'inherit' }),
    );
    const codes = await Promise.all(writers.map(async (writer) => (await once(writer, 'exit'))[0] as number));
    assert.deepEqual(codes, [0, 0, 0, 0]);
    const { entries, problems } = await verify();
    assert.deepEqual(problems, []);
    assert.equal(entries, 101);
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.startsWith('lock')),
      [],
    );
  });

  it('takes over the lock of a process that died', async () => {
    await fill(1);
    await writeFile(join(folder, 'lock'), '999999999 gone');
    await log().append([decision(1)]);
    assert.equal((await verify()).entries, 3);
  });
});

describe('audit export', () => {
  const entry = { seq: 7, time: new Date(START).toISOString(), prev: 'p', hash: 'h', ...decision(1) } as const;
  const withEvent = (more: Partial<DecisionEvent>) => ({ ...entry, kind: 'decision', event: { ...event(1), ...more } }) as const;

  it('CSV has a field for each column', () => {
    assert.equal(toCsv(entry)?.split(',').length, CSV_COLUMNS.length);
    assert.match(toCsv(entry)!, /^7,2026-11-21T08:00:00\.001Z,redact,internal,chat,openai,,github-token:2,2,/);
  });

  for (const [reason, field] of [
    ['a "quoted", one', '"a ""quoted"", one"'],
    ['=HYPERLINK(1)', "'=HYPERLINK(1)"],
    ['two\nlines', '"two\nlines"'],
  ] as const) {
    it(`CSV writes ${JSON.stringify(reason)} so that no spreadsheet mistakes it`, () => {
      assert.ok(toCsv(withEvent({ override: { reason } }))!.includes(`,${field},`));
    });
  }

  for (const [action, action_id, disposition_id] of [
    ['allow', 1, 1],
    ['warn', 3, 19],
    ['redact', 4, 11],
    ['block', 2, 2],
  ] as const) {
    it(`OCSF: ${action} is action ${action_id}`, () => {
      const finding = toOcsf(withEvent({ action }), '1.2.3') as Record<string, unknown>;
      assert.deepEqual(
        { class: finding['class_uid'], type: finding['type_uid'], action: finding['action_id'], disposition: finding['disposition_id'] },
        { class: 2006, type: 200_601, action: action_id, disposition: disposition_id },
      );
    });
  }

  /**
   * What the published class allows (https://schema.ocsf.io/1.6.0/classes/data_security_finding, profile security_control): of each
   * attribute that we write its type, or the numbers and captions of its enumeration. `!`: required.
   */
  const OCSF: Readonly<Record<string, string | Readonly<Record<number, string>>>> = {
    'class_uid!': { 2006: 'Data Security Finding' },
    class_name: 'string',
    'category_uid!': { 2: 'Findings' },
    category_name: 'string',
    'activity_id!': { 1: 'Create', 2: 'Update', 3: 'Close' },
    activity_name: 'string',
    'type_uid!': { 200601: 'Data Security Finding: Create' },
    'time!': 'number',
    message: 'string',
    status_id: { 1: 'New', 2: 'In Progress', 3: 'Suppressed', 4: 'Resolved' },
    status: 'string',
    is_alert: 'boolean',
    'severity_id!': { 1: 'Informational', 2: 'Low', 3: 'Medium', 4: 'High', 5: 'Critical' },
    severity: 'string',
    action_id: { 1: 'Allowed', 2: 'Denied', 3: 'Observed', 4: 'Modified' },
    action: 'string',
    disposition_id: { 1: 'Allowed', 2: 'Blocked', 11: 'Corrected', 15: 'Detected', 17: 'Logged', 19: 'Alert' },
    disposition: 'string',
    'metadata!.version!': 'string',
    'metadata!.uid': 'string',
    'metadata!.sequence': 'number',
    'metadata!.profiles': 'array',
    'metadata!.product!.name': 'string',
    'metadata!.product!.vendor_name': 'string',
    'metadata!.product!.version': 'string',
    'finding_info!.uid!': 'string',
    'finding_info!.title': 'string',
    'finding_info!.created_time': 'number',
    'finding_info!.types': 'array',
    'finding_info!.analytic.type_id!': { 1: 'Rule', 2: 'Behavioral', 3: 'Statistical' },
    'finding_info!.analytic.type': 'string',
    'finding_info!.analytic.name': 'string',
    'data_security.data_lifecycle_state_id': { 1: 'Data at-rest', 2: 'Data in-transit', 3: 'Data in-use' },
    'data_security.data_lifecycle_state': 'string',
    'data_security.detection_system_id': { 1: 'Endpoint', 2: 'DLP Gateway', 11: 'Developer Security' },
    'data_security.detection_system': 'string',
    'data_security.confidentiality_id': { 1: 'Not Confidential', 2: 'Confidential', 5: 'Private', 6: 'Restricted', 99: 'Other' },
    'data_security.confidentiality': 'string',
    count: 'number',
    'dst_endpoint.name': 'string',
  };
  const kinds: Readonly<Record<string, Partial<DecisionEvent>>> = {
    'a redaction': {},
    'a block by its tier alone': { action: 'block', tier: 'restricted', detectors: [] },
    'a warning of a tier of the team': { action: 'warn', tier: 'secret-sauce' },
    'an override': { action: 'allow', override: { reason: 'why' }, count: 3 },
    'the guard, off': { action: 'allow', cause: 'guard_off', override: { reason: 'why' }, offSeconds: 900, detectors: [] },
    'the guard, on': { action: 'allow', cause: 'guard_on', offSeconds: 60, detectors: [] },
  };
  for (const [name, more] of Object.entries(kinds)) {
    it(`OCSF of ${name} has the attributes of the published class, and no others`, () => {
      const finding = toOcsf(withEvent(more), '1.2.3') as Record<string, unknown>;
      const { unmapped: _ours, ...mapped } = finding;
      const flat = flatten(mapped);
      const bare = Object.fromEntries(Object.entries(OCSF).map(([path, type]) => [path.replaceAll('!', ''), type]));
      for (const [path, value] of Object.entries(flat)) {
        const type = bare[path];
        assert.ok(type !== undefined, `${path} is not in the class`);
        if (typeof type === 'string') assert.equal(Array.isArray(value) ? 'array' : typeof value, type, path);
        else assert.ok(Object.hasOwn(type, String(value)), `${path} has no ${String(value)}`);
        const caption = flat[path.replace(/_id$/, '')];
        if (typeof type === 'object' && path.endsWith('_id') && typeof caption === 'string' && value !== 99)
          assert.equal(caption, type[value as number], path);
      }
      for (const path of Object.keys(OCSF).filter((each) => each.endsWith('!')))
        assert.ok(Object.hasOwn(flat, path.replaceAll('!', '')), `${path} is missing`);
      assert.equal(flat['count'], more.count ?? 1);
    });
  }

  function flatten(value: object, before = ''): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
        typeof each === 'object' && each !== null && !Array.isArray(each)
          ? Object.entries(flatten(each, `${before}${key}.`))
          : [[before + key, each]],
      ),
    );
  }
});
