import { fitsLuhn } from '../../checksums.ts';
import type { Detector } from '../../detector.ts';
import { complementFits, fitsVerhoeff, isDate, isDay, remainderFits, weighted, weightedFits } from './checksums.ts';
import { nationalId } from './nationalId.ts';

const n = (text: string, from: number, to: number): number => Number(text.slice(from, to));

export const oceania: readonly Detector[] = [
  nationalId({
    id: 'au-abn',
    title: 'Australian business number',
    type: 'AU_ABN',
    entity: 'AU_ABN',
    why: 'It names a business, and a self-employed person by it.',
    context: ['abn', 'australian business'],
    value: '\\d{2} ?\\d{3} ?\\d{3} ?\\d{3}',
    check: (v) => v[0] !== '0' && weightedFits([10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19], 89)(`${n(v, 0, 1) - 1}${v.slice(1)}`),
    shape: '5# ### ### ###',
    published: 'https://abr.business.gov.au/Help/AbnFormat',
  }),
  nationalId({
    id: 'au-acn',
    title: 'Australian company number',
    type: 'AU_ACN',
    entity: 'AU_ACN',
    why: 'It names a business and, through the register, who runs it.',
    context: ['acn', 'australian company'],
    value: '\\d{3} ?\\d{3} ?\\d{3}',
    check: complementFits([8, 7, 6, 5, 4, 3, 2, 1], 10),
    shape: '00# ### ###',
    published:
      'https://asic.gov.au/for-business/registering-a-company/steps-to-register-a-company/australian-company-numbers/australian-company-number-digit-check/',
  }),
  nationalId({
    id: 'au-tfn',
    title: 'Australian tax file number',
    type: 'AU_TFN',
    entity: 'AU_TFN',
    context: ['tfn', 'tax file'],
    value: '\\d{3} ?\\d{3} ?\\d{3}',
    check: weightedFits([1, 4, 3, 7, 5, 8, 6, 9, 10], 11),
    shape: '8## ### ###',
    published: 'https://www.ato.gov.au/individuals-and-families/tax-file-number',
  }),
  nationalId({
    id: 'au-medicare',
    title: 'Australian Medicare number',
    type: 'AU_MEDICARE',
    entity: 'AU_MEDICARE',
    context: ['medicare'],
    value: '[2-6]\\d{3} ?\\d{5} ?\\d',
    check: remainderFits([1, 3, 7, 9, 1, 3, 7, 9], 10),
    shape: '2### ##### #',
    published: 'https://www.servicesaustralia.gov.au/medicare-card',
  }),
  nationalId({
    id: 'nz-ird',
    title: 'New Zealand IRD number',
    type: 'NZ_IRD',
    entity: 'NZ_IRD',
    context: ['ird', 'inland revenue'],
    value: '\\d{2,3}-?\\d{3}-?\\d{3}',
    check: fitsIrd,
    needsContext: true,
    shape: '1##-###-###',
    published: 'https://www.ird.govt.nz/',
  }),
  nationalId({
    id: 'nz-nhi',
    title: 'New Zealand health index number',
    type: 'NZ_NHI',
    entity: 'NZ_NHI',
    context: ['nhi', 'national health index'],
    value: '[A-HJ-NP-Z]{3}\\d{4}',
    check: (v) => {
      const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
      const sum = [7, 6, 5].reduce((all, weight, at) => all + weight * (letters.indexOf(v[at]!) + 1), 0) + weighted(v.slice(3), [4, 3, 2]);
      return sum % 11 !== 0 && (11 - (sum % 11)) % 10 === n(v, 6, 7);
    },
    needsContext: true,
    shape: 'ZZZ####',
    published: 'https://www.tewhatuora.govt.nz/',
  }),
];

export const africa: readonly Detector[] = [
  nationalId({
    id: 'za-id-number',
    title: 'South African identity number',
    type: 'ZA_ID',
    entity: 'ZA_ID_NUMBER',
    context: ['south african', 'rsa id', 'sa id', 'id number', 'identity number', 'resident number', 'refugee'],
    value: '\\d{6} ?\\d{4} ?[0-2]\\d{2}',
    check: (v) => isDate(n(v, 0, 2) < 30 ? 2000 + n(v, 0, 2) : 1900 + n(v, 0, 2), n(v, 2, 4), n(v, 4, 6)) && fitsLuhn(v),
    shape: '850715####08#',
    published: 'https://www.dha.gov.za/',
  }),
  nationalId({
    id: 'ng-nin',
    title: 'Nigerian NIN',
    type: 'NG_NIN',
    entity: 'NG_NIN',
    context: ['nin', 'nimc', 'national identification number'],
    value: '\\d{11}',
    check: fitsVerhoeff,
    shape: '###########',
    published: 'https://nimc.gov.ng/',
  }),
  nationalId({
    id: 'ng-vehicle-registration',
    title: 'Nigerian vehicle registration',
    type: 'VEHICLE_PLATE',
    entity: 'NG_VEHICLE_REGISTRATION',
    context: ['plate', 'vehicle', 'registration'],
    value: '[A-Z]{3}[ -]?\\d{3}[ -]?[A-Z]{2}',
    shape: 'ABJ-###@@',
    published: 'https://frsc.gov.ng/',
  }),
  nationalId({
    id: 'eg-national-id',
    title: 'Egyptian national id',
    type: 'EG_NATIONAL_ID',
    entity: 'EG_NATIONAL_ID',
    context: ['الرقم القومي', 'egyptian', 'national id', 'رقم قومي'],
    value: '[23]\\d{13}',
    check: (v) => isDay(n(v, 3, 5), n(v, 5, 7)) && (11 - (weighted(v, [2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === n(v, 13, 14),
    shape: '285071501#####',
    published: 'https://www.moi.gov.eg/',
  }),
  nationalId({
    id: 'ke-kra-pin',
    title: 'Kenyan KRA PIN',
    type: 'KE_KRA_PIN',
    entity: 'KE_KRA_PIN',
    context: ['kra pin', 'kra', 'itax'],
    value: '[AP]\\d{9}[A-Z]',
    needsContext: true,
    shape: 'A0########@',
    published: 'https://www.kra.go.ke/',
  }),
  nationalId({
    id: 'mu-nid',
    title: 'Mauritian national id',
    type: 'MU_NID',
    entity: 'MU_NID',
    context: ['mauritius', 'mauritian', 'national identity'],
    value: '[A-Z]\\d{12}[0-9A-Z]',
    check: (v) => isDay(n(v, 3, 5), n(v, 1, 3)),
    needsContext: true,
    shape: 'B150785######@',
    published: 'https://mnis.govmu.org/',
  }),
];

/** Two rows of weights, the second where the first leaves 10 (Inland Revenue, Resident withholding tax specification). */
function fitsIrd(v: string): boolean {
  const digits = v.padStart(9, '0');
  const check = (weights: readonly number[]): number => (11 - (weighted(digits, weights) % 11)) % 11;
  const first = check([3, 2, 7, 6, 5, 4, 3, 2]);
  const sum = first === 10 ? check([7, 4, 3, 2, 5, 2, 7, 6]) : first;
  return sum === n(digits, 8, 9) && Number(v) > 10_000_000;
}
