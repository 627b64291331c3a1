/** Every detector of the engine. Adding one: its provider's file, and that file here. */
import type { Detector } from './detector.ts';
import { hiddenText } from './injection/hiddenText.ts';
import { creditCard } from './pii/creditCard.ts';
import { cryptoAddresses } from './pii/crypto.ts';
import { email } from './pii/email.ts';
import { iban } from './pii/iban.ts';
import { identifiers } from './pii/identifiers.ts';
import { ipAddress } from './pii/ipAddress.ts';
import { nationalIds } from './pii/nationalIds.ts';
import { phone } from './pii/phone.ts';
import { usSsn } from './pii/usSsn.ts';
import { age } from './secrets/age.ts';
import { alchemy } from './secrets/alchemy.ts';
import { anthropic } from './secrets/anthropic.ts';
import { atlassian } from './secrets/atlassian.ts';
import { aws } from './secrets/aws.ts';
import { azure } from './secrets/azure.ts';
import { cloudinary } from './secrets/cloudinary.ts';
import { docker } from './secrets/docker.ts';
import { doppler } from './secrets/doppler.ts';
import { etherscan } from './secrets/etherscan.ts';
import { facebook } from './secrets/facebook.ts';
import { flyio } from './secrets/flyio.ts';
import { generic } from './secrets/generic.ts';
import { github } from './secrets/github.ts';
import { gitlab } from './secrets/gitlab.ts';
import { google } from './secrets/google.ts';
import { heroku } from './secrets/heroku.ts';
import { huggingface } from './secrets/huggingface.ts';
import { infracost } from './secrets/infracost.ts';
import { infura } from './secrets/infura.ts';
import { jwt } from './secrets/jwt.ts';
import { notion } from './secrets/notion.ts';
import { npm } from './secrets/npm.ts';
import { onepassword } from './secrets/onepassword.ts';
import { openai } from './secrets/openai.ts';
import { planetscale } from './secrets/planetscale.ts';
import { prefect } from './secrets/prefect.ts';
import { privateKeys } from './secrets/privateKeys.ts';
import { providersA } from './secrets/providersA.ts';
import { providersB } from './secrets/providersB.ts';
import { pulumi } from './secrets/pulumi.ts';
import { pypi } from './secrets/pypi.ts';
import { sendgrid } from './secrets/sendgrid.ts';
import { slack } from './secrets/slack.ts';
import { stripe } from './secrets/stripe.ts';
import { tailscale } from './secrets/tailscale.ts';
import { zapier } from './secrets/zapier.ts';

/** A provider may stand in two lists; it counts once. */
export const allDetectors: readonly Detector[] = [
  ...new Set<Detector>([
    ...hiddenText,
    ...creditCard,
    ...cryptoAddresses,
    ...email,
    ...iban,
    ...identifiers,
    ...ipAddress,
    ...nationalIds,
    ...phone,
    ...usSsn,
    ...age,
    ...alchemy,
    ...anthropic,
    ...atlassian,
    ...aws,
    ...azure,
    ...cloudinary,
    ...docker,
    ...doppler,
    ...etherscan,
    ...facebook,
    ...flyio,
    ...generic,
    ...github,
    ...gitlab,
    ...google,
    ...heroku,
    ...huggingface,
    ...infracost,
    ...infura,
    ...jwt,
    ...notion,
    ...npm,
    ...onepassword,
    ...openai,
    ...planetscale,
    ...prefect,
    ...privateKeys,
    ...providersA,
    ...providersB,
    ...pulumi,
    ...pypi,
    ...sendgrid,
    ...slack,
    ...stripe,
    ...tailscale,
    ...zapier,
  ]),
];
