import { basename, dirname, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { BUILT_IN_POLICY } from '../core/policy/builtin.ts';
import { type ParseContext, parsePolicy } from '../core/policy/parse.ts';
import type { ParsedPolicy, Policy, Tier } from '../core/policy/policy.ts';
import { type RuleUsage, ruleUsage } from '../core/policy/usage.ts';
import { POLICY_FILE, type PolicyState } from '../node/policyStore.ts';
import type { App } from './app.ts';
import { MINDS_NO_CASE, today } from './policies.ts';

/** The classification files: by the language VS Code gives them, and by their names where the user calls them YAML. */
export const POLICY_SELECTOR: vscode.DocumentSelector = [
  { language: 'cordon-classification' },
  { language: 'yaml', pattern: '**/{.cordon.yaml,*.cordon.yaml}' },
];

export const isClassificationFile = (document: vscode.TextDocument): boolean =>
  document.languageId === 'cordon-classification' || /(?:^|\/)\.cordon\.yaml$/.test(document.uri.path);

/** Whether Red Hat's YAML extension reads the file too: by our schema it then says itself what is wrong with keys and types. */
export const isReadByYamlExtension = ({ languageId }: vscode.TextDocument): boolean =>
  languageId === 'yaml' && vscode.extensions.getExtension('redhat.vscode-yaml') !== undefined;

/** A classification file as it is typed, and what it stands upon. */
export interface PolicyDocument extends Pick<ParsedPolicy, 'problems'> {
  readonly policy?: Policy;
  /** Of the workspace folder around it. */
  readonly state?: PolicyState;
  /** Relative to the workspace folder with `/`; empty at its root and for bases, whose rules mean the whole folder. */
  readonly folder: string;
  /** What it may name without defining it. */
  readonly inherited: Pick<Policy, 'tiers' | 'providers'>;
}

export function readPolicyDocument(app: App, document: vscode.TextDocument): PolicyDocument {
  const { fsPath } = document.uri;
  const state = app.policies
    .states()
    .filter((each) => fsPath.startsWith(each.folder + sep))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
  const nested =
    state !== undefined && basename(fsPath) === POLICY_FILE ? relative(state.folder, dirname(fsPath)).split(sep).join('/') : '';
  const above =
    state && (nested === '' || state.policy === 'blocked' ? state.bounds.findLast((bound) => bound.folder === undefined) : state.policy);
  const context: ParseContext = {
    today: today(),
    tryPatterns: vscode.workspace.isTrusted,
    ...(above && { inherited: above }),
    ...(nested !== '' && { folder: nested }),
  };
  const { policy, problems } = parsePolicy(document.getText(), POLICY_FILE, undefined, context);
  return {
    problems,
    folder: nested,
    inherited: above ?? BUILT_IN_POLICY,
    ...(policy && { policy }),
    ...(state && { state }),
  };
}

/** The tiers that the file's rules may name. */
export const tiersOf = ({ policy, state, inherited }: PolicyDocument): readonly Tier[] =>
  (policy ?? (state && state.policy !== 'blocked' ? state.policy : inherited)).tiers;

/** The use of each of the file's rules among the files of its workspace folder. */
export async function usageOf(app: App, document: vscode.TextDocument, { policy }: PolicyDocument): Promise<RuleUsage[]> {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  if (!policy || !folder) return [];
  return ruleUsage(policy, await app.files.of(folder), { caseInsensitive: MINDS_NO_CASE });
}
