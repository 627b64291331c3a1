import * as vscode from 'vscode';
import { acts, type Finding, type Kind } from '../../core/finding.ts';
import { findPlaceholders, type StandingPlaceholder } from '../../core/placeholder.ts';
import type { App } from '../app.ts';
import { isOwn } from '../convert.ts';
import { type DocumentEdit, redactionEdit, restorationEdit } from '../redactDocument.ts';

const KIND_WORDS: Readonly<Record<Kind, string>> = {
  secret: vscode.l10n.t('secrets'),
  pii: vscode.l10n.t('personal data'),
  injection: vscode.l10n.t('hidden characters'),
  classified: vscode.l10n.t('classified text'),
};

/** An action whose edit is made only when it is chosen: the vault learns a value just before the document loses it. */
class LazyAction extends vscode.CodeAction {
  readonly document: vscode.TextDocument;
  readonly make: () => DocumentEdit;

  constructor(title: string, document: vscode.TextDocument, make: () => DocumentEdit) {
    super(title, vscode.CodeActionKind.QuickFix);
    this.document = document;
    this.make = make;
  }
}

/** Light bulbs: a value becomes its placeholder, a placeholder its value. */
export function quickFixes(app: App): vscode.Disposable {
  const provider: vscode.CodeActionProvider<vscode.CodeAction> = {
    provideCodeActions(document, range, context) {
      if (!isOwn(document.uri)) return [];
      return [...redactions(app, document, range, context), ...restorations(app, document, range, context)];
    },
    resolveCodeAction(action) {
      if (!(action instanceof LazyAction)) return action;
      action.edit = action.make().edit;
      return action;
    },
  };
  return vscode.languages.registerCodeActionsProvider('*', provider, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] });
}

function redactions(app: App, document: vscode.TextDocument, range: vscode.Range, context: vscode.CodeActionContext): LazyAction[] {
  const findings = app.findings.known(document) ?? [];
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  const here = findings.filter((finding) => finding.start <= end && finding.end >= start);
  const actions = here.slice(0, 3).map((finding, index) => {
    const title = vscode.l10n.t('Redact: replace by placeholder ({0})', app.world.titleOf(finding.detector));
    const action = new LazyAction(title, document, () =>
      // Who asks for it by name gets it, also for a value that is a mere hint.
      redactionEdit(app.world, document, [{ ...finding, confidence: 'high' }]),
    );
    action.diagnostics = diagnosticsOf(context, finding.detector);
    action.isPreferred = index === 0 && acts(finding);
    action.command = { command: '_cordon.redacted', title: 'Cordon', arguments: [1] };
    return action;
  });
  const first = here[0];
  if (!first) return [];
  const acting = findings.filter(acts);
  const ofKind = acting.filter((finding) => finding.kind === first.kind);
  if (ofKind.length > 1 && ofKind.length < acting.length) {
    actions.push(
      redactMany(app, document, ofKind, vscode.l10n.t('Redact all {0} in this file ({1})', KIND_WORDS[first.kind], ofKind.length)),
    );
  }
  if (acting.length > 1) actions.push(redactMany(app, document, acting, vscode.l10n.t('Redact all in this file ({0})', acting.length)));
  return actions;
}

function redactMany(app: App, document: vscode.TextDocument, findings: readonly Finding[], title: string): LazyAction {
  const action = new LazyAction(title, document, () => redactionEdit(app.world, document, findings));
  action.command = { command: '_cordon.redacted', title: 'Cordon', arguments: [findings.length] };
  return action;
}

function restorations(app: App, document: vscode.TextDocument, range: vscode.Range, context: vscode.CodeActionContext): LazyAction[] {
  const all = findPlaceholders(document.getText(), app.world.vault).filter((each) => each.value !== undefined);
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  const here = all.filter((each) => each.start <= end && each.end >= start);
  if (here.length === 0) return [];
  const restore = (title: string, which: readonly StandingPlaceholder[]): LazyAction =>
    new LazyAction(title, document, () => restorationEdit(document, which));
  const actions = [
    restore(here.length === 1 ? vscode.l10n.t('Restore value here') : vscode.l10n.t('Restore {0} values here', here.length), here),
  ];
  const [first] = actions;
  const marked = diagnosticsOf(context, 'placeholder');
  if (first && marked.length > 0) {
    first.diagnostics = marked;
    first.isPreferred = true;
  }
  if (all.length > here.length) actions.push(restore(vscode.l10n.t('Restore all in this file ({0})', all.length), all));
  return actions;
}

function diagnosticsOf(context: vscode.CodeActionContext, detector: string): vscode.Diagnostic[] {
  return context.diagnostics.filter(
    ({ source, code }) => source === 'Cordon' && (typeof code === 'object' ? code.value : code) === detector,
  );
}
