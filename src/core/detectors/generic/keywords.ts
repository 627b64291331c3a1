/** What the prefilter looks for: a name that holds one of these may be given a secret. Compared without regard to case. */
export const KEYWORDS = [
  'passw',
  'passphrase',
  'passcode',
  'pwd',
  'pass',
  'secret',
  'token',
  'key',
  'auth',
  'cred',
  'nonce',
  'signature',
  'cookie',
  'salt',
  'jwt',
  'bearer',
] as const;
