import type { Socket } from 'node:net';

/** Longer lines are nobody's we know. */
const LONGEST = 16 * 1024 * 1024;

/** One JSON text a line, both ways. */
export interface Lines {
  send(message: object): void;
  end(): void;
}

/** Reads and writes a socket line by line. `received` gets objects only; a socket that sends anything else is closed. */
export function linesOf(socket: Socket, received: (message: Readonly<Record<string, unknown>>) => void): Lines {
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    rest += chunk;
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 1);
      const message = parse(line);
      if (!message) return void socket.destroy();
      received(message);
    }
    if (rest.length > LONGEST) socket.destroy();
  });
  return {
    send: (message) => void (socket.writable && socket.write(`${JSON.stringify(message)}\n`)),
    end: () => void socket.end(),
  };
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
