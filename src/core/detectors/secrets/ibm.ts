import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const ibm: readonly Detector[] = [
  {
    id: 'ibm-cloud-api-key',
    title: 'IBM Cloud API key',
    why: 'It can do everything its owner may do in the IBM Cloud account.',
    type: 'IBM_CLOUD_API_KEY',
    ...contextual({
      vendor: ['ibm_', 'ibmcloud', 'ibm_cloud', 'watson', 'bluemix', 'cloudant'],
      names: ['key', 'token', 'iam'],
      value: '[A-Za-z0-9_-]{44}',
    }),
    finds: (fake) => [`IBMCLOUD_API_KEY=«${fake.base64url(44)}»`, `WATSONX_APIKEY: "«${fake.base64url(44)}»"`],
    ignores: (fake) => [{ text: `IBMCLOUD_API_KEY=${fake.base64url(40)}`, because: 'it is too short' }],
    published: 'https://cloud.ibm.com/docs/account?topic=account-userapikey',
    revoke: 'https://cloud.ibm.com/iam/apikeys',
  },
  {
    id: 'ibm-cos-hmac-secret',
    title: 'IBM Cloud Object Storage HMAC secret',
    why: 'It can read and change the files in the buckets of its credential.',
    type: 'IBM_COS_SECRET',
    ...contextual({ vendor: ['ibm_cos', 'cos_hmac', 'ibmcos'], names: ['secret'], value: '[a-f0-9]{48}' }),
    finds: (fake) => [`IBM_COS_SECRET_ACCESS_KEY=«${fake.hex(48)}»`],
    ignores: (fake) => [{ text: `IBM_COS_SECRET_ACCESS_KEY=${fake.hex(40)}`, because: 'it is too short' }],
    published: 'https://cloud.ibm.com/docs/cloud-object-storage?topic=cloud-object-storage-uhc-hmac-credentials-main',
  },
];
