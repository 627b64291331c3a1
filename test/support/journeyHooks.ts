import { endJourneys } from './journey.ts';

/** Mocha's global fixture of the journeys (`--require`): the browser they share ends with the run. */
export const mochaGlobalTeardown = endJourneys;
