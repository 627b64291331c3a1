import { fitsLuhn } from '../../checksums.ts';
import type { Detector } from '../../detector.ts';
import { isDate, isDay, weighted, weightedFits } from './checksums.ts';
import { nationalId } from './nationalId.ts';

const n = (text: string, from: number, to: number): number => Number(text.slice(from, to));

/** Northern Europe and the Baltic states. */
export const northernEurope: readonly Detector[] = [
  nationalId({
    id: 'se-personnummer',
    title: 'Swedish personal identity number',
    type: 'SE_PERSONNUMMER',
    entity: 'SE_PERSONNUMMER',
    context: ['personnummer', 'pnr', 'swedish', 'samordningsnummer'],
    value: '(?:18|19|20)?\\d{6}[-+]?\\d{4}',
    check: (v) => {
      const short = v.replace('+', '').slice(-10);
      const day = n(short, 4, 6);
      return isDay(n(short, 2, 4), day > 60 ? day - 60 : day) && fitsLuhn(short);
    },
    shape: '19850917-####',
    published: 'https://www.skatteverket.se/privat/folkbokforing/personnummer.4.3810a01c150939e893f18c29.html',
  }),
  nationalId({
    id: 'se-organisationsnummer',
    title: 'Swedish organisation number',
    type: 'SE_ORGNR',
    entity: 'SE_ORGANISATIONSNUMMER',
    why: 'It names a business, and a self-employed person by it.',
    context: ['organisationsnummer', 'orgnummer', 'orgnr', 'org.nr', 'org nr', 'företag', 'company'],
    value: '\\d{2}[2-9]\\d{3}-?\\d{4}',
    check: fitsLuhn,
    shape: '556###-####',
    published: 'https://www.bolagsverket.se/',
  }),
  nationalId({
    id: 'no-fodselsnummer',
    title: 'Norwegian national identity number',
    type: 'NO_FODSELSNUMMER',
    entity: 'NO_FODSELSNUMMER',
    context: ['fødselsnummer', 'fodselsnummer', 'personnummer', 'd-nummer', 'fnr'],
    value: '\\d{6} ?\\d{5}',
    check: (v) =>
      isDay(n(v, 2, 4) % 40, n(v, 0, 2) % 40) &&
      weightedFits([3, 7, 6, 1, 8, 9, 4, 5, 2, 1], 11)(v) &&
      weightedFits([5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1], 11)(v),
    unmistakable: true,
    shape: '150785#####',
    published:
      'https://www.skatteetaten.no/en/person/national-registry/birth-and-name-selection/children-born-in-norway/national-id-number/',
  }),
  nationalId({
    id: 'dk-cpr',
    title: 'Danish CPR number',
    type: 'DK_CPR',
    entity: 'DK_CPR',
    context: ['cpr', 'personnummer', 'cpr-nr', 'cprnr'],
    value: '\\d{6}-?\\d{4}',
    check: (v) => isDay(n(v, 2, 4), n(v, 0, 2)),
    needsContext: true,
    shape: '150785-####',
    published: 'https://cpr.dk/',
  }),
  nationalId({
    id: 'fi-hetu',
    title: 'Finnish personal identity code',
    type: 'FI_HETU',
    entity: 'FI_PERSONAL_IDENTITY_CODE',
    context: ['hetu', 'henkilötunnus', 'henkilotunnus', 'finnish', 'personal identity code'],
    value: '(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])\\d{2}[-+A-FYXWVU]\\d{3}[0-9A-FHJ-NPR-Y]',
    check: (v) => {
      const body = v.replace(/[-+A-FYXWVU]/, (sign, at: number) => (at === 6 ? '' : sign));
      const digits = body.slice(0, 9);
      const mark = v.length === 11 ? v[6]! : '-';
      const century = /[A-F]/.test(mark) ? 2000 : mark === '+' ? 1800 : 1900;
      return (
        isDate(century + n(digits, 4, 6), n(digits, 2, 4), n(digits, 0, 2)) &&
        n(digits, 6, 9) >= 2 &&
        '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(digits) % 31] === body.at(-1)
      );
    },
    unmistakable: true,
    shape: '131052A####',
    published: 'https://dvv.fi/en/personal-identity-code',
  }),
  nationalId({
    id: 'is-kennitala',
    title: 'Icelandic kennitala',
    type: 'IS_KENNITALA',
    entity: 'IS_KENNITALA',
    context: ['kennitala', 'kennitölu', 'kt.'],
    value: '\\d{6}-?\\d{4}',
    check: (v) => isDay(n(v, 2, 4), n(v, 0, 2) % 40) && weightedFits([3, 2, 7, 6, 5, 4, 3, 2, 1], 11)(v),
    shape: '120174-###9',
    published: 'https://www.skra.is/',
  }),
  nationalId({
    id: 'ee-isikukood',
    title: 'Estonian personal code',
    type: 'EE_ISIKUKOOD',
    entity: 'EE_ISIKUKOOD',
    context: ['isikukood', 'personal code', 'estonian'],
    value: '[1-8]\\d{10}',
    check: fitsBaltic,
    shape: '38507150###',
    published: 'https://www.riigiteataja.ee/akt/106032020003',
  }),
  nationalId({
    id: 'lt-asmens-kodas',
    title: 'Lithuanian personal code',
    type: 'LT_ASMENS_KODAS',
    entity: 'LT_ASMENS_KODAS',
    context: ['asmens kodas', 'personal code', 'lithuanian'],
    value: '[1-8]\\d{10}',
    check: fitsBaltic,
    shape: '38507150###',
    published: 'https://www.registrucentras.lt/',
  }),
  nationalId({
    id: 'lv-personas-kods',
    title: 'Latvian personal code',
    type: 'LV_PERSONAS_KODS',
    entity: 'LV_PERSONAS_KODS',
    context: ['personas kods', 'personal code', 'latvian'],
    value: '\\d{6}-\\d{5}|\\d{11}',
    check: (v) =>
      /^3[2-9]/.test(v) || (isDay(n(v, 2, 4), n(v, 0, 2)) && (1101 - weighted(v, [1, 6, 3, 7, 9, 10, 5, 8, 4, 2])) % 11 === n(v, 10, 11)),
    shape: '150785-1####',
    published: 'https://www.pmlp.gov.lv/en/personal-identity-number',
  }),
];

/** Estonia’s and Lithuania’s check digit: a second row of weights where the first leaves 10. */
function fitsBaltic(v: string): boolean {
  const first = weighted(v, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  const check = first < 10 ? first : (weighted(v, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11) % 10;
  return isDay(n(v, 3, 5), n(v, 5, 7)) && check === n(v, 10, 11);
}
