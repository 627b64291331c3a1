/** Every setting's name below `cordon.` and its default. A test compares them with package.json, so nothing here knows of VS Code. */
export const DEFAULTS = {
  'requests.enabled': true,
  'paste.enabled': true,
  'paste.notify': true,
  'diagnostics.enabled': true,
  'diagnostics.hints': true,
  'team.endpoint': '',
} as const;

export type SettingName = keyof typeof DEFAULTS;
