import * as vscode from 'vscode';
import type { App } from './app.ts';
import { KNOWN_ASSISTANTS, titleOfAssistant } from './assistants.ts';
import { currentUnseen, unseenWords } from './features/unseen.ts';

export type Guarded = 'guarded' | 'partly' | 'not';

/** One way of text to an assistant, and how it stands with it. */
export interface CoveredSurface {
  readonly title: string;
  readonly state: Guarded;
  readonly why: string;
}

/** An assistant that was found here, against each surface. */
export interface Covered {
  readonly id: string;
  readonly title: string;
  readonly surfaces: readonly CoveredSurface[];
}

/** What is found in this window, against what guards it. Says only what is known: a surface that cannot be guarded is `not`. */
export function coverage(app: App): readonly Covered[] {
  return [...foundAssistants(app), otherExtensions(app), terminals(app), editors(app)];
}

/** The assistants that Cordon knows by name and that are installed and enabled here. */
export function foundAssistants(app: App): readonly Covered[] {
  const unseen = currentUnseen(app);
  return KNOWN_ASSISTANTS.filter((id) => vscode.extensions.getExtension(id) !== undefined).map((id): Covered => {
    const passing = unseen.find((each) => each.id === id);
    return {
      id,
      title: titleOfAssistant(id),
      surfaces: [
        { title: vscode.l10n.t('Requests'), ...(passing ? { state: 'not' as const, why: unseenWords(passing) } : requests(app, id)) },
        passing?.why === 'own-process'
          ? {
              title: vscode.l10n.t('Pasting into its panel'),
              state: 'not',
              why: vscode.l10n.t('No extension can see what is pasted there. Paste into an editor first, and copy from there.'),
            }
          : { title: vscode.l10n.t('Pasting into its chat'), ...pasting(app) },
      ],
    };
  });
}

/** The worst where all are alike, else `partly`. */
export function stateOf({ surfaces }: Covered): Guarded {
  const states = new Set(surfaces.map(({ state }) => state));
  const [only] = states;
  return states.size === 1 && only ? only : 'partly';
}

type Stands = Omit<CoveredSurface, 'title'>;

function requests(app: App, id: string): Stands {
  if (!app.guards('requests')) return { state: 'not', why: vscode.l10n.t('The guard is switched off.') };
  if (id.startsWith('github.copilot') && app.session.seen.has('copilot'))
    return { state: 'guarded', why: vscode.l10n.t('A request of it has passed Cordon in this window.') };
  return { state: 'guarded', why: vscode.l10n.t('Read before they leave; none has left in this window yet.') };
}

const pasting = (app: App): Stands =>
  app.settings.current.paste.enabled
    ? { state: 'guarded', why: vscode.l10n.t('By the keys and by the menu: what is found is replaced as it is pasted.') }
    : { state: 'not', why: vscode.l10n.t('Guarding of pastes is switched off in the settings.') };

const otherExtensions = (app: App): Covered => ({
  id: 'others',
  title: vscode.l10n.t('Other extensions of this window'),
  surfaces: [
    {
      title: vscode.l10n.t('Requests'),
      ...(app.guards('requests')
        ? {
            state: 'partly' as const,
            why: vscode.l10n.t(
              'What they send to a known AI provider from this window is guarded; what a process of their own sends is not.',
            ),
          }
        : { state: 'not' as const, why: vscode.l10n.t('The guard is switched off.') }),
    },
  ],
});

const terminals = (app: App): Covered => ({
  id: 'terminals',
  title: vscode.l10n.t('Agents in terminals'),
  surfaces: [
    { title: vscode.l10n.t('Requests'), ...gatewayStands(app) },
    { title: vscode.l10n.t('Pasting into terminals'), ...pasting(app) },
  ],
});

function gatewayStands({ gateway, settings }: App): Stands {
  if (!settings.current.gateway.enabled) return { state: 'not', why: vscode.l10n.t('The gateway is switched off in the settings.') };
  if (gateway.kind === 'down') return { state: 'not', why: vscode.l10n.t('The gateway does not answer. The log says why.') };
  if (gateway.kind === 'starting') return { state: 'not', why: vscode.l10n.t('The gateway is starting.') };
  return {
    state: 'partly',
    why: vscode.l10n.t(
      'Terminals opened from now on send by the gateway. Agents that ignore its address do not: “cordon setup” and “cordon hook” are for them.',
    ),
  };
}

const editors = (app: App): Covered => ({
  id: 'editors',
  title: vscode.l10n.t('Editors'),
  surfaces: [{ title: vscode.l10n.t('Pasting and dropping'), ...pasting(app) }],
});
