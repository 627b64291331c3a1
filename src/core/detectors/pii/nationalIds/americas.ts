import { fitsLuhn } from '../../checksums.ts';
import type { Detector } from '../../detector.ts';
import { isDay, weighted, weightedFits } from './checksums.ts';
import { nationalId } from './nationalId.ts';

const n = (text: string, from: number, to: number): number => Number(text.slice(from, to));
/** MBI: digits and letters without S, L, O, I, B, Z. */
const MBI = '[AC-HJKMNP-RT-Y]';
const elevenMinus = (v: string, weights: readonly number[], at: number): boolean => {
  const rest = weighted(v, weights) % 11;
  return (rest < 2 ? 0 : 11 - rest) === n(v, at, at + 1);
};

/** North America. */
export const northAmerica: readonly Detector[] = [
  nationalId({
    id: 'us-itin',
    title: 'US individual taxpayer number (ITIN)',
    type: 'US_ITIN',
    entity: 'US_ITIN',
    context: ['itin', 'individual taxpayer', 'taxpayer', 'tax id', 'tax_id'],
    value: '9\\d{2}[- ]?(?:5\\d|6[0-5]|7\\d|8[0-8]|9[0-24-9])[- ]?\\d{4}',
    shape: '9##-70-####',
    published: 'https://www.irs.gov/individuals/individual-taxpayer-identification-number',
  }),
  nationalId({
    id: 'us-npi',
    title: 'US national provider identifier (NPI)',
    type: 'US_NPI',
    entity: 'US_NPI',
    context: ['npi', 'national provider', 'provider'],
    value: '[12]\\d{3}[ -]?\\d{3}[ -]?\\d{3}',
    check: (v) => fitsLuhn(`80840${v}`),
    shape: '1#########',
    published:
      'https://www.cms.gov/Regulations-and-Guidance/Administrative-Simplification/NationalProvIdentStand/Downloads/NPIcheckdigit.pdf',
  }),
  nationalId({
    id: 'us-mbi',
    title: 'US Medicare beneficiary identifier',
    type: 'US_MBI',
    entity: 'US_MBI',
    context: ['mbi', 'medicare', 'beneficiary', 'patient'],
    value: `[1-9]${MBI}[AC-HJKMNP-RT-Y0-9]\\d-?${MBI}[AC-HJKMNP-RT-Y0-9]\\d-?${MBI}${MBI}\\d{2}`,
    unmistakable: true,
    shape: '1EG#-TE#-MK##',
    published: 'https://www.cms.gov/medicare/new-medicare-card/understanding-the-mbi',
  }),
  nationalId({
    id: 'medical-license',
    title: 'US DEA certificate number',
    type: 'DEA_NUMBER',
    entity: 'MEDICAL_LICENSE',
    context: ['dea', 'dea number', 'certificate', 'medical license', 'prescriber'],
    value: '[ABCDEFGHJKLMPRSTUX][A-Z9]\\d{7}',
    check: (v) => weighted(v.slice(2), [1, 2, 1, 2, 1, 2]) % 10 === n(v, 8, 9),
    shape: 'BB#######',
    published: 'https://www.deadiversion.usdoj.gov/',
  }),
  nationalId({
    id: 'us-bank-routing',
    title: 'US bank routing number',
    type: 'ABA_ROUTING',
    entity: 'ABA_ROUTING',
    why: 'With an account number it takes money from an account.',
    context: ['routing', 'aba', 'bank', 'rtn'],
    value: '(?:0\\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\\d{2}-?\\d{4}-?\\d',
    check: weightedFits([3, 7, 1, 3, 7, 1, 3, 7, 1], 10),
    shape: '021######',
    published: 'https://www.aba.com/about-us/routing-number',
  }),
  nationalId({
    id: 'us-bank-account',
    title: 'Bank account number',
    type: 'BANK_ACCOUNT',
    entity: 'US_BANK_NUMBER',
    why: 'With a routing number it takes money from an account.',
    context: ['bank account', 'account number', 'account no', 'account #', 'acct', 'checking account', 'savings account', 'kontonummer'],
    value: '\\d{8,17}',
    needsContext: true,
    shape: '############',
    published: 'https://www.nacha.org/',
  }),
  nationalId({
    id: 'us-passport',
    title: 'US passport number',
    type: 'US_PASSPORT',
    entity: 'US_PASSPORT',
    context: ['passport', 'travel document', 'us passport'],
    value: '(?:[A-Z]\\d{8}|\\d{9})',
    shape: 'A########',
    published: 'https://travel.state.gov/content/travel/en/passports.html',
  }),
  nationalId({
    id: 'us-driver-license',
    title: 'Driver’s licence number',
    type: 'DRIVER_LICENSE',
    entity: 'US_DRIVER_LICENSE',
    context: [
      'driver license',
      'drivers license',
      "driver's license",
      'driver’s license',
      'driver licence',
      'driving license',
      'license number',
      'licence number',
      'dmv',
    ],
    value: '(?:[A-Z]\\d{7,8}|[A-Z]\\d{3}[- ]\\d{4}[- ]\\d{4,5}|[A-Z]\\d{11,14}|[A-Z]{1,2}\\d{5,7}|\\d{7,9})',
    shape: 'H########',
    published: 'https://www.aamva.org/',
  }),
  nationalId({
    id: 'us-ein',
    title: 'US employer identification number',
    type: 'US_EIN',
    entity: 'US_EIN',
    why: 'It names a business, and a self-employed person by it.',
    context: ['ein', 'employer identification', 'federal tax id', 'fein'],
    value: '(?!0[0789]|1[789]|2[89]|49|69|70|78|79|89|9[67])\\d{2}-\\d{7}',
    needsContext: true,
    shape: '12-#######',
    published: 'https://www.irs.gov/businesses/small-businesses-self-employed/how-eins-are-assigned-and-valid-ein-prefixes',
  }),
  nationalId({
    id: 'ca-sin',
    title: 'Canadian social insurance number',
    type: 'CA_SIN',
    entity: 'CA_SIN',
    context: ['sin', 'social insurance', 'nas', 'assurance sociale'],
    value: '[1-79]\\d{2}(?<separator>[ -]?)\\d{3}\\k<separator>\\d{3}',
    check: fitsLuhn,
    shape: '1## ### ###',
    published: 'https://www.canada.ca/en/employment-social-development/services/sin.html',
  }),
];

