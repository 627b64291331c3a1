import { fitsLuhn } from '../checksums.ts';
import type { Detector } from '../detector.ts';
import { nationalId } from './nationalIds/nationalId.ts';

/** Countries of ISO 3166-1 as they stand in a BIC. */
const COUNTRIES =
  'A[DEFGILMORTUZ]|B[ABDEFGHIJMNORSTWYZ]|C[ADFGHILMNORUVWYZ]|D[EJKMOZ]|E[CEGRST]|F[IJKMOR]|G[ABDEGHILMNPQRTUWY]|H[KNRTU]|I[DELMNQRST]|J[EMOP]|K[EGHIMNPRWYZ]|L[ABCIKRSTUVY]|M[ACDEGHKLMNORSTUVWXYZ]|N[ACEGILOPRUZ]|OM|P[AEFGHKLSTWY]|QA|R[OSUW]|S[ABCDEGIKLMNORSTVXYZ]|T[CDGHJLMNORTVWZ]|U[AGSYZ]|V[ACEGNU]|W[FS]|XK|YE|Z[AMW]';

/** Numbers that name a thing which names its owner, dates of birth, places and user names. */
export const identifiers: readonly Detector[] = [
  nationalId({ id: 'swift-code', title: 'Bank identifier (BIC, SWIFT code)', type: 'SWIFT_CODE', entity: 'SWIFT_CODE', why: 'It names somebody’s bank.', context: ['bic', 'swift', 'swift code', 'bank identifier', 'bankleitzahl'], value: `[A-Z]{4}(?:${COUNTRIES})[A-Z0-9]{2}(?:[A-Z0-9]{3})?`, capitalsOnly: true, needsContext: true, shape: '@@@@DE##', published: 'https://www.iso.org/standard/84108.html' }),
  nationalId({ id: 'imei', title: 'Device number (IMEI)', type: 'IMEI', entity: 'IMEI', why: 'It names one telephone, and so its owner.', context: ['imei', 'device id', 'equipment identity'], value: '\\d{2}-?\\d{6}-?\\d{6}-?\\d', check: fitsLuhn, needsContext: true, shape: '35-######-######-#', published: 'https://www.gsma.com/newsroom/wp-content/uploads/TS.06-v20.0.pdf' }),
  nationalId({ id: 'vin', title: 'Vehicle identification number', type: 'VIN', entity: 'VIN', why: 'It names one car, and so its owner.', context: ['vin', 'vehicle identification', 'chassis', 'fahrgestell', 'fin'], value: '[A-HJ-NPR-Z0-9]{17}', check: (v) => /[A-Z]/.test(v) && /\d/.test(v) && fitsVin(v), needsContext: true, shape: '1HG@@82#3###00###', published: 'https://www.ecfr.gov/current/title-49/subtitle-B/chapter-V/part-565' }),
  nationalId({ id: 'eu-vat', title: 'EU VAT number', type: 'EU_VAT', entity: 'EU_VAT', why: 'It names a business, and a self-employed person by it.', context: ['vat', 'tva', 'iva', 'btw', 'moms', 'ust-id', 'tax id'], value: '(?:ATU\\d{8}|BE[01]\\d{9}|BG\\d{9,10}|CY\\d{8}[A-Z]|CZ\\d{8,10}|DK\\d{8}|EE\\d{9}|EL\\d{9}|ES[A-Z0-9]\\d{7}[A-Z0-9]|FI\\d{8}|FR[A-Z0-9]{2}\\d{9}|HR\\d{11}|HU\\d{8}|IE\\d{7}[A-W][A-I]?|IT\\d{11}|LT(?:\\d{9}|\\d{12})|LU\\d{8}|LV\\d{11}|MT\\d{8}|NL\\d{9}B\\d{2}|PL\\d{10}|PT\\d{9}|RO\\d{2,10}|SE\\d{10}01|SI\\d{8}|SK\\d{10}|GB(?:\\d{9}|\\d{12}))', needsContext: true, shape: 'ATU########', published: 'https://ec.europa.eu/taxation_customs/vies/faq.html' }),
  nationalId({ id: 'passport-number', title: 'Passport number', type: 'PASSPORT', entity: 'PASSPORT', context: ['passport no', 'passport number', 'passport nr', 'passport #', 'passportnumber', 'passport_no', 'passeport', 'paspoort', 'paszport', 'passaporte', 'паспорт', '护照', 'パスポート'], value: '[A-Z]{0,3}\\d{6,9}[A-Z]?', needsContext: true, shape: '@########', published: 'https://www.icao.int/publications/doc-series/doc-9303' }),
  {
    ...nationalId({ id: 'date-of-birth', title: 'Date of birth', type: 'BIRTH_DATE', entity: 'DATE_OF_BIRTH', why: 'With a name it proves who somebody is at many a counter.', context: ['date of birth', 'birthdate', 'birth date', 'birthday', 'dob', 'born', 'geburtsdatum', 'geboren', 'geb.', 'date de naissance', 'né le', 'née le', 'fecha de nacimiento', 'nacido', 'nacida', 'data di nascita', 'nato il', 'nata il', 'data de nascimento', 'geboortedatum', 'data urodzenia', 'födelsedatum', 'fødselsdato', 'syntymäaika', 'дата рождения', '生年月日', '出生日期', '생년월일'], value: '(?:(?:18|19|20)\\d{2}[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\\d|3[01])|(?:0?[1-9]|[12]\\d|3[01])[-./](?:0?[1-9]|[12]\\d|3[01])[-./](?:(?:18|19|20)\\d{2}|\\d{2})|(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?\\.? (?:of )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?,? (?:18|19|20)\\d{2}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.? (?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?,? (?:18|19|20)\\d{2})', needsContext: true, shape: '1985-07-15', published: 'https://www.iso.org/iso-8601-date-and-time-format.html' }),
    ignores: () => [
      { text: 'released on 1985-07-15', because: 'nobody was born then' },
      { text: 'date of birth: 1985-17-15', because: 'there is no such month' },
    ],
  },
  {
    id: 'street-address',
    title: 'Street address',
    kind: 'pii',
    why: 'It says where somebody lives or works.',
    type: 'STREET_ADDRESS',
    entity: 'STREET_ADDRESS',
    literals: [' street', ' avenue', ' ave', ' road', ' rd', ' lane', ' drive', ' blvd', ' boulevard', ' court', ' square', ' terrace', ' st.', ' st,', ' parkway', ' crescent'],
    pattern: /(?<![A-Za-z0-9.#$-])(?<value>\d{1,5}[A-Za-z]?,? (?:[NSEW]\.? |North |South |East |West )?(?:[A-Z][a-zà-ü'’]{1,20}|\d{1,3}(?:st|nd|rd|th))(?: [A-Z][a-zà-ü'’]{1,20}){0,3} (?:Street|Avenue|Road|Lane|Drive|Boulevard|Court|Square|Terrace|Parkway|Crescent|St|Ave|Rd|Ln|Dr|Blvd|Ct|Pkwy)\b(?:,? (?:Apt|Suite|Unit|Flat|#)\.? ?[A-Za-z0-9-]{1,6})?)(?![A-Za-z0-9])/,
    before: 60,
    after: 40,
    confidence: 'medium',
    finds: () => ['Ship it to «742 Evergreen Terrace», please.', '"address": "«18 North Park Avenue, Apt 4B»"', 'He lives at «9 Old Mill Rd».'],
    ignores: () => [
      { text: 'lane 3 drive 4', because: 'the street has no name' },
      { text: 'on the road to 2024', because: 'there is no number before it' },
    ],
    published: 'https://pe.usps.com/text/pub28/28apc_002.htm',
  },
  {
    id: 'german-street-address',
    title: 'Street address',
    kind: 'pii',
    why: 'It says where somebody lives or works.',
    type: 'STREET_ADDRESS',
    entity: 'STREET_ADDRESS',
    literals: ['straße', 'strasse', 'str. ', 'weg ', 'allee ', 'platz ', 'gasse '],
    pattern: /(?<![A-Za-zäöüÄÖÜß0-9])(?<value>(?:[A-ZÄÖÜ][a-zäöüß]{1,24}[ -]){0,2}[A-ZÄÖÜ][a-zäöüß]{2,30}(?:straße|strasse|str\.|weg|allee|platz|gasse) \d{1,4} ?[a-h]?)(?![A-Za-z0-9])(?:, (?<city>\d{5} [A-ZÄÖÜ][a-zäöüß]{2,30}))?/,
    before: 60,
    after: 60,
    confidence: 'medium',
    finds: () => ['Sie wohnt in der «Lindenstraße 12», 10969 Berlin.', 'Anschrift: «Am Alten Markweg 3»'],
    ignores: () => [{ text: 'weg damit 12', because: 'it is no street' }, { text: 'Hauptstraße ohne Nummer', because: 'there is no number' }],
    published: 'https://www.din.de/',
  },
  {
    id: 'home-path-user',
    title: 'User name in a path',
    kind: 'pii',
    why: 'It names who works on the machine.',
    type: 'USERNAME',
    entity: 'USERNAME',
    literals: ['/users/', '/home/', '\\users\\', '\\\\users\\\\'],
    pattern: /(?:(?<![A-Za-z0-9_./-])\/(?:Users|home)\/|(?<=[A-Za-z]:)\\{1,2}[Uu]sers\\{1,2})(?<value>(?!(?:Shared|Public|Default|user|username|runner|ubuntu|vscode|node|linuxbrew|git|app|me|you|your-?name|USERNAME)(?![A-Za-z0-9_.-]))[A-Za-z][A-Za-z0-9_.-]{1,31})(?=[\\/"'\s:;,)\]]|$)/,
    after: 60,
    confidence: 'low',
    finds: (fake) => [`File "/home/«${fake.lower(8)}»/project/main.py"`, `at /Users/«${fake.lower(5)}.${fake.lower(4)}»/app.js:12`, `C:\\Users\\«M${fake.lower(7)}»\\AppData`],
    ignores: () => [
      { text: '/home/runner/work/app', because: 'it is a machine’s account' },
      { text: '/Users/Shared/data', because: 'it is everybody’s folder' },
      { text: 'https://site.org/home/index.html', because: 'it is a page' },
    ],
    published: 'https://refspecs.linuxfoundation.org/FHS_3.0/fhs/ch03s08.html',
  },
];

const VIN_VALUES: Readonly<Record<string, number>> = { A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8, J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9, S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9 };
const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** The check digit in the ninth place (49 CFR 565.15). */
export function fitsVin(vin: string): boolean {
  const sum = VIN_WEIGHTS.reduce((all, weight, at) => all + weight * (VIN_VALUES[vin[at]!] ?? Number(vin[at])), 0) % 11;
  return (sum === 10 ? 'X' : String(sum)) === vin[8];
}
