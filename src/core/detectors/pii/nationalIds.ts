/** National and tax numbers, addresses of cryptocurrencies and other identifiers of persons. The order decides between equals. */
import type { Detector } from '../detector.ts';
import { cryptoAddresses } from './crypto.ts';
import { identifiers } from './identifiers.ts';
import { latinAmerica, northAmerica } from './nationalIds/americas.ts';
import { eastAsia, southAsia } from './nationalIds/asia.ts';
import { easternEurope } from './nationalIds/easternEurope.ts';
import { germanSpeaking } from './nationalIds/germanSpeaking.ts';
import { northernEurope } from './nationalIds/northernEurope.ts';
import { africa, oceania } from './nationalIds/oceaniaAfrica.ts';
import { southernEurope } from './nationalIds/southernEurope.ts';
import { westernEurope } from './nationalIds/westernEurope.ts';

const all: readonly Detector[] = [
  ...westernEurope,
  ...germanSpeaking,
  ...southernEurope,
  ...northernEurope,
  ...easternEurope,
  ...northAmerica,
  ...latinAmerica,
  ...southAsia,
  ...eastAsia,
  ...oceania,
  ...africa,
  ...identifiers,
  ...cryptoAddresses,
];

/** Loose forms without a check digit: where nothing else tells two apart, a number whose check digit fits is the likelier one. */
const LOOSE = new Set(['us-passport', 'us-driver-license', 'uk-vehicle-registration', 'de-tax-number', 'it-identity-card']);

export const nationalIds: readonly Detector[] = [...all.filter(({ id }) => !LOOSE.has(id)), ...all.filter(({ id }) => LOOSE.has(id))];
