import { BUILT_IN_SOURCE } from './match.ts';
import type { Action, FileRule, Policy, Tier } from './policy.ts';

/** The tiers of a file that names none, most open first. */
export const BUILT_IN_TIERS: readonly Tier[] = [
  { name: 'public', action: 'allow', byProvider: {} },
  { name: 'internal', action: 'redact', byProvider: {} },
  { name: 'confidential', action: 'block', byProvider: { local: 'redact', copilot: 'redact' } },
  { name: 'restricted', action: 'block', byProvider: {} },
];

export const BUILT_IN_DEFAULT_TIER = 'internal';

/**
 * Files that hold keys by convention, each with an example. An `.npmrc` is not among them: most hold a registry and no token, and a
 * token in one is found as such.
 */
const KEY_MATERIAL: readonly { readonly glob: string; readonly examples: readonly string[] }[] = [
  { glob: '*.env', examples: ['prod.env'] },
  { glob: '.env*', examples: ['.env', '.env.local', '.env.production', '.envrc'] },
  { glob: '*.pem', examples: ['server.pem'] },
  { glob: '*.key', examples: ['server.key'] },
  { glob: '*.p8', examples: ['AuthKey.p8'] },
  { glob: '*.p12', examples: ['identity.p12'] },
  { glob: '*.pfx', examples: ['identity.pfx'] },
  { glob: '*.jks', examples: ['store.jks'] },
  { glob: '*.keystore', examples: ['release.keystore'] },
  { glob: '*.ppk', examples: ['login.ppk'] },
  { glob: '*.kdbx', examples: ['passwords.kdbx'] },
  {
    glob: 'id_{rsa,dsa,ecdsa,ed25519,ecdsa_sk,ed25519_sk}',
    examples: ['id_rsa', 'id_dsa', 'id_ecdsa', 'id_ed25519', 'id_ecdsa_sk', 'id_ed25519_sk'],
  },
  { glob: '{.,_}netrc', examples: ['.netrc', '_netrc'] },
  { glob: '.pgpass', examples: ['.pgpass'] },
  { glob: '.pypirc', examples: ['.pypirc'] },
  { glob: '.htpasswd', examples: ['.htpasswd'] },
  { glob: '.git-credentials', examples: ['.git-credentials'] },
  { glob: '.dockercfg', examples: ['.dockercfg'] },
  { glob: '.vault-token', examples: ['.vault-token'] },
  { glob: '**/.aws/credentials', examples: ['.aws/credentials'] },
  { glob: '**/.docker/config.json', examples: ['.docker/config.json'] },
  { glob: '**/.kube/config', examples: ['.kube/config'] },
  {
    glob: '{kubeconfig,*.kubeconfig,kubeconfig.y{,a}ml}',
    examples: ['kubeconfig', 'prod.kubeconfig', 'kubeconfig.yaml', 'kubeconfig.yml'],
  },
  { glob: '**/.config/gcloud/application_default_credentials.json', examples: ['.config/gcloud/application_default_credentials.json'] },
  { glob: '*.tfstate{,.backup}', examples: ['terraform.tfstate', 'terraform.tfstate.backup'] },
  { glob: 'secring.{gpg,pgp}', examples: ['secring.gpg', 'secring.pgp'] },
];

/** Templates that are meant to be read: they hold names and no values. */
const TEMPLATES = ['example', 'template', 'sample', 'dist', 'defaults'];

const KEY_GLOBS: readonly string[] = [
  ...KEY_MATERIAL.map(({ glob }) => glob),
  ...TEMPLATES.flatMap((ending) => [`!.env.${ending}`, `!.env.*.${ending}`]),
];

/** One path for each kind of key material: what `loosen.ts` asks the rules of a file about. */
export const KEY_EXAMPLES: readonly string[] = KEY_MATERIAL.flatMap(({ examples }) => examples);

/** The rule that closes key material, at `tier`. */
export const keyMaterialRule = (tier: string): FileRule => ({
  match: KEY_GLOBS,
  tier,
  reason: 'key material',
  source: { file: BUILT_IN_SOURCE, line: 1 },
});

/** What holds in a folder without a classification file. */
export const BUILT_IN_POLICY: Policy = {
  tiers: BUILT_IN_TIERS,
  defaultTier: BUILT_IN_DEFAULT_TIER,
  files: [keyMaterialRule('restricted')],
  disabledDetectors: [],
  customDetectors: [],
  exceptions: [],
  loosenings: [],
};

const RANK: Record<Action, number> = { allow: 0, warn: 1, redact: 2, block: 3 };

/** Orders actions: negative when `a` is the more open. */
export const compareActions = (a: Action, b: Action): number => RANK[a] - RANK[b];

/** What a tier does for a provider, before findings are looked at. */
export const tierAction = (tier: Tier, provider: string): Action =>
  (Object.hasOwn(tier.byProvider, provider) ? tier.byProvider[provider] : undefined) ?? tier.action;
