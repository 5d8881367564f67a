import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { erasureRegister } from './erasureRegister.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shouwen-erasures-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const erasure = (requestId: string) => ({ requestId, clientIds: ['c1', 'c2'], at: '2026-03-02T01:28:00.000Z' });

describe('S34 the register of erasures outside the database', () => {
  it('is empty before the first, and then only grows', async () => {
    const register = erasureRegister(join(folder, 'new'));
    expect(await register.read()).toEqual([]);
    await register.append(erasure('r1'));
    const first = readFileSync(join(folder, 'new', 'erasures.jsonl'), 'utf8');
    await erasureRegister(join(folder, 'new')).append(erasure('r2'));
    expect(readFileSync(join(folder, 'new', 'erasures.jsonl'), 'utf8').startsWith(first)).toBe(true);
    expect(await register.read()).toEqual([erasure('r1'), erasure('r2')]);
  });

  it('a line that a crash cut off hides neither those before it nor those after it', async () => {
    const register = erasureRegister(folder);
    await register.append(erasure('r1'));
    appendFileSync(join(folder, 'erasures.jsonl'), '{"requestId":"r2","cli');
    await register.append(erasure('r3'));
    expect(await register.read()).toEqual([erasure('r1'), erasure('r3')]);
  });
});
