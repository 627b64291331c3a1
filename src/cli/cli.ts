import { EXIT } from './io.ts';
import { main } from './main.ts';
import { whyUnreadable } from '../node/files.ts';
import { isMainThread } from 'node:worker_threads';
import { serveThread } from '../node/scan/thread.ts';

if (isMainThread) runCommandLine();
else serveThread();

function runCommandLine(): void {
  // A reader that has seen enough (`cordon scan . | head`) is no failure.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
      if (stream === process.stdout) process.stderr.write(`cordon: the output cannot be written: ${whyUnreadable(error)}.\n`);
      process.exit(EXIT.failure);
    });
  }

  const { stdin, stdout, stderr } = process;
  void main(process.argv.slice(2), { stdin, stdout, stderr, cwd: process.cwd() }).then((code) => {
    process.exitCode = code;
    // An answer may come before all of stdin was read; waiting for the rest would hang.
    stdin.destroy();
  });
}
