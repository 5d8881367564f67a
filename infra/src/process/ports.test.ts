import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { freePort, isPortTaken } from './ports.ts';

describe('a free port', () => {
  it('lies below the near ends of outgoing connections, so that a server finds its port again after a restart', async () => {
    const ports = await Promise.all(Array.from({ length: 50 }, () => freePort()));
    expect(ports.filter((port) => port < 18_000 || port >= 32_768)).toEqual([]);
  });

  it('is not one that somebody listens on', async () => {
    const port = await freePort();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
    expect(await isPortTaken(port)).toBe(true);
    await new Promise((resolve) => server.close(resolve));
    expect(await isPortTaken(port)).toBe(false);
  });
});
