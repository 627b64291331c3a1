import type { Detector } from '../detector.ts';
import { isDummy } from '../dummy.ts';

const revoke = 'https://portal.azure.com';

export const azure: readonly Detector[] = [
  {
    id: 'azure-account-key',
    title: 'Azure storage, Cosmos DB or Service Bus key',
    kind: 'secret',
    why: 'It opens the whole account: every blob, queue, table or document.',
    type: 'AZURE_KEY',
    literals: ['AccountKey', 'SharedAccessKey', 'account_key', 'storage_key', 'storage-key', 'access_key', 'access-key'],
    pattern:
      /(?:account|sharedaccess|storage|access)[_-]?key["']?\s{0,4}[:=]\s{0,4}["']?(?<value>[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/]{85}[AQgw]==)(?![A-Za-z0-9+/=])/i,
    after: 130,
    confidence: 'high',
    accept: ({ value }) => (isDummy(value) ? undefined : EMULATOR_KEY.test(value) ? 'low' : 'high'),
    finds: (fake) => [
      `DefaultEndpointsProtocol=https;AccountName=${fake.lower(8)};AccountKey=«${fake.base64(85)}A==»;EndpointSuffix=core.windows.net`,
      `Endpoint=sb://${fake.lower(8)}.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=«${fake.base64(42)}A=»`,
    ],
    ignores: (fake) => [
      { text: `AccountKey=${fake.base64(40)}`, because: 'an account key has 88 characters' },
      { text: 'AccountKey=$(storageKey)', because: 'it is a variable of a pipeline' },
    ],
    published: 'https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string',
    revoke,
  },
  {
    id: 'azure-client-secret',
    title: 'Microsoft Entra client secret',
    kind: 'secret',
    why: 'With it one signs in as this application at Microsoft.',
    type: 'AZURE_SECRET',
    literals: ['7Q~', '8Q~', '9Q~', '6Q~', '5Q~', '4Q~', '3Q~', '2Q~', '1Q~', '0Q~'],
    pattern: /(?<![A-Za-z0-9_~.-])(?<value>[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31,34})(?![A-Za-z0-9_~.-])/,
    before: 4,
    after: 48,
    confidence: 'high',
    accept: ({ value }) => (isDummy(value) ? undefined : 'high'),
    finds: (fake) => [`AZURE_CLIENT_SECRET="«${fake.alnum(3)}8Q~${fake.alnum(34)}»"`],
    ignores: (fake) => [{ text: `x8Q~${fake.alnum(20)}`, because: 'it is too short' }],
    published: 'https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials',
    revoke,
  },
  {
    id: 'azure-sas-signature',
    title: 'Azure shared access signature',
    kind: 'secret',
    why: 'It opens what it was issued for, mostly files in a storage account, until it expires.',
    type: 'AZURE_SAS',
    literals: ['sig='],
    pattern: /(?<![A-Za-z])sig=(?<value>(?:[A-Za-z0-9+/_-]|%[0-9A-Fa-f]{2}){42,80}(?:=|%3D|%3d))(?![A-Za-z0-9%])/,
    after: 100,
    confidence: 'high',
    accept: ({ text, start, end }) =>
      /[?&;](?:sv|se|sp|sr|ss)=/.test(text.slice(Math.max(0, start - 300), end + 200)) ? 'high' : undefined,
    finds: (fake) => [`https://x.blob.core.windows.net/c/f?sv=2023-11-03&se=2030-01-01&sr=b&sp=r&sig=«${fake.alnum(43)}%3D»`],
    ignores: (fake) => [{ text: `sig=${fake.alnum(43)}%3D`, because: 'nothing else of such an address stands around it' }],
    published: 'https://learn.microsoft.com/azure/storage/common/storage-sas-overview',
  },
  {
    id: 'azure-identifiable-key',
    title: 'Azure or Azure DevOps key',
    kind: 'secret',
    why: 'It opens the Azure service whose mark it carries.',
    type: 'AZURE_KEY',
    literals: ['+AStA', '+ACDb', '+ASb', '+AEh', '+ARm', 'AzSe', 'AzCa', '+ABa', '+AMC', 'AzFu', 'AIoT', 'JQQJ99', 'AZDO'],
    pattern:
      /(?<![A-Za-z0-9+/])(?<value>[A-Za-z0-9+/]{76}\+(?:AStA|ACDb|ABa|AMC)[A-Za-z0-9+/]{4,8}==|[A-Za-z0-9+/]{33}\+(?:ASb|AEh|ARm)[A-Za-z0-9+/]{6}=|[A-Za-z0-9]{42}AzSe[A-Za-z0-9]{6}|[A-Za-z0-9+/]{33}AzCa[A-Za-z0-9+/]{6}=|[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_=-]{8}|[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{26}|[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4})(?![A-Za-z0-9+/=])/,
    before: 84,
    after: 40,
    confidence: 'high',
    finds: (fake) => [`key: «${fake.alnum(76)}AZDO${fake.alnum(4)}»`, `key: «${fake.alnum(42)}AzSe${fake.alnum(6)}»`],
    ignores: (fake) => [{ text: `${fake.alnum(30)}AZDO${fake.alnum(4)}`, because: 'it is too short' }],
    published: 'https://learn.microsoft.com/purview/sit-defn-azure-devops-personal-access-token',
    revoke,
  },
];

/** The key of the storage and Cosmos DB emulators, the same on every machine. */
const EMULATOR_KEY = /^(?:Eby8vdM02xNOcqF|C2y6yDjf5\/R\+ob0N8A7Cgv)/;
