/** Entries of the audit log in the forms that other programs read. Pure. */
import { countFindings, type DecisionEvent } from '../../core/event.ts';
import type { Action } from '../../core/policy/policy.ts';
import { providerTitle } from '../../core/providers.ts';
import type { AuditEntry } from './chain.ts';

export const CSV_COLUMNS = [
  'seq',
  'time',
  'decision',
  'tier',
  'surface',
  'provider',
  'model',
  'detectors',
  'findings',
  'decisions',
  'cause',
  'tool_call',
  'override_reason',
  'path_rule',
  'file_extension',
  'uid',
  'hash',
] as const;

/** One row of CSV (RFC 4180), without its line break; undefined for entries that are no decision. */
export function toCsv(entry: AuditEntry): string | undefined {
  if (entry.kind !== 'decision') return undefined;
  const { event } = entry;
  const row: Record<(typeof CSV_COLUMNS)[number], string> = {
    seq: String(entry.seq),
    time: new Date(event.time).toISOString(),
    decision: event.action,
    tier: event.tier,
    surface: event.surface,
    provider: event.provider,
    model: event.model ?? '',
    detectors: event.detectors.map(({ id, count }) => `${id}:${count}`).join(' '),
    findings: String(countFindings(event)),
    decisions: String(event.count ?? 1),
    cause: event.cause ?? '',
    tool_call: event.toolCall ?? '',
    override_reason: event.override?.reason ?? '',
    path_rule: event.pathRule ?? '',
    file_extension: event.fileExtension ?? '',
    uid: event.uid,
    hash: entry.hash,
  };
  return CSV_COLUMNS.map((column) => csvField(row[column])).join(',');
}

/** A spreadsheet takes what begins with these for a formula (CWE-1236). */
const csvField = (value: string): string => {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/**
 * An OCSF Data Security Finding (class 2006, https://schema.ocsf.io/1.6.0/classes/data_security_finding) with the profile
 * `security_control`; undefined for entries that are no decision.
 */
export function toOcsf(entry: AuditEntry, version: string): object | undefined {
  if (entry.kind !== 'decision') return undefined;
  const { event } = entry;
  return {
    class_uid: 2006,
    class_name: 'Data Security Finding',
    category_uid: 2,
    category_name: 'Findings',
    activity_id: 1,
    activity_name: 'Create',
    type_uid: 200_601,
    time: event.time,
    message: sentence(event),
    status_id: 1,
    status: 'New',
    is_alert: event.action === 'block' || event.override !== undefined,
    ...severityOf(event),
    ...ACTIONS[event.action],
    metadata: {
      version: '1.6.0',
      uid: event.uid,
      sequence: entry.seq,
      profiles: ['security_control'],
      product: { name: 'Cordon', vendor_name: 'Cordon', version },
    },
    finding_info: {
      uid: event.uid,
      title: sentence(event),
      created_time: event.time,
      types: event.detectors.map(({ id }) => id),
      analytic: { type_id: 1, type: 'Rule', name: event.detectors[0]?.id ?? event.pathRule ?? 'tier' },
    },
    data_security: {
      data_lifecycle_state_id: 2,
      data_lifecycle_state: 'Data in-transit',
      detection_system_id: 1,
      detection_system: 'Endpoint',
      ...confidentiality(event),
    },
    count: event.count ?? 1,
    dst_endpoint: { name: event.provider },
    unmapped: {
      tier: event.tier,
      surface: event.surface,
      ...(event.model !== undefined && { model: event.model }),
      ...(event.pathRule !== undefined && { path_rule: event.pathRule }),
      ...(event.fileExtension !== undefined && { file_extension: event.fileExtension }),
      ...(event.override && { override_reason: event.override.reason }),
      ...(event.cause !== undefined && { cause: event.cause }),
      ...(event.offSeconds !== undefined && { guard_off_seconds: event.offSeconds }),
      ...(event.toolCall !== undefined && { tool_call: event.toolCall }),
      ...(event.fingerprints && { fingerprints: event.fingerprints }),
      detectors: event.detectors,
      hash: entry.hash,
    },
  };
}

/** `action_id` and `disposition_id` of the profile `security_control` (https://schema.ocsf.io/1.6.0/profiles/security_control). */
const ACTIONS: Readonly<Record<Action, object>> = {
  allow: { action_id: 1, action: 'Allowed', disposition_id: 1, disposition: 'Allowed' },
  warn: { action_id: 3, action: 'Observed', disposition_id: 19, disposition: 'Alert' },
  redact: { action_id: 4, action: 'Modified', disposition_id: 11, disposition: 'Corrected' },
  block: { action_id: 2, action: 'Denied', disposition_id: 2, disposition: 'Blocked' },
};

const severityOf = ({ action, override }: DecisionEvent): object =>
  override
    ? { severity_id: 4, severity: 'High' }
    : action === 'block'
      ? { severity_id: 3, severity: 'Medium' }
      : { severity_id: 2, severity: 'Low' };

/** `confidentiality_id` of the object `data_security`; a team's own tiers are "Other" under their name. */
const CONFIDENTIALITY: Readonly<Record<string, { confidentiality_id: number; confidentiality: string }>> = {
  public: { confidentiality_id: 1, confidentiality: 'Not Confidential' },
  internal: { confidentiality_id: 5, confidentiality: 'Private' },
  confidential: { confidentiality_id: 2, confidentiality: 'Confidential' },
  restricted: { confidentiality_id: 6, confidentiality: 'Restricted' },
};
const confidentiality = ({ tier }: DecisionEvent): object => CONFIDENTIALITY[tier] ?? { confidentiality_id: 99, confidentiality: tier };

function sentence(event: DecisionEvent): string {
  if (event.cause === 'guard_off') return `Cordon was switched off (${event.surface})`;
  if (event.cause === 'guard_on') return 'Cordon is on again';
  const what = { allow: 'let through', warn: 'warned about', redact: 'redacted', block: 'refused' }[event.action];
  const by = event.override ? ', by the user against advice' : '';
  return `Cordon ${what} text of tier ${event.tier} on its way to ${providerTitle(event.provider)} (${event.surface})${by}`;
}
