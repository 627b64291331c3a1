import { join } from 'node:path';
import { AUDIT_LIMITS, type AuditLimits, auditFolder, auditKey, createAuditLog } from '../audit/auditLog.ts';
import { createEventSink, type DeliveringSink, type EventSinkOptions } from '../events.ts';
import type { Sharing } from '../sharing.ts';
import { readInstanceId } from '../instanceId.ts';
import { stateFolder } from '../state.ts';
import { rememberTrouble } from './status.ts';
import { readTeam, type TeamInForce } from './config.ts';
import { createFingerprinter, type Fingerprinter, pathHmac, sharingKey } from './fingerprint.ts';

export interface OpenSinkOptions extends Pick<EventSinkOptions, 'scrub' | 'onEvent' | 'onState' | 'fetch' | 'burstQuietMs'> {
  readonly version: string;
  readonly state?: string;
  readonly log?: (message: string) => void;
  /** Default: what the log is by default. `undefined` from it: no audit log. */
  readonly audit?: () => AuditLimits | undefined;
}

/** The sink of a process, with what all of them share: the team, the spool and the audit log of this user. */
export interface TeamSink {
  readonly sink: DeliveringSink;
  /** The team in force; undefined where none is set or its file cannot be read. */
  team(): TeamInForce | undefined;
  readonly fingerprint: Fingerprinter;
}

/** `team.json` is looked at again after so long. ms. */
const LOOK_AGAIN_MS = 3_000;

/**
 * Events go into the audit log, and into the spool while a team is set and the user has not refused: whoever sends (the extension, the
 * gateway, `cordon team flush`) finds them there. Nothing is sent before `sink.start` or `sink.flush`.
 */
export function openSink(options: OpenSinkOptions): TeamSink {
  const { state = stateFolder(), log = () => undefined, audit = () => AUDIT_LIMITS } = options;
  const team = remembered(() => readTeam(state), log);
  const sharing = (): Sharing => {
    const { detail = 'standard', id, key } = team() ?? {};
    const secret = sharingKey(key, state);
    return { detail, ...(id !== undefined && { teamId: id }), pathHmac: (path) => pathHmac(secret, path) };
  };
  const auditLog = createAuditLog({ folder: auditFolder(state), key: auditKey(state), limits: () => audit() ?? AUDIT_LIMITS });
  const sink = createEventSink({
    spoolDir: join(state, 'spool'),
    resource: { serviceName: 'cordon', serviceVersion: options.version, instanceId: readInstanceId(state) },
    keepWithoutEndpoint: () => ['given', 'asked'].includes(team()?.consent ?? 'refused'),
    sharing,
    audit: { append: async (contents) => (audit() ? auditLog.append(contents) : undefined) },
    log,
    onAttempt({ kind, message }, nextTry) {
      const trouble = kind !== 'ok' && kind !== 'off';
      rememberTrouble(trouble ? { kind, message, at: Date.now(), ...(nextTry !== undefined && { nextTry }) } : undefined, state);
    },
    ...(options.scrub && { scrub: options.scrub }),
    ...(options.onEvent && { onEvent: options.onEvent }),
    ...(options.onState && { onState: options.onState }),
    ...(options.fetch && { fetch: options.fetch }),
    ...(options.burstQuietMs !== undefined && { burstQuietMs: options.burstQuietMs }),
  });
  return { sink, team, fingerprint: (finding, value) => createFingerprinter(sharingKey(team()?.key, state))(finding, value) };
}

/** Sends in the background for as long as a team is set and the user agrees. Returns what ends it. `token`: the endpoint's bearer token. */
export function sendWhileAgreed({ sink, team }: TeamSink, token: string | undefined): () => void {
  let started: string | undefined;
  const look = (): void => {
    const current = team();
    const endpoint = current?.consent === 'given' ? current.endpoint : undefined;
    if (endpoint === started) return;
    started = endpoint;
    if (endpoint === undefined) sink.stop();
    else sink.start({ url: endpoint, ...(token ? { token } : {}) });
  };
  look();
  const timer = setInterval(look, LOOK_AGAIN_MS).unref();
  return () => clearInterval(timer);
}

/** A file that cannot be read stops no guard: it is told once, and until it is mended there is no team. */
function remembered(read: () => TeamInForce | undefined, log: (message: string) => void): () => TeamInForce | undefined {
  let value: TeamInForce | undefined;
  let readAt = -Infinity;
  let told = '';
  return () => {
    const now = performance.now();
    if (now - readAt < LOOK_AGAIN_MS) return value;
    readAt = now;
    try {
      value = read();
      told = '';
    } catch (error) {
      value = undefined;
      const message = error instanceof Error ? error.message : 'The team cannot be read.';
      if (message !== told) log(message);
      told = message;
    }
    return value;
  };
}
