/** What the command line loads: one bundle, so that its other commands start without it. */
export { isLoopback } from './access.ts';
export { dashboardFiles } from './assets.ts';
export { startReceiver } from './receiver.ts';
export { hasDatabase } from './store/database.ts';
export { openStore } from './store/store.ts';
