/** Every setting's name below `cordon.` and its default. A test compares them with package.json, so nothing here knows of VS Code. */
export const DEFAULTS = {
  'requests.enabled': true,
  'gateway.enabled': true,
  'paste.enabled': true,
  'paste.notify': true,
  'copyGuard.enabled': false,
  'diagnostics.enabled': true,
  'diagnostics.hints': true,
  'explorer.badges': true,
  'audit.enabled': true,
  'audit.retentionDays': 90,
  'models.endpoints': [] as readonly unknown[],
  'policy.floor': '',
  'team.endpoint': '',
  'team.detail': 'standard',
  'team.certificate': '',
  'team.certificateKey': '',
  'team.certificateAuthority': '',
} as const;

export type SettingName = keyof typeof DEFAULTS;
