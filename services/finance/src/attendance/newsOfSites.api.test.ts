import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { attendanceDeviatedV1, dealClosedV1, siteOpenedV1, violationRecordedV1 } from '@shouwen/contracts';
import { NoPolicyInForce } from '@shouwen/kernel';
import { WaitsForNews } from '@shouwen/messaging';
import { type TestService, testService } from '@shouwen/testing';
import { closedDealEvent, siteOpenedEvent } from '../commission/eventFixture.ts';
import { finance } from '../service.ts';

const at = new Date('2026-03-11T09:30:00+08:00');

describe('what is told of a site before its opening', () => {
  let service: TestService;
  let siteId: string;
  let staffId: string;
  beforeAll(async () => {
    service = await testService(finance);
  });
  afterAll(() => service.stop());
  beforeEach(() => {
    [siteId, staffId] = [service.world.newId(), service.world.newId()];
  });

  const tell = {
    'a deal': (changes: object = {}) => {
      const consultants = [{ staffId, parts: 100, role: 'owner' as const }];
      const deal = { ...closedDealEvent({ siteId, dealId: service.world.newId(), consultants }), ...changes };
      return service.hear(dealClosedV1, deal, at);
    },
    'a violation': () => {
      const told = { violationId: service.world.newId(), siteId, staffId, code: 'V-01', subject: null, dealId: null };
      const more = { occurredAt: at.toISOString(), reportedBy: null, occurrences: 1, grave: false, reason: 'seen' };
      return service.hear(violationRecordedV1, { ...told, ...more, rules: [] }, at);
    },
    'a lateness': () => {
      const told = { deviationId: service.world.newId(), siteId, staffId, on: '2026-03-10', kind: 'late' as const };
      const more = { minutes: 10, halfDays: null, grave: false, recordedBy: service.world.newId() };
      return service.hear(attendanceDeviatedV1, { ...told, ...more, recordedAt: at.toISOString() }, at);
    },
  };

  it.each(Object.entries(tell))('%s waits for it, and is taken when it has come', async (_, telling) => {
    await expect(telling()).rejects.toBeInstanceOf(WaitsForNews);
    await service.hear(siteOpenedV1, siteOpenedEvent(siteId), at);
    await telling();
  });

  it('a deal that no policy will ever judge does not wait', async () => {
    await service.hear(siteOpenedV1, siteOpenedEvent(siteId), at);
    const early = { closedAt: '2025-12-31T23:59:59+08:00', closedOn: '2025-12-31', subscribedOn: '2025-12-31' };
    await expect(tell['a deal'](early)).rejects.toBeInstanceOf(NoPolicyInForce);
  });
});
