import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { identify } from '../process/identity.ts';
import { probeNats } from './probe.ts';
import { type NatsServer, startNats } from './startNats.ts';

describe('a NATS of our own', () => {
  let storeDir: string;
  let servers: NatsServer[];

  beforeEach(() => {
    storeDir = mkdtempSync(join(tmpdir(), 'shouwen-nats-test-'));
    servers = [];
  });

  afterEach(async () => {
    for (const server of servers) await server.stop();
    rmSync(storeDir, { recursive: true, force: true });
  });

  const start = async (options: { port?: number; program?: string; temporary?: boolean } = {}): Promise<NatsServer> => {
    const server = await startNats({ storeDir, ...options });
    servers.push(server);
    return server;
  };

  it('answers with JetStream on the loopback address, again after it was killed', async () => {
    const server = await start();
    expect(server.url).toBe(`nats://127.0.0.1:${server.port}`);
    expect(await probeNats('127.0.0.1', server.port, 1_000)).toMatchObject({ jetstream: true });
    await server.kill9();
    expect(await probeNats('127.0.0.1', server.port, 1_000)).toBeNull();
    await server.restart();
    expect(await probeNats('127.0.0.1', server.port, 1_000)).toMatchObject({ jetstream: true });
  });

  it('ends with stop, and removes its folder when it is temporary', async () => {
    const server = await start({ temporary: true });
    const pid = server.pid() ?? 0;
    expect(identify(pid)).not.toBeNull();
    await server.stop();
    expect(identify(pid)).toBeNull();
    expect(existsSync(storeDir)).toBe(false);
  });

  it('runs the program that is named', async () => {
    const program = join(storeDir, 'named');
    writeFileSync(program, '#!/bin/sh\necho "I was run instead"; exit 1\n');
    chmodSync(program, 0o755);
    await expect(start({ program })).rejects.toThrow(/I was run instead/);
  });

  it('says in one sentence that its port is taken', async () => {
    const { port } = await start();
    const other = startNats({ storeDir: join(storeDir, 'other'), port });
    await expect(other).rejects.toThrow(`Port ${port}, wanted for NATS, is taken: stop what listens there`);
  });
});
