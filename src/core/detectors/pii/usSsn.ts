import type { Confidence } from '../../finding.ts';
import type { Detector, Match } from '../detector.ts';

const CONTEXT = /\b(?:ssn|social[ _-]?security|soc[ ._-]?sec|ss ?#|taxpayer)/i;

export const usSsn: readonly Detector[] = [
  {
    id: 'us-ssn',
    title: 'US social security number',
    kind: 'pii',
    why: 'With it and a name, accounts can be opened in somebody’s name.',
    type: 'SSN',
    entity: 'US_SSN',
    literals: [],
    anchor: 'digits',
    pattern: /(?<![A-Za-z0-9_.+/=#-])(?<value>\d{3}(?<separator>[ .-]?)\d{2}\k<separator>\d{4})(?![A-Za-z0-9_]|[-./]\d)/,
    after: 12,
    confidence: 'medium',
    accept: inContext,
    finds: () => [
      `SSN: «${['536', '22', '8146'].join('-')}»`,
      `her social security number is «${['536', '22', '8146'].join('')}».`,
      `{"ssn":"«${['219', '33', '4417'].join(' ')}»"}`,
    ],
    ignores: () => [
      { text: 'SSN: 000-12-3456', because: 'no number begins with 000' },
      { text: 'SSN: 666-12-3456', because: 'no number begins with 666' },
      { text: 'SSN: 536-00-8146', because: 'the middle is never 00' },
      { text: 'order 536228146', because: 'nothing says that it is one' },
    ],
    published: 'https://www.ssa.gov/employer/randomization.html',
  },
];

function inContext({ value, text, start, end, groups }: Match): Confidence | undefined {
  const digits = value.replace(/\D/g, '');
  if (/^(?:000|666|9)|^...00|0000$/.test(digits) || new Set(digits).size === 1) return undefined;
  const separator = groups['separator'];
  const near = text.slice(Math.max(0, start - 80), start) + text.slice(end, end + 30);
  const inWords = CONTEXT.test(near);
  // In an advertisement and in countless forms: https://www.ssa.gov/history/ssn/misused.html
  if (['078051120', '219099999', '123456789', '987654321'].includes(digits)) return inWords || separator === '-' ? 'low' : undefined;
  if (inWords) return separator === '-' ? 'high' : 'medium';
  return separator === '-' || (separator !== '' && text.length <= 64) ? 'low' : undefined;
}
