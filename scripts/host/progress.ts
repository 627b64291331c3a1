/**
 * Runs a long step and says on stderr that it runs, how long it has been running, and how it ended. stdout stays free for what a
 * script has to say.
 */
export async function step<T>(title: string, work: () => T | Promise<T>): Promise<T> {
  const begin = performance.now();
  const seconds = (): string => `${Math.round((performance.now() - begin) / 1000)} s`;
  const terminal = process.stderr.isTTY;
  process.stderr.write(terminal ? `${title} …` : `${title} …\n`);
  const timer = setInterval(
    () => process.stderr.write(terminal ? `\r${title} … ${seconds()}` : `${title} … still at it after ${seconds()}\n`),
    terminal ? 1000 : 15_000,
  );
  try {
    const result = await work();
    process.stderr.write(`${terminal ? '\r' : ''}${title}: done in ${seconds()}\n`);
    return result;
  } catch (error) {
    process.stderr.write(`${terminal ? '\r' : ''}${title}: failed after ${seconds()}\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** An expected failure: its message is all that the user needs to see. */
export class Failure extends Error {}

/** Runs a script's main function; an expected failure becomes its message and exit code 1, a bug shows its stack. */
export async function main(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  }
}
