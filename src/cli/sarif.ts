import { pathToFileURL } from 'node:url';
import type { DetectorInfo } from '../core/scan.ts';
import { sha256 } from '../node/crypto.ts';
import type { Located } from '../node/scan/located.ts';
import type { Failure } from '../node/scan/scanFile.ts';

const HOME = 'https://github.com/cordon-dev/cordon';

/** A SARIF 2.1.0 log (https://docs.oasis-open.org/sarif/sarif/v2.1.0/) of one run. Holds no value, and nothing made from one. */
export function toSarif(
  findings: readonly Located[],
  failures: readonly Failure[],
  detector: (id: string) => DetectorInfo | undefined,
  version: string,
): object {
  const ids = [...new Set(findings.map((finding) => finding.detector))].sort();
  const occurrences = new Map<string, number>();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Cordon',
            version,
            semanticVersion: version,
            informationUri: HOME,
            rules: ids.map((id) => toRule(id, detector(id))),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: failures.length === 0,
            toolExecutionNotifications: failures.map(({ path, message }) => ({
              level: 'error',
              message: { text: `${path}: ${message}` },
              locations: [{ physicalLocation: { artifactLocation: { uri: toUri(path) } } }],
            })),
          },
        ],
        results: findings.map((finding) => {
          const key = `${finding.path}\0${finding.detector}`;
          const occurrence = occurrences.get(key) ?? 0;
          occurrences.set(key, occurrence + 1);
          return toResult(finding, ids.indexOf(finding.detector), occurrence);
        }),
      },
    ],
  };
}

function toRule(id: string, info: DetectorInfo | undefined): object {
  const title = info?.title ?? id;
  return {
    id,
    name: id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: info?.why ?? title },
    helpUri: info?.published ?? `${HOME}#readme`,
    help: { text: [info?.why ?? title, info?.revoke ? `Revoke it at ${info.revoke}.` : ''].join(' ').trim() },
    properties: { tags: ['security', info?.kind ?? 'secret'] },
  };
}

const LEVELS = { high: 'error', medium: 'warning', low: 'note' } as const;

function toResult(finding: Located, ruleIndex: number, occurrence: number): object {
  return {
    ruleId: finding.detector,
    ruleIndex,
    level: LEVELS[finding.confidence],
    message: { text: `${finding.title} (${finding.confidence} confidence)` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: toUri(finding.path) },
          region: {
            startLine: finding.line,
            startColumn: finding.column,
            endLine: finding.endLine,
            endColumn: finding.endColumn,
            charOffset: finding.start,
            charLength: finding.end - finding.start,
          },
        },
      },
    ],
    // The how-manieth of its kind in its file: survives changes of lines above, and is made from no value.
    partialFingerprints: { 'cordonOccurrence/v1': sha256(`${finding.path}\0${finding.detector}\0${occurrence}`).slice(0, 32) },
    ...(finding.ignored && { suppressions: [{ kind: 'inSource', status: 'accepted', justification: finding.ignored.reason }] }),
    properties: { kind: finding.kind, confidence: finding.confidence, ...(finding.entity !== undefined && { entity: finding.entity }) },
  };
}

const toUri = (path: string): string =>
  /^(?:\/|[A-Za-z]:)/.test(path) ? pathToFileURL(path).href : path.split('/').map(encodeURIComponent).join('/');
