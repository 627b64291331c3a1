/** Every detector of the engine. Adding one: its file, and that file here or (for secrets) in `secrets/index.ts`. */
import type { Detector } from './detector.ts';
import { commandLines } from './generic/commandLines.ts';
import { genericSecret } from './generic/genericSecret.ts';
import { inHeadersAndAddresses } from './generic/inHeadersAndAddresses.ts';
import { passwordHash } from './generic/passwordHash.ts';
import { structuredSecrets } from './generic/structuredSecrets.ts';
import { hiddenText } from './injection/hiddenText.ts';
import { creditCard } from './pii/creditCard.ts';
import { email } from './pii/email.ts';
import { iban } from './pii/iban.ts';
import { ipAddress } from './pii/ipAddress.ts';
import { nationalIds } from './pii/nationalIds.ts';
import { phone } from './pii/phone.ts';
import { usSsn } from './pii/usSsn.ts';
import { secrets } from './secrets/index.ts';

export const allDetectors: readonly Detector[] = [
  ...secrets,
  genericSecret,
  ...inHeadersAndAddresses,
  ...commandLines,
  ...passwordHash,
  ...structuredSecrets,
  ...hiddenText,
  ...creditCard,
  ...email,
  ...iban,
  ...ipAddress,
  ...phone,
  ...usSsn,
  ...nationalIds,
];