/** Latin America. */
export const latinAmerica: readonly Detector[] = [
  nationalId({
    id: 'br-cpf',
    title: 'Brazilian CPF',
    type: 'BR_CPF',
    entity: 'BR_CPF',
    context: ['cpf', 'cadastro de pessoas'],
    value: '\\d{3}\\.?\\d{3}\\.?\\d{3}-?\\d{2}',
    check: (v) => elevenMinus(v, [10, 9, 8, 7, 6, 5, 4, 3, 2], 9) && elevenMinus(v, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2], 10),
    unmistakable: true,
    shape: '###.###.###-##',
    published: 'https://www.gov.br/receitafederal/',
  }),
  nationalId({
    id: 'br-cnpj',
    title: 'Brazilian CNPJ',
    type: 'BR_CNPJ',
    entity: 'BR_CNPJ',
    why: 'It names a business, and a self-employed person by it.',
    context: ['cnpj', 'cadastro nacional'],
    value: '\\d{2}\\.?\\d{3}\\.?\\d{3}/?\\d{4}-?\\d{2}',
    check: (v) => elevenMinus(v, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2], 12) && elevenMinus(v, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2], 13),
    unmistakable: true,
    shape: '##.###.###/0001-##',
    published: 'https://www.gov.br/receitafederal/',
  }),
  nationalId({
    id: 'mx-curp',
    title: 'Mexican CURP',
    type: 'MX_CURP',
    entity: 'MX_CURP',
    context: ['curp', 'clave única', 'clave unica', 'registro de población'],
    value:
      '[A-Z][AEIOUX][A-Z]{2}\\d{6}[HMX](?:AS|BC|BS|CC|CS|CH|CL|CM|DF|DG|GT|GR|HG|JC|MC|MN|MS|NT|NL|OC|PL|QT|QR|SP|SL|SR|TC|TS|TL|VZ|YN|ZS|NE)[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z]\\d',
    check: fitsCurp,
    unmistakable: true,
    shape: 'GOMA850715HDFXYZ0#',
    published: 'https://www.gob.mx/curp/',
  }),
  nationalId({
    id: 'mx-rfc',
    title: 'Mexican RFC',
    type: 'MX_RFC',
    entity: 'MX_RFC',
    context: ['rfc', 'registro federal', 'contribuyente'],
    value: '[A-ZÑ&]{3,4}\\d{6}[A-Z0-9]{2}[0-9A]',
    check: (v) => isDay(n(v, v.length - 7, v.length - 5), n(v, v.length - 5, v.length - 3)),
    needsContext: true,
    shape: 'GOMA850715A##',
    published: 'https://www.sat.gob.mx/',
  }),
  nationalId({
    id: 'ar-cuit',
    title: 'Argentine CUIT or CUIL',
    type: 'AR_CUIT',
    entity: 'AR_CUIT',
    context: ['cuit', 'cuil'],
    value: '(?:20|2[3-7]|30|3[34])-?\\d{8}-?\\d',
    check: (v) => {
      const rest = 11 - (weighted(v, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
      return (rest === 11 ? 0 : rest) === n(v, 10, 11);
    },
    shape: '20-########-#',
    published: 'https://www.afip.gob.ar/',
  }),
  nationalId({
    id: 'cl-rut',
    title: 'Chilean RUT',
    type: 'CL_RUT',
    entity: 'CL_RUT',
    context: ['rut', 'rol único', 'rol unico', 'cédula'],
    value: '\\d{1,2}\\.?\\d{3}\\.?\\d{3}-[0-9K]',
    check: (v) => {
      const body = v.slice(0, -1).padStart(8, '0');
      return '0K987654321'[weighted(body, [3, 2, 7, 6, 5, 4, 3, 2]) % 11] === v.at(-1);
    },
    shape: '12.###.###-#',
    published: 'https://www.registrocivil.cl/',
  }),
  nationalId({
    id: 'co-nit',
    title: 'Colombian NIT',
    type: 'CO_NIT',
    entity: 'CO_NIT',
    context: ['nit', 'número de identificación tributaria'],
    value: '\\d{3}\\.?\\d{3}\\.?\\d{3}-\\d',
    check: (v) => {
      const rest = weighted(v, [41, 37, 29, 23, 19, 17, 13, 7, 3]) % 11;
      return (rest < 2 ? rest : 11 - rest) === n(v, 9, 10);
    },
    shape: '8##.###.###-#',
    published: 'https://www.dian.gov.co/',
  }),
  nationalId({
    id: 'pe-ruc',
    title: 'Peruvian RUC',
    type: 'PE_RUC',
    entity: 'PE_RUC',
    context: ['ruc', 'registro único de contribuyentes'],
    value: '(?:10|15|17|20)\\d{9}',
    check: (v) => (11 - (weighted(v, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === n(v, 10, 11),
    shape: '10#########',
    published: 'https://www.sunat.gob.pe/',
  }),
  nationalId({
    id: 'ec-cedula',
    title: 'Ecuadorian identity card',
    type: 'EC_CEDULA',
    entity: 'EC_CEDULA',
    context: ['cédula', 'cedula', 'ecuador'],
    value: '(?:0[1-9]|1\\d|2[0-4]|30)\\d{8}',
    check: (v) => n(v, 2, 3) < 6 && fitsLuhn(v),
    shape: '17########',
    published: 'https://www.registrocivil.gob.ec/',
  }),
  nationalId({
    id: 'uy-ci',
    title: 'Uruguayan identity card',
    type: 'UY_CI',
    entity: 'UY_CI',
    context: ['cédula', 'cedula', 'uruguay'],
    value: '\\d\\.?\\d{3}\\.?\\d{3}-\\d',
    check: (v) => weightedFits([2, 9, 8, 7, 6, 3, 4, 1], 10)(v),
    shape: '#.###.###-#',
    published: 'https://www.gub.uy/',
  }),
  nationalId({
    id: 'do-cedula',
    title: 'Dominican identity card',
    type: 'DO_CEDULA',
    entity: 'DO_CEDULA',
    context: ['cédula', 'cedula', 'dominican'],
    value: '\\d{3}-?\\d{7}-?\\d',
    check: fitsLuhn,
    shape: '001-#######-#',
    published: 'https://jce.gob.do/',
  }),
  nationalId({
    id: 've-rif',
    title: 'Venezuelan RIF',
    type: 'VE_RIF',
    entity: 'VE_RIF',
    context: ['rif', 'registro de información fiscal'],
    value: '[VEJPG]-?\\d{8}-?\\d',
    check: (v) => {
      const rest = weighted(`${'VEJPG'.indexOf(v[0]!) + 1}${v.slice(1)}`, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
      return (rest < 2 ? 0 : 11 - rest) === n(v, 9, 10);
    },
    shape: 'V-########-#',
    published: 'https://www.seniat.gob.ve/',
  }),
  nationalId({
    id: 'py-ruc',
    title: 'Paraguayan RUC',
    type: 'PY_RUC',
    entity: 'PY_RUC',
    context: ['ruc', 'paraguay'],
    value: '\\d{6,8}-\\d',
    check: (v) => {
      const body = v.slice(0, -1);
      let sum = 0;
      for (let i = 0; i < body.length; i++) sum += (i + 2) * n(body, body.length - 1 - i, body.length - i);
      const rest = sum % 11;
      return (rest > 1 ? 11 - rest : 0) === n(v, v.length - 1, v.length);
    },
    needsContext: true,
    shape: '8#######-#',
    published: 'https://www.dnit.gov.py/',
  }),
];

const CURP_ALPHABET = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';

/** The check digit of the CURP (Instructivo normativo para la asignación de la CURP). */
function fitsCurp(v: string): boolean {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (18 - i) * CURP_ALPHABET.indexOf(v[i]!);
  return isDay(n(v, 6, 8), n(v, 8, 10)) && (10 - (sum % 10)) % 10 === n(v, 17, 18);
}
