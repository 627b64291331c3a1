import { randomInt } from 'node:crypto';
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { type Covered, coverage, foundAssistants, type Guarded, stateOf } from '../coverage.ts';
import { type Row, rowsView } from '../rowsView.ts';

/** In the extension's global state, once the user has seen the first view. */
const SEEN = 'firstRunSeen';

const WORDS: Readonly<Record<Guarded, string>> = {
  guarded: vscode.l10n.t('guarded'),
  partly: vscode.l10n.t('partly guarded'),
  not: vscode.l10n.t('not guarded'),
};
const ICONS: Readonly<Record<Guarded, readonly [icon: string, color: string]>> = {
  guarded: ['pass', 'testing.iconPassed'],
  partly: ['warning', 'list.warningForeground'],
  not: ['circle-slash', 'list.errorForeground'],
};

/** Assistants found here and what guards them; once, a view that begins with them; and a fake key to see Cordon act. */
export function coverageView(app: App): vscode.Disposable {
  const view = rowsView('cordonCoverage', () => coverage(app).map(coveredRow));
  const start = rowsView(
    'cordonStart',
    () => startRows(app),
    () => void app.context.globalState.update(SEEN, true),
  );
  const showStart = (show: boolean): void => void vscode.commands.executeCommand('setContext', 'cordonStart', show);
  if (app.context.globalState.get(SEEN) !== true) showStart(true);
  const refresh = (): void => {
    view.refresh();
    start.refresh();
  };
  return vscode.Disposable.from(
    view,
    start,
    vscode.extensions.onDidChange(refresh),
    app.session.onDidChange(refresh),
    app.settings.onDidChange(refresh),
    app.health.onDidChange(refresh),
    vscode.commands.registerCommand('cordon.hideStart', async () => {
      await app.context.globalState.update(SEEN, true);
      showStart(false);
    }),
    vscode.commands.registerCommand('cordon.tryFakeKey', () => app.attempt('fake key', tryFakeKey)),
  );
}

function coveredRow(covered: Covered): Row {
  const state = stateOf(covered);
  const [icon, color] = ICONS[state];
  const why = covered.surfaces.map(({ title, state: each, why: reason }) => `${title}: ${WORDS[each]}. ${reason}`).join('\n');
  return {
    id: covered.id,
    label: covered.title,
    description: WORDS[state],
    tooltip: `${covered.title}: ${WORDS[state]}\n${why}`,
    icon,
    color,
    children: () =>
      covered.surfaces.map((surface): Row => {
        const [surfaceIcon, surfaceColor] = ICONS[surface.state];
        return {
          id: `${covered.id}-${surface.title}`,
          label: surface.title,
          description: `${WORDS[surface.state]} · ${surface.why}`,
          tooltip: `${surface.title}: ${WORDS[surface.state]}\n${surface.why}`,
          spoken: `${surface.title}, ${WORDS[surface.state]}, ${surface.why}`,
          icon: surfaceIcon,
          color: surfaceColor,
        };
      }),
  };
}

function startRows(app: App): readonly Row[] {
  const found = foundAssistants(app);
  const none: Row = {
    id: 'none',
    label: vscode.l10n.t('No assistant that Cordon knows is installed here'),
    icon: 'info',
  };
  const action = (id: string, label: string, icon: string): Row => ({ id, label, icon, command: { id } });
  return [
    ...(found.length > 0 ? found.map((each) => ({ ...coveredRow(each), id: `start-${each.id}` })) : [none]),
    action('cordon.tryFakeKey', vscode.l10n.t('Try it with a fake key'), 'beaker'),
    action('cordon.scanWorkspace', vscode.l10n.t('Scan this workspace'), 'search'),
    action('cordon.hideStart', vscode.l10n.t('Hide this view'), 'close'),
  ];
}

/** A document with a made-up key, where the user sees Cordon act without risking anything. */
async function tryFakeKey(): Promise<void> {
  const key = fakeKey();
  const lines = [
    `# ${vscode.l10n.t('Try Cordon')}`,
    '',
    vscode.l10n.t('The key in the next line is made up. Cordon marks it, because it has the shape of a real one.'),
    '',
    `    aws_access_key_id = ${key}`,
    '',
    vscode.l10n.t('1. Press Ctrl+. (Cmd+. on a Mac) on it: “Redact” replaces it by a placeholder; undo brings it back.'),
    vscode.l10n.t('2. Copy the line and paste it into a chat: a placeholder arrives there.'),
    vscode.l10n.t('3. Ask an assistant about it: it sees the placeholder, and you see the key in its answer.'),
    '',
    vscode.l10n.t('The status bar counts what was kept back, and a click on it shows each time in the panel. Close this without saving.'),
    '',
  ];
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: lines.join('\n') });
  const at = document.positionAt(document.getText().indexOf(key));
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at.translate(0, key.length)) });
}

/** Put together here, so that no text in this program has the shape of a key. AWS never gave it out but by chance. */
function fakeKey(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return ['AK', 'IA', ...Array.from({ length: 16 }, () => letters[randomInt(letters.length)])].join('');
}
