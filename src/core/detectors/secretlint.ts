import { wholeCharacters } from '../engine.ts';
import { beginsAsVendorToken } from './secrets/vendorPrefix.ts';
import { isDummy, isPlaceholderPassword } from './dummy.ts';
import type { Finding } from '../finding.ts';
import { compileLiterals, type LiteralSearch } from '../literals.ts';
import type { DetectorInfo, SecondOpinion } from '../scan.ts';

/** Text that stands in or beside everything the preset's rules look for, from the formats their services published. */
const LITERALS = [
  'aws',
  'secret',
  'access',
  'private key',
  'private_key',
  'npm_',
  '_authtoken',
  'x-oauth-basic',
  '://',
  'xoxa',
  'xoxb',
  'xoxp',
  'xoxo',
  'xoxs',
  'xoxr',
  'xapp-',
  'hooks.slack.com',
  'sg.',
  'shpat_',
  'shpca_',
  'shppa_',
  'shpss_',
  'sk_live',
  'sk_test',
  'rk_live',
  'rk_test',
  'ghp_',
  'gho_',
  'ghu_',
  'ghs_',
  'ghr_',
  'github_pat_',
  'glpat-',
  'glc_',
  'glsa_',
  'sk-',
  't3blbkfj',
  'gsk_',
  'hf_',
  'lin_api_',
  'lin_oauth_',
  'ntn_',
  'ops_',
  'mongodb',
  'mysql',
  'postgres',
  'hvs.',
  'hvb.',
  'hvr.',
  'vcp_',
  'vci_',
  'vca_',
  'vcr_',
  'vck_',
  'vercel',
  'dapi',
  'dckr_',
  'figd_',
  'cfk_',
  'cfut_',
  'cfat_',
  'cloudflare',
  'tskey-',
  'account',
];
/** How far around a literal the preset may look, in UTF-16 units. */
const AROUND = 512;
/** Longer texts than this are not given to the preset in one piece, however many literals stand in them: crafted text makes it slow. */
const LONGEST_WINDOW = 16_384;

/** Services of the preset's rules and the placeholder types of what they find. */
const RULES: readonly (readonly [rule: string, service: string, type: string])[] = [
  ['aws', 'AWS', 'AWS_KEY'],
  ['gcp', 'Google Cloud', 'PRIVATE_KEY'],
  ['privatekey', 'private key', 'PRIVATE_KEY'],
  ['npm', 'npm', 'NPM_TOKEN'],
  ['basicauth', 'URL password', 'PASSWORD'],
  ['slack', 'Slack', 'SLACK_TOKEN'],
  ['sendgrid', 'SendGrid', 'SENDGRID_KEY'],
  ['shopify', 'Shopify', 'SHOPIFY_TOKEN'],
  ['stripe', 'Stripe', 'STRIPE_KEY'],
  ['github', 'GitHub', 'GITHUB_TOKEN'],
  ['gitlab', 'GitLab', 'GITLAB_TOKEN'],
  ['grafana', 'Grafana', 'GRAFANA_TOKEN'],
  ['openai', 'OpenAI', 'OPENAI_KEY'],
  ['anthropic', 'Anthropic', 'ANTHROPIC_KEY'],
  ['groq', 'Groq', 'GROQ_KEY'],
  ['huggingface', 'Hugging Face', 'HUGGINGFACE_TOKEN'],
  ['linear', 'Linear', 'LINEAR_KEY'],
  ['notion', 'Notion', 'NOTION_TOKEN'],
  ['1password', '1Password', 'ONEPASSWORD_TOKEN'],
  ['database-connection-string', 'database', 'PASSWORD'],
  ['hashicorp-vault', 'Vault', 'VAULT_TOKEN'],
  ['vercel', 'Vercel', 'VERCEL_TOKEN'],
  ['databricks', 'Databricks', 'DATABRICKS_TOKEN'],
  ['docker', 'Docker', 'DOCKER_TOKEN'],
  ['figma', 'Figma', 'FIGMA_TOKEN'],
  ['cloudflare', 'Cloudflare', 'CLOUDFLARE_KEY'],
  ['tailscale', 'Tailscale', 'TAILSCALE_KEY'],
];

/** What secretlint's findings are called. Loading this list loads nothing of secretlint. */
export const secretlintDetectors: readonly DetectorInfo[] = RULES.map(([rule, service, type]) => ({
  id: `secretlint-${rule}`,
  title: `${service} credential (seen by secretlint)`,
  kind: 'secret',
  why: `secretlint takes this for a credential of ${service}: whoever holds it may act in its owner’s name.`,
  type,
  published: 'https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-preset-recommend',
}));

const KNOWN = new Set(secretlintDetectors.map(({ id }) => id));

/**
 * secretlint's recommended preset as a second opinion. It is loaded (`load`) with the first scan. `now` is a clock in ms.
 * Its messages hold raw secrets, so nothing of them leaves this module but offsets. Where it cannot be loaded or stumbles over a text,
 * it has no opinion; ours stand.
 */
