import { serveThread } from './thread.ts';

// What a thread runs where the sources are not bundled; the bundle of the command line does the same.
serveThread();
