import * as vscode from 'vscode';
import { type Completion, completionsAt, completionsBesideSchema, type Named, type Names } from '../../core/policy/language/completions.ts';
import { hoverText } from '../../core/policy/language/hover.ts';
import { mentionAt, type Mention, mentionsOf } from '../../core/policy/language/mentions.ts';
import { createRuleMatcher } from '../../core/policy/match.ts';
import type { FileRule, Tier } from '../../core/policy/policy.ts';
import type { RuleUsage } from '../../core/policy/usage.ts';
import { PROVIDERS } from '../../core/providers.ts';
import type { App } from '../app.ts';
import { toRange } from '../convert.ts';
import { MINDS_NO_CASE, today } from '../policies.ts';
import { isReadByYamlExtension, type PolicyDocument, POLICY_SELECTOR, readPolicyDocument, tiersOf, usageOf } from '../policyDocument.ts';

const FEATURE = 'classification file';

/** What the classification file offers while it is written, and what its words mean. */
export function policyLanguage(app: App): vscode.Disposable {
  const completion: vscode.CompletionItemProvider = {
    provideCompletionItems: (document, position) => app.attempt(FEATURE, () => complete(app, document, document.offsetAt(position))),
  };
  const hover: vscode.HoverProvider = {
    provideHover: (document, position) => app.attempt(FEATURE, () => explain(app, document, document.offsetAt(position))),
  };
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(POLICY_SELECTOR, completion, ':', ' ', '/', '"', "'", '[', '{', ',', '-'),
    vscode.languages.registerHoverProvider(POLICY_SELECTOR, hover),
  );
}

async function complete(app: App, document: vscode.TextDocument, offset: number): Promise<vscode.CompletionItem[]> {
  const source = document.getText();
  const names = await namesFor(app, document, readPolicyDocument(app, document));
  const offered = isReadByYamlExtension(document) ? completionsBesideSchema : completionsAt;
  return offered(source, offset, names).map((each, index) => toItem(document, each, index));
}

const ICONS: Readonly<Record<Completion['kind'], vscode.CompletionItemKind>> = {
  key: vscode.CompletionItemKind.Property,
  entry: vscode.CompletionItemKind.Snippet,
  word: vscode.CompletionItemKind.Value,
  tier: vscode.CompletionItemKind.EnumMember,
  provider: vscode.CompletionItemKind.Module,
  detector: vscode.CompletionItemKind.Reference,
  action: vscode.CompletionItemKind.Keyword,
  glob: vscode.CompletionItemKind.File,
  path: vscode.CompletionItemKind.File,
  file: vscode.CompletionItemKind.File,
  date: vscode.CompletionItemKind.Constant,
};

function toItem(
  document: vscode.TextDocument,
  { label, kind, detail, snippet, start, end }: Completion,
  index: number,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(label, label.endsWith('/**') ? vscode.CompletionItemKind.Folder : ICONS[kind]);
  item.range = toRange(document, { start, end });
  item.insertText = new vscode.SnippetString(snippet);
  // The snippet brings its own indentation.
  item.keepWhitespace = true;
  item.filterText = kind === 'entry' ? document.getText(item.range) : label;
  item.sortText = String(index).padStart(5, '0');
  if (detail !== undefined && kind === 'key') item.documentation = detail;
  else if (detail !== undefined) item.detail = detail;
  // After `tier: ` the author wants to see the tiers.
  if (snippet.endsWith(': ') || /[/]$/.test(snippet))
    item.command = { command: 'editor.action.triggerSuggest', title: vscode.l10n.t('Suggest') };
  return item;
}

async function namesFor(app: App, document: vscode.TextDocument, read: PolicyDocument): Promise<Names> {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const below = read.folder === '' ? '' : `${read.folder}/`;
  const paths = folder ? await app.files.of(folder) : [];
  const own = read.policy?.providers ?? read.inherited.providers ?? [];
  const known = new Set(PROVIDERS.map(({ name }) => name));
  return {
    tiers: tierNames(document, read),
    providers: [
      ...PROVIDERS.map(({ name, title }) => ({ name, detail: title })),
      ...own.filter(({ name }) => name !== '*' && !known.has(name)).map(({ name }) => ({ name })),
      { name: '*', detail: vscode.l10n.t('every provider not named') },
    ],
    detectors: app.scanner().detectors.map(({ id, title }) => ({ name: id, detail: title })),
    paths: paths.filter((path) => path.startsWith(below)).map((path) => path.slice(below.length)),
    today: today(),
  };
}

/** Of a file that does not parse at this moment, the tiers that it defines are known all the same. */
function tierNames(document: vscode.TextDocument, read: PolicyDocument): Named[] {
  const defined = read.policy ? [] : mentionsOf(document.getText()).filter((each) => each.kind === 'tier' && each.defines);
  if (defined.length > 0) return defined.map(({ name }) => ({ name }));
  return tiersOf(read).map((tier) => ({ name: tier.name, detail: tierDetail(tier) }));
}

/** "block, copilot: redact". */
export const tierDetail = ({ action, byProvider }: Tier): string =>
  [action, ...Object.entries(byProvider).map(([provider, each]) => `${provider}: ${each}`)].join(', ');

async function explain(app: App, document: vscode.TextDocument, offset: number): Promise<vscode.Hover | undefined> {
  const mention = mentionAt(mentionsOf(document.getText()), offset);
  if (!mention || (mention.kind === 'key' && isReadByYamlExtension(document))) return undefined;
  const read = readPolicyDocument(app, document);
  const { state } = read;
  const held = state && state.policy !== 'blocked' ? [state.policy] : [];
  const usages = mention.kind === 'glob' ? await globUsage(app, document, read, mention) : undefined;
  const text = hoverText(mention, {
    policies: [...(read.policy ? [read.policy] : held), ...(state?.bounds ?? [])],
    today: today(),
    usage: () => usages,
    detector: (id) => app.scanner().detector(id),
  });
  if (text === undefined) return undefined;
  return new vscode.Hover(new vscode.MarkdownString(text), toRange(document, mention));
}

/** Of this glob alone, and for a rule of `files` how many of its files the rule decides. */
async function globUsage(app: App, document: vscode.TextDocument, read: PolicyDocument, mention: Mention): Promise<RuleUsage | undefined> {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  if (!folder) return undefined;
  const rule: FileRule = {
    match: [mention.name.replace(/^!/, '')],
    tier: '',
    source: { file: '', line: 1 },
    ...(read.folder !== '' && { folder: read.folder }),
  };
  const matches = (await app.files.of(folder)).filter(matcher(rule));
  const [list, index] = mention.path;
  const whole = list === 'files' ? (await usageOf(app, document, read))[Number(index)] : undefined;
  if (!whole) return { rule, matches, decides: matches, shadowedBy: [] };
  return { rule: whole.rule, matches, decides: matches.filter((path) => whole.decides.includes(path)), shadowedBy: whole.shadowedBy };
}

const matcher = (rule: FileRule): ((path: string) => boolean) => {
  const match = createRuleMatcher([rule], { caseInsensitive: MINDS_NO_CASE });
  return (path) => match(path) !== undefined;
};
