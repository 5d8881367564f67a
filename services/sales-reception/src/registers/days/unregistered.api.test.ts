import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRegisterDesk, type RegisterDesk } from '../registerFixture.ts';
import { takeDueDays } from './siteDayStore.ts';

describe('SR-2.01 a visit that is not in the register by the end of the day is a violation', () => {
  let desk: RegisterDesk;
  beforeAll(async () => {
    desk = await openRegisterDesk('triple-confirmation');
  });
  afterAll(() => desk.service.stop());

  const due = (time: string) => desk.service.doDue(new Date(`${time}+08:00`), desk.siteId);
  const violations = (): Promise<{ code: string; staffId: string; visitId: string; occurredAt: Date }[]> =>
    desk.service.world.db.read((tx) =>
      tx.query(`SELECT code, staff_id AS "staffId", subject_id AS "visitId", occurred_at AS "occurredAt" FROM violation
        ORDER BY occurred_at`),
    );
  const receive = async (when: string, said: Record<string, unknown> = {}) => {
    const visit = await desk.receive(when, await desk.newClient(), { onSite: [desk.li], ...said });
    await desk.mutate('li', when, 'endReception', { visitId: visit.visitId });
    return visit;
  };

  it('at 24:00, once, whoever received; a registration after that changes nothing (V-17)', async () => {
    await due('2026-03-30T23:59:59');
    const forgotten = await receive('2026-03-31 08:30');
    const registered = await receive('2026-03-31 08:40');
    await desk.register('2026-03-31 23:59', registered);
    await due('2026-03-31T23:59:59');
    expect(await violations()).toEqual([]);
    await Promise.all([due('2026-04-01T00:00:00'), due('2026-04-01T00:00:00')]);
    const found = [
      { code: 'V-17', staffId: desk.li, visitId: forgotten.visitId, occurredAt: new Date('2026-03-31T08:30:00+08:00') },
    ];
    expect(await violations()).toEqual(found);
    await desk.register('2026-04-01 09:00', forgotten);
    await due('2026-04-02T00:00:00');
    expect(await violations()).toEqual(found);
  });

  it('trade and tour groups are no clients, and nobody has to register them', async () => {
    const before = (await violations()).length;
    await receive('2026-04-02 08:30', { remark: 'TRADE_FOUND_OUT' });
    await due('2026-04-03T00:00:00');
    expect(await violations()).toHaveLength(before);
  });

  it('days that nobody looked at are made up for, oldest first, each once for each work', async () => {
    const { db } = desk.service.world;
    const days: string[] = [];
    const work = { work: 'test', now: new Date('2026-01-25T00:00:00+08:00'), siteId: desk.siteId } as const;
    for (;;) {
      const week = await db.transaction((tx) => takeDueDays(tx, { ...work, days: 7 }));
      if (!week) break;
      days.push(`${week.from} ${week.through}`);
    }
    // The policy was adopted on Thursday, 1 January; Sunday the 25th has only begun.
    expect(days).toEqual(['2025-12-29 2026-01-04', '2026-01-05 2026-01-11', '2026-01-12 2026-01-18']);
    const later = { ...work, now: new Date('2026-01-26T00:00:00+08:00') };
    const taken = await Promise.all(
      [1, 2, 3].map(() => db.transaction((tx) => takeDueDays(tx, { ...later, days: 7 }))),
    );
    expect(taken.filter((week) => week !== null)).toHaveLength(1);
  });
});
