import { basename, extname, relative, sep } from 'node:path';
import { acts, type Finding } from '../../core/finding.ts';
import { BUILT_IN_POLICY } from '../../core/policy/builtin.ts';
import { createRuleMatcher } from '../../core/policy/match.ts';
import { type FoundFile, readTextFile, walkFiles } from '../files.ts';

/** Why a file should be classified, in the order in which proposals are written. */
export type Concern = 'key' | 'dump' | 'notebook' | 'personal' | 'local';

export interface SurveyedFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly concern: Concern;
}

/** What was seen in a workspace folder that bears on who may read it. Holds paths and numbers, never content. */
export interface Survey {
  readonly files: number;
  /** Key material that Cordon's own rule closes already. */
  readonly closedAlready: readonly string[];
  readonly concerns: readonly SurveyedFile[];
  /** The first of CODEOWNERS's places that there is, as text. */
  readonly codeowners?: string;
  /** The folder has more files than were looked at. */
  readonly cutShort: boolean;
}

export interface SurveyOptions {
  readonly scan: (text: string, path: string) => readonly Finding[];
  /** Ends the survey early, with what was seen until then. */
  readonly cancelled?: () => boolean;
}

/** Files looked at, bytes read of one, and bytes read of all: a survey is for a first draft and should take seconds. */
const MOST = { files: 50_000, fileBytes: 20 * 1024 * 1024, sample: 64 * 1024, all: 64 * 1024 * 1024 } as const;

/** Looks at a workspace folder: which files hold keys, dumps, notebooks' outputs, personal data, or are kept out of the repository. */
export async function surveyFolder(root: string, options: SurveyOptions): Promise<Survey> {
  const isKey = createRuleMatcher(BUILT_IN_POLICY.files);
  const closedAlready: string[] = [];
  const concerns: SurveyedFile[] = [];
  let files = 0;
  let budget: number = MOST.all;
  let codeowners: string | undefined;
  for (const found of walkFiles([root], { ignored: true })) {
    if (found.why !== undefined) continue;
    // The editor's extensions share one thread with this.
    if (files % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
    if (options.cancelled?.()) break;
    if (++files > MOST.files)
      return { files: MOST.files, closedAlready, concerns, cutShort: true, ...(codeowners !== undefined && { codeowners }) };
    const path = relative(root, found.path).split(sep).join('/');
    if (isKey(path)) closedAlready.push(path);
    else {
      const sample = wantsContent(path) && budget > 0 ? readSample(found.path) : undefined;
      budget -= sample?.length ?? 0;
      if (CODEOWNERS.has(path)) codeowners ??= sample;
      const concern = concernOf(path, found, sample, options);
      if (concern) concerns.push({ path, concern });
    }
  }
  return { files, closedAlready, concerns, cutShort: false, ...(codeowners !== undefined && { codeowners }) };
}

/** Where GitHub and GitLab look for it (https://docs.github.com/articles/about-code-owners). */
const CODEOWNERS = new Set(['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS']);

const DATA = new Set(['.csv', '.tsv', '.json', '.jsonl', '.ndjson', '.xml', '.txt', '.log', '.sql']);
const DUMPS = /\.(?:dump|pgdump|rdb|bak|sqlite3?|db|mdb|accdb|dmp)(?:\.(?:gz|bz2|xz|zst|zip))?$|\.sql\.(?:gz|bz2|xz|zst|zip)$/i;
const CONFIGURATION = /(?:^|[._-])(?:local|private|secret|secrets|credentials?)(?=[._-]|$)|(?:^|\/)(?:config|settings|conf)\//i;
const LOOKS_LIKE_KEY =
  /(?:service[-_]?account|credentials?|client[-_]?secret|secrets?)[^/]*\.(?:json|ya?ml|toml|ini|txt|properties)$|\.tfvars$/i;

const wantsContent = (path: string): boolean =>
  CODEOWNERS.has(path) ||
  DATA.has(extname(path).toLowerCase()) ||
  path.endsWith('.ipynb') ||
  LOOKS_LIKE_KEY.test(path) ||
  extname(path) === '';

function readSample(file: string): string | undefined {
  const read = readTextFile(file, MOST.fileBytes);
  if (read.kind !== 'text') return undefined;
  // A notebook is one JSON text and means nothing in part.
  return file.endsWith('.ipynb') ? read.text : read.text.slice(0, MOST.sample);
}

function concernOf(path: string, { ignored }: FoundFile, text: string | undefined, options: SurveyOptions): Concern | undefined {
  if (DUMPS.test(path)) return 'dump';
  if (text !== undefined) {
    if (path.endsWith('.ipynb')) return hasOutputs(text) ? 'notebook' : undefined;
    if (path.endsWith('.sql') && isDump(text)) return 'dump';
    const findings = options.scan(text, path).filter(acts);
    if (findings.some(({ detector }) => /private-key/.test(detector))) return 'key';
    if (LOOKS_LIKE_KEY.test(path) && findings.some(({ kind }) => kind === 'secret')) return 'key';
    if (DATA.has(extname(path).toLowerCase()) && isDense(text, findings)) return 'personal';
  }
  return ignored && CONFIGURATION.test(path) && !basename(path).startsWith('.git') ? 'local' : undefined;
}

/** Rows of data, as `pg_dump` and `mysqldump` write them; a migration makes tables and has at most a few. */
const isDump = (text: string): boolean =>
  /^-- (?:PostgreSQL database dump|MySQL dump|MariaDB dump)/m.test(text) ||
  (text.match(/^(?:INSERT INTO|COPY .* FROM stdin)/gim)?.length ?? 0) >= 20;

/** Whether a notebook keeps results of a run (https://nbformat.readthedocs.io/en/latest/format_description.html). */
function hasOutputs(text: string): boolean {
  try {
    const { cells } = JSON.parse(text) as { readonly cells?: unknown };
    return (
      Array.isArray(cells) && cells.some((cell: { readonly outputs?: unknown }) => Array.isArray(cell.outputs) && cell.outputs.length > 0)
    );
  } catch {
    return false;
  }
}

/** Personal data in at least every tenth line of at least ten, or ten times in all: customers, not one contact address. */
function isDense(text: string, findings: readonly Finding[]): boolean {
  const personal = findings.filter(({ kind }) => kind === 'pii');
  if (personal.length < 5) return false;
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  const hit = new Set(personal.map(({ start }) => text.slice(0, start).split('\n').length)).size;
  return personal.length >= 10 && hit <= 2 ? true : hit >= 5 && hit / Math.max(lines, 1) >= 0.1;
}
