import { type Dimension, type EventLine, OTHERS, type Outcome } from '../api.ts';
import { duration, plural } from './format.ts';

export const OUTCOME_TITLES: Readonly<Record<Outcome, string>> = {
  blocked: 'Blocked',
  redacted: 'Redacted',
  overridden: 'Overridden',
  warned: 'Warned',
  allowed: 'Allowed',
  lost: 'Lost',
};

export const DIMENSION_TITLES: Readonly<Record<Dimension, string>> = {
  detector: 'Detector',
  tier: 'Tier',
  provider: 'Provider',
  surface: 'Surface',
  team: 'Team',
};

/** A name as it was sent, or words for one that was not sent. */
export function nameIn(dimension: Dimension | 'outcome', name: string): string {
  if (dimension === 'outcome') return OUTCOME_TITLES[name as Outcome] ?? name;
  if (name === OTHERS) return 'Others';
  if (name !== '') return name === '*' && dimension === 'provider' ? 'any provider' : name;
  return { detector: 'by its tier alone', tier: 'no tier', provider: 'no provider', surface: 'no surface', team: 'no team' }[dimension];
}

const ON_THE_WAY: Readonly<Record<string, string>> = {
  chat: 'a chat request',
  completion: 'a completion request',
  paste: 'a paste',
  gateway: 'a request through the gateway',
  hook: 'an agent’s step',
  cli: 'a text on the command line',
};

/** What happened, in one sentence. */
export function whatHappened(event: EventLine): string {
  const guard = guardSaid(event);
  if (guard !== undefined) return guard;
  const findings = Number(event.details['cordon.findings.count'] ?? 0);
  const what = findings > 0 ? plural(findings, 'finding') : 'content';
  const where = `${ON_THE_WAY[event.surface] ?? 'a request'}${event.provider && event.provider !== '*' ? ` to ${event.provider}` : ''}`;
  switch (event.outcome) {
    case 'blocked':
      return `Cordon stopped ${where}: ${what} of tier ${event.tier || 'unknown'} may not go there.`;
    case 'redacted':
      return `Cordon replaced ${what} by placeholders in ${where}.`;
    case 'overridden':
      return event.details['cordon.findings.count']
        ? `Somebody let ${what} through in ${where}, against advice.`
        : `Somebody went ahead against advice: ${where}.`;
    case 'warned':
      return `Cordon warned of ${what} in ${where}, and let it go.`;
    case 'allowed':
      return `Cordon let ${where} go.`;
    case 'lost':
      return `${plural(event.count, 'event')} could not be kept on that machine until they were delivered.`;
  }
}

/** In a word or two, of an event about the guard itself. */
export function guardTitle({ details }: EventLine): string | undefined {
  const cause = details['cordon.cause'];
  return cause === 'guard_off' ? 'guard off' : cause === 'guard_on' ? 'guard on again' : undefined;
}

/** In a sentence. */
function guardSaid({ details, surface }: EventLine): string | undefined {
  const seconds = details['cordon.guard.off_seconds'];
  const long = typeof seconds === 'number' ? duration(seconds * 1000) : undefined;
  switch (details['cordon.cause']) {
    case 'guard_off':
      return `Somebody switched ${surface === 'paste' ? 'the guard of pastes' : 'the guard'} off${long ? `, for ${long} at most` : ''}.`;
    case 'guard_on':
      return `The guard is on again${long ? `, after ${long}` : ''}.`;
    default:
      return undefined;
  }
}

/** What somebody may want to do about it. */
export function whatToDo(event: EventLine): string {
  if (event.details['cordon.cause'] === 'guard_off')
    return 'While it was off, nothing was kept back on that installation, and nothing was reported. “Guard off” on the first page adds up how long.';
  switch (event.outcome) {
    case 'blocked':
      return 'The value or text did not leave that machine. If this provider should get such content, change the tier or the provider in the classification file.';
    case 'redacted':
      return 'The provider saw placeholders only. Nothing has to be done; a value that turns up again and again belongs in a vault instead of a file.';
    case 'overridden':
      return 'What was let through may have reached the provider. If it was a secret, have it rotated; the fingerprint tells where else it turns up.';
    case 'warned':
      return 'What was warned of went out. If it should not, set that tier to redact or block.';
    case 'allowed':
      return 'Nothing has to be done.';
    case 'lost':
      return 'The receiver was out of reach for too long. The numbers of those days are too low by this count.';
  }
}
