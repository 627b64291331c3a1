import { fitsLuhn } from '../../checksums.ts';
import type { Detector } from '../../detector.ts';
import { isDay, weighted } from './checksums.ts';
import { nationalId } from './nationalId.ts';

const n = (text: string, from: number, to: number): number => Number(text.slice(from, to));
const NIF_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const nifLetter = (digits: string): string => NIF_LETTERS[Number(digits) % 23]!;

/** Spain, Portugal, Italy and Greece. */
export const southernEurope: readonly Detector[] = [
  nationalId({
    id: 'es-nif',
    title: 'Spanish NIF (DNI)',
    type: 'ES_NIF',
    entity: 'ES_NIF',
    context: ['nif', 'dni', 'documento nacional', 'identidad'],
    value: '\\d{7,8}-?[A-HJ-NP-TV-Z]',
    check: (v) => nifLetter(v.slice(0, -1)) === v.at(-1),
    unmistakable: true,
    shape: '########@',
    published:
      'https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/dni/calculo-del-digito-de-control-del-nif-nie/',
  }),
  nationalId({
    id: 'es-nie',
    title: 'Spanish NIE',
    type: 'ES_NIE',
    entity: 'ES_NIE',
    context: ['nie', 'extranjero', 'foreigner'],
    value: '[XYZ]\\d{7}-?[A-HJ-NP-TV-Z]',
    check: (v) => nifLetter('XYZ'.indexOf(v[0]!) + v.slice(1, -1)) === v.at(-1),
    unmistakable: true,
    shape: 'X#######@',
    published:
      'https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/dni/calculo-del-digito-de-control-del-nif-nie/',
  }),
  nationalId({
    id: 'es-passport',
    title: 'Spanish passport number',
    type: 'ES_PASSPORT',
    entity: 'ES_PASSPORT',
    context: ['pasaporte', 'spanish passport', 'passport'],
    value: '[A-Z]{3}\\d{6}',
    shape: 'XAB######',
    published: 'https://www.dnielectronico.es/',
  }),
  nationalId({
    id: 'pt-nif',
    title: 'Portuguese tax number (NIF)',
    type: 'PT_NIF',
    entity: 'PT_NIF',
    context: ['nif', 'contribuinte', 'número fiscal', 'numero fiscal'],
    value: '[1-35689]\\d{2} ?\\d{3} ?\\d{3}',
    check: (v) => {
      const rest = 11 - (weighted(v, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
      return (rest > 9 ? 0 : rest) === n(v, 8, 9);
    },
    needsContext: true,
    shape: '2########',
    published: 'https://www.portaldasfinancas.gov.pt/',
  }),
  nationalId({
    id: 'it-fiscal-code',
    title: 'Italian fiscal code',
    type: 'IT_FISCAL_CODE',
    entity: 'IT_FISCAL_CODE',
    context: ['codice fiscale', 'fiscal code', 'codfisc', 'fiscale'],
    value: '[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]',
    check: fitsFiscalCode,
    unmistakable: true,
    shape: '@@@@@@85B##F205@',
    published: 'https://www.agenziaentrate.gov.it/portale/web/english/nse/individuals/tax-identification-number',
  }),
  nationalId({
    id: 'it-vat-code',
    title: 'Italian VAT number',
    type: 'IT_VAT_CODE',
    entity: 'IT_VAT_CODE',
    why: 'It names a business, and a self-employed person by it.',
    context: ['partita iva', 'p.iva', 'piva', 'vat', 'iva'],
    value: '\\d{11}|\\d{8}_\\d{3}',
    check: (v) => fitsLuhn(v.replace('_', '')),
    shape: '0##########',
    published: 'https://www.agenziaentrate.gov.it/',
  }),
  nationalId({
    id: 'it-driver-license',
    title: 'Italian driving licence number',
    type: 'IT_LICENCE',
    entity: 'IT_DRIVER_LICENSE',
    context: ['patente', 'patente di guida', 'driving licence', 'license'],
    value: '(?:[A-Z]{2}\\d{7}[A-Z]|U1(?=[A-Z]{0,6}\\d)[B-DF-HJ-NP-TV-Z0-9]{7}[A-Z])',
    shape: 'MI#######@',
    published: 'https://www.mit.gov.it/',
  }),
  nationalId({
    id: 'it-identity-card',
    title: 'Italian identity card number',
    type: 'IT_ID_CARD',
    entity: 'IT_IDENTITY_CARD',
    context: ['carta d', 'carta identità', 'carta di identità', 'identity card', 'cie'],
    value: '(?:[A-Z]{2} ?\\d{7}|\\d{7}[A-Z]{2}|[A-Z]{2}\\d{5}[A-Z]{2})',
    shape: 'CA#####AA',
    published: 'https://www.cartaidentita.interno.gov.it/',
  }),
  nationalId({
    id: 'it-passport',
    title: 'Italian passport number',
    type: 'IT_PASSPORT',
    entity: 'IT_PASSPORT',
    context: ['passaporto', 'italian passport'],
    value: '[A-Z]{2}\\d{7}',
    shape: 'YA#######',
    published: 'https://www.poliziadistato.it/articolo/passaporto',
  }),
  nationalId({
    id: 'gr-amka',
    title: 'Greek social security number (AMKA)',
    type: 'GR_AMKA',
    entity: 'GR_AMKA',
    context: ['amka', 'αμκα'],
    value: '\\d{11}',
    check: (v) => isDay(n(v, 2, 4), n(v, 0, 2)) && fitsLuhn(v),
    shape: '150780#####',
    published: 'https://www.amka.gr/',
  }),
  nationalId({
    id: 'gr-afm',
    title: 'Greek tax number (AFM)',
    type: 'GR_AFM',
    entity: 'GR_AFM',
    context: ['αφμ', 'afm', 'a.f.m'],
    value: '\\d{9}',
    check: (v) => (weighted(v, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === n(v, 8, 9),
    needsContext: true,
    shape: '#########',
    published: 'https://www.aade.gr/',
  }),
];

const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** The check letter of the Italian fiscal code (D.M. 23/12/1976). */
function fitsFiscalCode(v: string): boolean {
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const code = v.charCodeAt(i);
    const rank = code >= 65 ? code - 65 : code - 48;
    sum += i % 2 ? rank : ODD[rank]!;
  }
  return sum % 26 === v.charCodeAt(15) - 65;
}
