import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** The plainest reverse proxy there is with `node:http`, to the port given as argument: what the gateway is measured against. Prints its port. */
const port = Number(process.argv[2]);
const agent = new http.Agent({ keepAlive: true });

const server = http.createServer((request, response) => {
  const upstream = http.request(
    { host: '127.0.0.1', port, path: request.url, method: request.method, headers: request.headers, agent },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  request.pipe(upstream);
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
