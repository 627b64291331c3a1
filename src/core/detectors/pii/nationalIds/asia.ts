import { fitsLuhn } from '../../checksums.ts';
import type { Detector } from '../../detector.ts';
import { fitsMod112, fitsVerhoeff, isDate, isDay, weighted, weightedFits } from './checksums.ts';
import { nationalId } from './nationalId.ts';

const n = (text: string, from: number, to: number): number => Number(text.slice(from, to));

/** South Asia and the Middle East. */
export const southAsia: readonly Detector[] = [
  nationalId({
    id: 'in-pan',
    title: 'Indian PAN',
    type: 'IN_PAN',
    entity: 'IN_PAN',
    context: ['pan', 'pannumber', 'permanent account', 'pancard'],
    value: '[A-Z]{3}[ABCFGHJLPT][A-Z]\\d{4}[A-Z]',
    shape: 'ABCP@####@',
    published: 'https://www.incometax.gov.in/',
  }),
  nationalId({
    id: 'in-aadhaar',
    title: 'Indian Aadhaar',
    type: 'IN_AADHAAR',
    entity: 'IN_AADHAAR',
    context: ['aadhaar', 'aadhar', 'uidai', 'आधार'],
    value: '[2-9]\\d{3}(?<separator>[ :-]?)\\d{4}\\k<separator>\\d{4}',
    check: (v) => fitsVerhoeff(v) && v !== [...v].reverse().join(''),
    shape: '3### #### ####',
    published: 'https://uidai.gov.in/',
  }),
  nationalId({
    id: 'in-gstin',
    title: 'Indian GSTIN',
    type: 'IN_GSTIN',
    entity: 'IN_GSTIN',
    why: 'It names a business, and a self-employed person by it.',
    context: ['gstin', 'gst'],
    value: '(?:0[1-9]|[12]\\d|3[0-7])[A-Z]{5}\\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]',
    unmistakable: true,
    shape: '27ABCP@####F1Z#',
    published: 'https://www.gst.gov.in/',
  }),
  nationalId({
    id: 'in-voter',
    title: 'Indian voter id',
    type: 'IN_VOTER',
    entity: 'IN_VOTER',
    context: ['voter', 'vote', 'epic', 'election card'],
    value: '[A-Z]{3}\\d{7}',
    shape: '@@@#######',
    published: 'https://voters.eci.gov.in/',
  }),
  nationalId({
    id: 'in-passport',
    title: 'Indian passport number',
    type: 'IN_PASSPORT',
    entity: 'IN_PASSPORT',
    context: ['passport', 'indian passport'],
    value: '[A-Z][1-9]\\d{5}[1-9]',
    shape: 'J1#####5',
    published: 'https://www.passportindia.gov.in/',
  }),
  nationalId({
    id: 'in-vehicle-registration',
    title: 'Indian vehicle registration',
    type: 'VEHICLE_PLATE',
    entity: 'IN_VEHICLE_REGISTRATION',
    context: ['registration', 'vehicle', 'number plate', 'bike', 'rto'],
    value:
      '(?:A[NPRS]|BR|C[GH]|D[DLN]|G[AJ]|H[PR]|J[HK]|K[AL]|L[AD]|M[HLNPZ]|N[L]|O[DR]|P[BY]|RJ|SK|T[GNRS]|U[KPT]|WB)[ -]?\\d{1,2}[ -]?[A-Z]{1,3}[ -]?\\d{4}',
    shape: 'KA53@@####',
    published: 'https://parivahan.gov.in/',
  }),
  nationalId({
    id: 'pk-cnic',
    title: 'Pakistani CNIC',
    type: 'PK_CNIC',
    entity: 'PK_CNIC',
    context: ['cnic', 'nadra', 'shanakhti'],
    value: '[1-7]\\d{4}-\\d{7}-\\d|[1-7]\\d{12}',
    needsContext: true,
    shape: '35202-#######-#',
    published: 'https://www.nadra.gov.pk/',
  }),
  nationalId({
    id: 'lk-nic',
    title: 'Sri Lankan NIC',
    type: 'LK_NIC',
    entity: 'LK_NIC',
    context: ['nic', 'national identity card', 'sri lanka'],
    value: '(?:\\d{9}[VX]|(?:19|20)\\d{10})',
    check: (v) => {
      const day = v.length === 10 ? n(v, 2, 5) : n(v, 4, 7);
      return day % 500 >= 1 && day % 500 <= 366;
    },
    needsContext: true,
    shape: '85197####V',
    published: 'https://drp.gov.lk/',
  }),
  nationalId({
    id: 'il-id',
    title: 'Israeli identity number',
    type: 'IL_ID',
    entity: 'IL_ID',
    context: ['teudat zehut', 'תעודת זהות', 'ת.ז', 'israeli id', 'tz'],
    value: '\\d{9}',
    check: fitsLuhn,
    needsContext: true,
    shape: '#########',
    published: 'https://www.gov.il/',
  }),
  nationalId({
    id: 'ae-emirates-id',
    title: 'Emirates id',
    type: 'AE_EMIRATES_ID',
    entity: 'AE_EMIRATES_ID',
    context: ['emirates id', 'eid', 'هوية'],
    value: '784-?(?:19|20)\\d{2}-?\\d{7}-?\\d',
    check: fitsLuhn,
    unmistakable: true,
    shape: '784-1985-#######-#',
    published: 'https://icp.gov.ae/',
  }),
  nationalId({
    id: 'sa-national-id',
    title: 'Saudi national or iqama id',
    type: 'SA_ID',
    entity: 'SA_NATIONAL_ID',
    context: ['iqama', 'saudi', 'هوية', 'إقامة'],
    value: '[12]\\d{9}',
    check: fitsLuhn,
    needsContext: true,
    shape: '1#########',
    published: 'https://www.absher.sa/',
  }),
  nationalId({
    id: 'ir-national-code',
    title: 'Iranian national code',
    type: 'IR_NATIONAL_CODE',
    entity: 'IR_MELLI',
    context: ['کد ملی', 'melli', 'national code', 'کدملی'],
    value: '\\d{10}',
    check: (v) => {
      const rest = weighted(v, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
      return (rest < 2 ? rest : 11 - rest) === n(v, 9, 10);
    },
    needsContext: true,
    shape: '##########',
    published: 'https://www.sabteahval.ir/',
  }),
  nationalId({
    id: 'kz-iin',
    title: 'Kazakh IIN',
    type: 'KZ_IIN',
    entity: 'KZ_IIN',
    context: ['иин', 'жсн', 'iin'],
    value: '\\d{12}',
    check: (v) => {
      const first = weighted(v, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11;
      const sum = first < 10 ? first : weighted(v, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11;
      return isDay(n(v, 2, 4), n(v, 4, 6)) && sum === n(v, 11, 12);
    },
    shape: '8507153#####',
    published: 'https://egov.kz/',
  }),
];

/** East and South-East Asia. */
export const eastAsia: readonly Detector[] = [
  nationalId({
    id: 'cn-resident-id',
    title: 'Chinese resident id',
    type: 'CN_RESIDENT_ID',
    entity: 'CN_RESIDENT_ID',
    context: ['身份证', 'resident id', 'shenfenzheng', 'idcard', 'id card', '公民身份'],
    value: '[1-9]\\d{5}(?:19|20)\\d{9}[0-9X]',
    check: (v) => isDate(n(v, 6, 10), n(v, 10, 12), n(v, 12, 14)) && fitsMod112(v),
    unmistakable: true,
    shape: '11010119850715####',
    published: 'https://openstd.samr.gov.cn/bzgk/gb/newGbInfo?hcno=080D6FBF2BB468F9007657F26D60013E',
  }),
  nationalId({
    id: 'hk-id',
    title: 'Hong Kong identity card',
    type: 'HK_ID',
    entity: 'HK_ID',
    context: ['hkid', '身份證', 'hong kong id', 'hong kong identity'],
    value: '[A-Z]{1,2}\\d{6}(?:\\([0-9A]\\)|[0-9A])',
    check: fitsHongKong,
    shape: 'A######(#)',
    published: 'https://www.immd.gov.hk/',
  }),
  nationalId({
    id: 'tw-id',
    title: 'Taiwanese identity card',
    type: 'TW_ID',
    entity: 'TW_ID',
    context: ['身分證', '統一編號', 'taiwan', 'national id'],
    value: '[A-Z][1289]\\d{8}',
    check: (v) => {
      const code = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(v[0]!) + 10;
      return weightedFits([1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1], 10)(`${code}${v.slice(1)}`);
    },
    shape: 'A1########',
    published: 'https://www.ris.gov.tw/',
  }),
  nationalId({
    id: 'jp-my-number',
    title: 'Japanese My Number',
    type: 'JP_MY_NUMBER',
    entity: 'JP_MY_NUMBER',
    context: ['マイナンバー', '個人番号', 'my number', 'mynumber'],
    value: '\\d{4}[ -]?\\d{4}[ -]?\\d{4}',
    check: (v) => {
      const rest = weighted(v, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
      return (rest < 2 ? 0 : 11 - rest) === n(v, 11, 12);
    },
    needsContext: true,
    shape: '#### #### ####',
    published: 'https://www.digital.go.jp/en/policies/mynumber',
  }),
  nationalId({
    id: 'kr-rrn',
    title: 'Korean resident number',
    type: 'KR_RRN',
    entity: 'KR_RRN',
    context: ['rrn', '주민등록번호', '주민번호', 'resident registration'],
    value: '\\d{6}-?[1-4]\\d{6}',
    check: (v) => isDay(n(v, 2, 4), n(v, 4, 6)),
    shape: '850715-1######',
    published: 'https://www.mois.go.kr/',
  }),
  nationalId({
    id: 'kr-frn',
    title: 'Korean foreigner number',
    type: 'KR_FRN',
    entity: 'KR_FRN',
    context: ['frn', '외국인등록번호', 'foreigner registration', 'alien registration'],
    value: '\\d{6}-?[5-8]\\d{6}',
    check: (v) => isDay(n(v, 2, 4), n(v, 4, 6)),
    shape: '850715-5######',
    published: 'https://www.hikorea.go.kr/',
  }),
  nationalId({
    id: 'kr-brn',
    title: 'Korean business number',
    type: 'KR_BRN',
    entity: 'KR_BRN',
    why: 'It names a business, and a self-employed person by it.',
    context: ['brn', '사업자등록번호', '사업자번호', 'business registration'],
    value: '\\d{3}-?\\d{2}-?\\d{5}',
    check: (v) => (10 - ((weighted(v, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor((n(v, 8, 9) * 5) / 10)) % 10)) % 10 === n(v, 9, 10),
    shape: '###-##-#####',
    published: 'https://www.nts.go.kr/',
  }),
  nationalId({
    id: 'kr-driver-license',
    title: 'Korean driving licence number',
    type: 'KR_LICENSE',
    entity: 'KR_DRIVER_LICENSE',
    context: ['운전면허', 'driver license', 'driving license', 'license'],
    value: '(?:1[1-9]|2[0-8])(?<separator>[ -]?)\\d{2}\\k<separator>\\d{6}\\k<separator>\\d{2}',
    shape: '11-##-######-##',
    published: 'https://www.safedriving.or.kr/',
  }),
  nationalId({
    id: 'kr-passport',
    title: 'Korean passport number',
    type: 'KR_PASSPORT',
    entity: 'KR_PASSPORT',
    context: ['여권', 'korean passport', 'passport'],
    value: '[MSDRGO](?:\\d{3}[A-Z]\\d{4}|\\d{8})',
    shape: 'M###A####',
    published: 'https://www.passport.go.kr/',
  }),
  nationalId({
    id: 'sg-nric-fin',
    title: 'Singapore NRIC or FIN',
    type: 'SG_NRIC',
    entity: 'SG_FIN',
    context: ['nric', 'fin', 'singapore'],
    value: '[STFGM]\\d{7}[A-Z]',
    check: fitsNric,
    unmistakable: true,
    shape: 'S#######@',
    published: 'https://www.ica.gov.sg/',
  }),
  nationalId({
    id: 'sg-uen',
    title: 'Singapore UEN',
    type: 'SG_UEN',
    entity: 'SG_UEN',
    why: 'It names a business, and a self-employed person by it.',
    context: ['uen', 'unique entity number'],
    value: '(?:\\d{8}[A-Z]|(?:19|20)\\d{7}[A-Z]|[RST]\\d{2}[A-Z]{2}\\d{4}[A-Z])',
    check: fitsUen,
    shape: '5#######@',
    published: 'https://www.uen.gov.sg/',
  }),
  nationalId({
    id: 'th-tnin',
    title: 'Thai national id',
    type: 'TH_TNIN',
    entity: 'TH_TNIN',
    context: ['เลขประจำตัวประชาชน', 'เลขบัตรประชาชน', 'thai id', 'thai national', 'tnin'],
    value: '[1-8](?:[ -]?\\d){12}',
    check: (v) => (11 - (weighted(v, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === n(v, 12, 13) && isThaiProvince(n(v, 1, 3)),
    shape: '110##########',
    published: 'https://www.bora.dopa.go.th/',
  }),
  nationalId({
    id: 'my-nric',
    title: 'Malaysian MyKad number',
    type: 'MY_NRIC',
    entity: 'MY_NRIC',
    context: ['mykad', 'nric', 'kad pengenalan', 'no. kp', 'malaysian'],
    value: '\\d{6}-?\\d{2}-?\\d{4}',
    check: (v) => isDay(n(v, 2, 4), n(v, 4, 6)),
    needsContext: true,
    shape: '850715-14-####',
    published: 'https://www.jpn.gov.my/',
  }),
  nationalId({
    id: 'id-nik',
    title: 'Indonesian NIK',
    type: 'ID_NIK',
    entity: 'ID_NIK',
    context: ['nik', 'ktp', 'nomor induk', 'kependudukan'],
    value: '[1-9]\\d{15}',
    check: (v) => isDay(n(v, 8, 10), n(v, 6, 8) % 40),
    needsContext: true,
    shape: '317404150785####',
    published: 'https://dukcapil.kemendagri.go.id/',
  }),
  nationalId({
    id: 'ph-tin',
    title: 'Philippine TIN',
    type: 'PH_TIN',
    entity: 'PH_TIN',
    context: ['tin', 'bir', 'taxpayer', 'tax id', 'your id'],
    value: '[0-5]\\d{2}-?\\d{3}-?\\d{3}(?:-?\\d{3,5})?',
    check: (v) => weighted(v, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 === n(v, 8, 9),
    needsContext: true,
    shape: '0##-###-###-000',
    published: 'https://www.bir.gov.ph/',
  }),
  nationalId({
    id: 'vn-cccd',
    title: 'Vietnamese citizen id',
    type: 'VN_CCCD',
    entity: 'VN_CCCD',
    context: ['cccd', 'căn cước', 'can cuoc', 'cmnd', 'chứng minh nhân dân'],
    value: '0\\d{2}[0-9]\\d{8}',
    needsContext: true,
    shape: '001#########',
    published: 'https://dichvucong.gov.vn/',
  }),
];

/** Thailand’s provinces as they stand in the second and third digit (ISO 3166-2:TH and the ones the interior ministry uses). */
const isThaiProvince = (code: number): boolean =>
  (code >= 10 && code <= 27) ||
  (code >= 30 && code <= 58) ||
  (code >= 60 && code <= 67) ||
  (code >= 70 && code <= 77) ||
  (code >= 80 && code <= 86) ||
  (code >= 90 && code <= 96);

/** Hong Kong’s check digit: a missing first letter counts 36. */
function fitsHongKong(v: string): boolean {
  const plain = v.replace(/[()]/g, '').padStart(9, ' ');
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += (9 - i) * (plain[i] === ' ' ? 36 : parseInt(plain[i]!, 36));
  return sum % 11 === 0;
}

/** Singapore’s check letter by series, as in the published validation of the NRIC. */
function fitsNric(v: string): boolean {
  const series = v[0]!;
  const sum = weighted(v.slice(1), [2, 7, 6, 5, 4, 3, 2]) + (/[TG]/.test(series) ? 4 : series === 'M' ? 3 : 0);
  const letters = /[ST]/.test(series) ? 'JZIHGFEDCBA' : series === 'M' ? 'XWUTRQPNJLK' : 'XWUTRQPNMLK';
  return letters[sum % 11] === v[8];
}

/** The UEN’s check letter, which each of its three forms counts in its own way. */
function fitsUen(v: string): boolean {
  if (/^[RST]/.test(v)) {
    const alphabet = 'ABCDEFGHJKLMNPQRSTUVWX0123456789';
    let sum = 0;
    [4, 3, 5, 3, 10, 2, 2, 5, 7].forEach((weight, at) => (sum += weight * alphabet.indexOf(v[at]!)));
    return alphabet[(((sum - 5) % 11) + 11) % 11] === v[9];
  }
  if (v.length === 9) return 'XMKECAWLJDB'[weighted(v, [10, 4, 9, 3, 8, 2, 7, 1]) % 11] === v[8];
  return 'ZKCMDNERGWH'[weighted(v, [10, 8, 6, 4, 9, 7, 5, 3, 1]) % 11] === v[9];
}
