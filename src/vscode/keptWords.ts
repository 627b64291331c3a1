import * as vscode from 'vscode';
import { providerTitle } from '../core/providers.ts';
import type { Kept } from './session.ts';

const VERBS: Readonly<Record<Kept['action'], string>> = {
  allow: vscode.l10n.t('let through'),
  warn: vscode.l10n.t('warned of'),
  redact: vscode.l10n.t('redacted'),
  block: vscode.l10n.t('refused'),
};

/** Codicons. */
export const KEPT_ICONS: Readonly<Record<Kept['action'], string>> = {
  allow: 'pass',
  warn: 'info',
  redact: 'eye-closed',
  block: 'circle-slash',
};

/** `redacted GitHub personal access token (2)` */
export const keptLabel = ({ action, what }: Kept): string => `${VERBS[action]}${what ? ` ${what}` : ''}`;

/** `chat → GitHub Copilot` */
export const keptPlace = ({ surface, provider }: Kept): string =>
  provider === '' || provider === '*' ? surface : `${surface} → ${providerTitle(provider)}`;

export const keptTime = ({ time }: Kept): string => new Date(time).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });

/** Why, where that is known. */
export const keptReason = ({ override, reason }: Kept): string | undefined =>
  override ? vscode.l10n.t('You went ahead: {0}', override) : reason;