export function createSecretlint(now: () => number, load: () => Promise<Lint> = loadPreset): SecondOpinion {
  let literals: LiteralSearch | undefined;
  let lint: Promise<Lint> | undefined;
  return {
    detectors: secretlintDetectors,
    async scan(text, options, budget) {
      const deadline = now() + budget;
      const findings: Finding[] = [];
      literals ??= compileLiterals(LITERALS);
      for (const [start, end] of windows(literals, text)) {
        const part = text.slice(start, end);
        let messages: readonly Message[];
        try {
          lint ??= load();
          const run = await lint;
          if (now() > deadline) break;
          messages = await run(harmless(part));
        } catch {
          continue;
        }
        for (const message of messages) {
          const finding = locate(message, part, text, start);
          if (finding && !options.disable?.has(finding.detector)) findings.push(finding);
        }
      }
      return findings;
    },
  };
}

export interface Message {
  readonly ruleId: string;
  readonly messageId: string;
  readonly range: readonly [number, number];
  readonly data?: unknown;
}
export type Lint = (content: string) => Promise<readonly Message[]>;

async function loadPreset(): Promise<Lint> {
  const [{ lintSource }, { creator }, { secretLintProfiler }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
    import('@secretlint/profiler'),
  ]);
  // On by default, it keeps 19 KB of marks for every call.
  secretLintProfiler.setEnabled(false);
  const config = { rules: [{ id: creator.meta.id, rule: creator, options: {} }] };
  return async (content) => {
    const source = { content, filePath: 'text.txt', ext: '.txt', contentType: 'text' as const };
    return (await lintSource({ source, options: { noPhysicFilePath: true, config } })).messages;
  };
}

/** Stretches around the literals, joined where they touch, cut where they grow too long. */
function windows(literals: LiteralSearch, text: string): [number, number][] {
  const out: [number, number][] = [];
  literals.run(text, (_, at) => {
    const last = out.at(-1);
    const start = Math.max(0, at - AROUND);
    const end = Math.min(text.length, at + AROUND);
    if (last && start <= last[1] && end - last[0] <= LONGEST_WINDOW) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  });
  return out.map(([start, end]) => wholeCharacters(text, start, privateKeyEnd(text, start, end)));
}

/** A private key may be longer than a window: up to its end line. */
function privateKeyEnd(text: string, start: number, end: number): number {
  const begin = text.lastIndexOf('-----BEGIN ', end);
  if (begin < start) return end;
  const foot = text.slice(begin, begin + LONGEST_WINDOW).indexOf('-----END ');
  return foot < 0 ? end : Math.max(end, Math.min(text.length, begin + foot + 60));
}

/**
 * The same offsets, but no comment in the scanned text can switch secretlint off, and no byte order mark shifts its ranges.
 */
const harmless = (part: string): string => part.replace(/secretlint-(?=(?:dis|en)able)/gi, 'secretlint_').replaceAll('\ufeff', ' ');

/** Some rules report where their match begins with the length of their value, so the value is looked up in the text instead. */
function locate(message: Message, part: string, text: string, offset: number): Finding | undefined {
  const detector = `secretlint-${message.ruleId.replace(/^@secretlint\/secretlint-rule-/, '')}`;
  if (!KNOWN.has(detector)) return undefined;
  const span = narrow(detector, part, valueSpan(message, part));
  if (!span) return undefined;
  const [start, end] = wholeCharacters(text, span[0] + offset, span[1] + offset);
  // What was made up to show the form is no finding of the engine, so it is none of a second opinion.
  if (!/-(?:privatekey|gcp)$/.test(detector) && isDummy(text.slice(start, end))) return undefined;
  const doubtful = message.messageId === 'AWSAccountID' || beginsAsVendorToken(text.slice(start, end));
  const confidence = doubtful ? 'low' : 'medium';
  return { detector, kind: 'secret', start, end, confidence };
}

function valueSpan({ range, data }: Message, part: string): [number, number] {
  let span: [number, number] = [range[0], range[1]];
  let longest = 0;
  for (const value of data && typeof data === 'object' ? Object.values(data) : []) {
    if (typeof value !== 'string' || value.length <= longest) continue;
    const at = part.indexOf(value, range[0]);
    if (at < 0 || at > range[1]) continue;
    longest = value.length;
    span = [at, at + value.length];
  }
  return span;
}

/** Rules on addresses report the whole address, and the one on service accounts the whole file: only the secret in it is one. */
function narrow(detector: string, part: string, [start, end]: [number, number]): [number, number] | undefined {
  const value = part.slice(start, end);
  if (detector === 'secretlint-basicauth' || detector === 'secretlint-database-connection-string') {
    const login = /:\/\/(?<user>[^\s/?#]{0,256}?):(?<password>[^\s]{1,512})@/.exec(value);
    const user = login?.groups?.['user'];
    const password = login?.groups?.['password'];
    if (!login || user === undefined || password === undefined || isPlaceholderPassword(password)) return undefined;
    // GitHub takes the token as the user, with this fixed word as the password.
    if (password === 'x-oauth-basic') return [start + login.index + 3, start + login.index + 3 + user.length];
    const at = start + login.index + 3 + user.length + 1;
    return [at, at + password.length];
  }
  if (detector === 'secretlint-gcp') {
    const key = /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[^"]{40,8000}/.exec(value);
    return key ? [start + key.index, start + key.index + key[0].length] : undefined;
  }
  return [start, end];
}
