import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Decided } from '../../src/core/event.ts';
import { createGuardSwitch, type GuardSwitch } from '../../src/node/guardSwitch.ts';

describe('guard switch', () => {
  let state: string;
  let now: number;
  let told: string[];
  const alive = new Set<number>();

  beforeEach(() => {
    state = mkdtempSync(join(tmpdir(), 'cordon-switch-'));
    [now, told] = [1_000_000, []];
    alive.clear();
  });
  afterEach(() => rmSync(state, { recursive: true, force: true }));

  /** A window with this process id. */
  function open(pid: number): GuardSwitch {
    alive.add(pid);
    const record = ({ cause, override, offSeconds, surface, action }: Decided): void => {
      assert.equal(action, 'allow');
      told.push([pid, cause, surface, override?.reason, offSeconds].filter((each) => each !== undefined).join(' '));
    };
    return createGuardSwitch({ state, record, tier: () => 'internal', clock: () => now, pid, isAlive: (each) => alive.has(each) });
  }
  const minutes = (count: number): void => void (now += count * 60_000);

  const cases: Record<string, { does: () => void; tells: string[] }> = {
    'tells once that it is off and once that it is on again, whichever of the windows saw it': {
      does() {
        const [one, two] = [open(1), open(2)];
        for (const each of [one, two]) each.off('settings', { reason: 'why' });
        minutes(2);
        for (const each of [two, one]) each.on('settings');
      },
      tells: ['1 guard_off chat why', '2 guard_on chat 120'],
    },
    'tells nothing where it was never off': { does: () => open(1).on('settings'), tells: [] },
    'tells a second time': {
      does() {
        const one = open(1);
        for (let round = 0; round < 2; round += 1) {
          one.off('settings', { reason: 'why' });
          one.on('settings');
        }
      },
      tells: ['1 guard_off chat why', '1 guard_on chat 0', '1 guard_off chat why', '1 guard_on chat 0'],
    },
    'tells that only pastes are unguarded': {
      does: () => open(1).off('settings', { reason: 'why', surface: 'paste' }),
      tells: ['1 guard_off paste why'],
    },
    'of a pause tells its reason, its limit, and how long it was': {
      does() {
        const one = open(1);
        one.off('pause', { reason: 'a demo', forMs: 15 * 60_000 });
        minutes(3);
        one.on('pause');
      },
      tells: ['1 guard_off chat a demo 900', '1 guard_on chat 180'],
    },
    'is on again only when nothing has it off': {
      does() {
        const [one, two] = [open(1), open(2)];
        one.off('pause', { reason: 'one', forMs: 600_000 });
        two.off('pause', { reason: 'two', forMs: 600_000 });
        two.off('settings', { reason: 'settings' });
        one.on('pause');
        two.on('settings');
        minutes(1);
        two.on('pause');
      },
      tells: ['1 guard_off chat one 600', '2 guard_off chat two 600', '2 guard_off chat settings', '2 guard_on chat 60'],
    },
    'a window that ended in its pause is ended by the next one, for no longer than it was to last': {
      does() {
        open(1).off('pause', { reason: 'why', forMs: 600_000 });
        alive.delete(1);
        minutes(60);
        open(2);
      },
      tells: ['1 guard_off chat why 600', '2 guard_on chat 600'],
    },
    'a pause of another window that is there goes on': {
      does() {
        open(1).off('pause', { reason: 'why', forMs: 600_000 });
        open(2).on('settings');
        open(2).on('pause');
      },
      tells: ['1 guard_off chat why 600'],
    },
    'settings stay off when the window that saw it is gone': {
      does() {
        open(1).off('settings', { reason: 'why' });
        alive.delete(1);
        open(2).off('settings', { reason: 'why' });
        open(3).on('settings');
      },
      tells: ['1 guard_off chat why', '3 guard_on chat 0'],
    },
  };
  for (const [title, { does, tells }] of Object.entries(cases)) {
    it(title, () => {
      does();
      assert.deepEqual(told, tells);
    });
  }

  it('tells, and throws nothing, where the state folder cannot be written', () => {
    const guard = createGuardSwitch({ state: '/dev/null/nowhere', record: ({ cause }) => told.push(cause!), tier: () => 'internal' });
    guard.off('settings', { reason: 'why' });
    guard.on('settings');
    assert.deepEqual(told, ['guard_off']);
  });
});
