import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A model that is quicker than any: answers whole, or streams as many tokens as the `x-tokens` header says, as fast as they are taken.
 * Prints its port.
 */
const event = (text: string): string =>
  `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content: text }, finish_reason: null }] })}\n\n`;

const server = createServer((request, response) => {
  let length = 0;
  request.on('data', (chunk: Buffer) => (length += chunk.length));
  request.on('end', () => {
    const tokens = Number(request.headers['x-tokens'] ?? 0);
    if (tokens === 0) {
      const answer = { choices: [{ index: 0, message: { role: 'assistant', content: `${length} bytes` } }] };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let sent = 0;
    const more = (): void => {
      while (sent < tokens) {
        sent++;
        if (!response.write(event(`token ${sent} `))) return void response.once('drain', more);
      }
      response.end('data: [DONE]\n\n');
    };
    more();
  });
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
