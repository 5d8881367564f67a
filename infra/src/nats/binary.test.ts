import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Problem } from '../problem.ts';
import { natsBinary } from './binary.ts';

describe('the NATS server to run', () => {
  let folder: string;
  let onPath: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shouwen-nats-binary-'));
    onPath = program('path/nats-server');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const program = (name: string): string => {
    const file = join(folder, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, '#!/bin/sh\n');
    chmodSync(file, 0o755);
    return file;
  };
  const searchPath = (): string => join(folder, 'path');
  const none = () => null;

  it('is the one that was named, before all others', () => {
    const explicit = program('mine');
    expect(natsBinary({ explicit, searchPath: searchPath(), platform: 'linux-x64' })).toBe(explicit);
  });

  it('is the packaged one where there is one, before that on the PATH', () => {
    const found = natsBinary({ explicit: undefined, searchPath: searchPath(), platform: 'linux-x64' });
    expect(found).toMatch(/node_modules\/@eplightning\/nats-server-linux-x64\/bin\/nats-server$/);
  });

  it('is that on the PATH on other platforms, and where the package is missing', () => {
    expect(natsBinary({ explicit: '', searchPath: searchPath(), platform: 'darwin-arm64' })).toBe(onPath);
    expect(natsBinary({ explicit: '', searchPath: searchPath(), platform: 'linux-x64', findPackage: none })).toBe(
      onPath,
    );
  });

  it('is never a packaged program that was not examined', () => {
    program('package/bin/nats-server');
    const findPackage = () => join(folder, 'package');
    const choosing = () => natsBinary({ explicit: '', searchPath: searchPath(), platform: 'linux-x64', findPackage });
    expect(choosing).toThrow(/is not the one that was examined \(SHA-256 [0-9a-f]{64}\): remove node_modules/);
    expect(choosing).toThrow(Problem);
  });

  it('is asked for in one sentence where there is none', () => {
    const choosing = () => natsBinary({ explicit: '', searchPath: folder, platform: 'darwin-arm64' });
    expect(choosing).toThrow(
      /no NATS server for darwin-arm64: install nats-server .* or give a running one with NATS_URL\.$/,
    );
    expect(choosing).toThrow(Problem);
  });

  it('is refused when the named one cannot be run', () => {
    const explicit = join(folder, 'nothing');
    expect(() => natsBinary({ explicit, searchPath: searchPath() })).toThrow(
      /NATS_SERVER_BIN names .*nothing.*correct it/,
    );
  });
});
