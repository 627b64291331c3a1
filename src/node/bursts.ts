/** Many decisions of the same kind within a minute are one event with a count. Pure; `events.ts` keeps the time. */
import type { DecisionEvent } from '../core/event.ts';

/** An event waits so long for others of its kind. ms. */
export const BURST_QUIET_MS = 2_000;
/** What comes later is a burst of its own. ms. */
export const BURST_MS = 60_000;

/** Fingerprints of one event: a paste of a key file has hundreds, and a record has its limits. */
const MAX_FINGERPRINTS = 20;

/** Equal for events that differ in their time, their counts and their values only. Off and on are a pair: each is its own event. */
export const burstKey = ({
  uid,
  action,
  tier,
  surface,
  provider,
  model,
  override,
  toolCall,
  cause,
  pathRule,
  fileExtension,
  path,
  detectors,
}: DecisionEvent): string =>
  JSON.stringify([
    action,
    tier,
    surface,
    provider,
    model,
    override?.reason,
    toolCall,
    cause,
    pathRule,
    fileExtension,
    path,
    detectors.map(({ id }) => id).sort(),
    cause === 'guard_off' || cause === 'guard_on' ? uid : '',
  ]);

/** How many decisions an event stands for. */
export const decisionsOf = (event: DecisionEvent): number => event.count ?? 1;

/** The first event, standing for the second as well. */
export function joined(first: DecisionEvent, second: DecisionEvent): DecisionEvent {
  const fingerprints = [...new Set([...(first.fingerprints ?? []), ...(second.fingerprints ?? [])])].slice(0, MAX_FINGERPRINTS);
  return {
    ...first,
    count: decisionsOf(first) + decisionsOf(second),
    detectors: countedTogether(first, second, 1),
    ...(fingerprints.length > 0 && { fingerprints }),
  };
}

/** What an event stands for beyond what was sent of it already. */
export function beyond(event: DecisionEvent, sent: DecisionEvent): DecisionEvent {
  return {
    ...event,
    count: decisionsOf(event) - decisionsOf(sent),
    detectors: countedTogether(event, sent, -1).filter(({ count }) => count > 0),
  };
}

function countedTogether(one: DecisionEvent, other: DecisionEvent, sign: 1 | -1): DecisionEvent['detectors'] {
  return one.detectors.map(({ id, count }) => ({ id, count: count + sign * (other.detectors.find((each) => each.id === id)?.count ?? 0) }));
}
