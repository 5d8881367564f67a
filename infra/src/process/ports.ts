import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** True when something listens on this port of the loopback address, or may not be listened on by us. */
export const isPortTaken = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(true));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(false)));
  });

// Below 32,768, where Linux takes the near ends of outgoing connections from: a server that stops and comes back on its port
// would find it taken by a client that tried to reach it meanwhile, or by anybody else's connection.
const lowest = 18_000;
const highest = 31_999;
const attempts = 200;

/** A port of the loopback address that is free now; another server may still take it before it is used. */
export const freePort = async (): Promise<number> => {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const port = randomInt(lowest, highest + 1);
    if (!(await isPortTaken(port))) return port;
  }
  throw new Error(`None of ${attempts} ports between ${lowest} and ${highest} is free.`);
};
