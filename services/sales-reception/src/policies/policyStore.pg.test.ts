import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Tx } from '@shouwen/database';
import { type TestService, testService } from '@shouwen/testing';
import { salesReception } from '../service.ts';
import { adoptPreset } from './adoptPreset.ts';
import { findSitePolicies, insertVersion } from './policyStore.ts';
import { tripleConfirmation } from './salesPresets.ts';

const since = new Date('2026-01-01T00:00:00+08:00');
const later = new Date('2026-06-01T00:00:00+08:00');

describe('the policies of a site', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService(salesReception);
  });
  afterAll(() => service.stop());

  const counting = (tx: Tx, asked: string[]): Tx =>
    new Proxy(tx, {
      get: (target, key, receiver) =>
        key === 'query'
          ? (sql: string, parameters: unknown[]) => {
              asked.push(sql);
              return target.query(sql, parameters);
            }
          : Reflect.get(target, key, receiver),
    });
  const adopt = (tx: Tx, siteId: string) =>
    adoptPreset(tx, {
      siteId,
      preset: 'triple-confirmation',
      timeZone: 'Asia/Shanghai',
      effectiveFrom: since,
      at: since,
      newId: service.world.newId,
    });
  const version = (siteId: string) => ({
    id: service.world.newId(),
    siteId,
    preset: 'triple-confirmation',
    effectiveFrom: later,
    params: { ...tripleConfirmation, 'claim.freshnessDays': 5 },
    actor: 'test',
    at: since,
  });

  it('are loaded once in a transaction, and again in the next', async () => {
    const siteId = service.world.newId();
    await service.world.db.transaction((tx) => adopt(tx, siteId));
    for (const _ of [1, 2]) {
      const asked: string[] = [];
      await service.world.db.read(async (bare) => {
        const tx = counting(bare, asked);
        for (const _again of [1, 2, 3]) expect((await findSitePolicies(tx, siteId))?.versions).toHaveLength(1);
      });
      expect(asked.filter((sql) => sql.includes('site_policy'))).toHaveLength(1);
    }
  });

  it('are never older than what the transaction itself wrote', async () => {
    const siteId = service.world.newId();
    await service.world.db.transaction(async (tx) => {
      expect(await findSitePolicies(tx, siteId)).toBeNull();
      await adopt(tx, siteId);
      expect((await findSitePolicies(tx, siteId))?.versions).toHaveLength(1);
      await insertVersion(tx, version(siteId));
      expect((await findSitePolicies(tx, siteId))?.versions).toHaveLength(2);
    });
  });
});
