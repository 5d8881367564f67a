import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRegisterDesk, type RegisterDesk } from '../registers/registerFixture.ts';

type Told = { readonly data: { readonly oldClientId: string; readonly newClientId: string; readonly rules: string[] } };

describe('SR-6.04 a referral earns the old client points', () => {
  let desk: RegisterDesk;
  let old: string;
  beforeAll(async () => {
    desk = await openRegisterDesk('one-month');
    old = await desk.newClient();
    await desk.visit('2026-04-01 08:30', old, { onSite: [desk.li] });
  });
  afterAll(() => desk.service.stop());

  const told = (newClientId: string): Promise<Told[]> =>
    desk.service.world.db.read((tx) =>
      tx.query(
        `SELECT data FROM outbox WHERE type = 'sales-reception.referral.recognised.v1' AND data ->> 'newClientId' = $1`,
        [newClientId],
      ),
    );
  const comes = async (said: Record<string, unknown>) => {
    const fresh = await desk.newClient();
    await desk.visit('2026-04-03 08:30', fresh, { onSite: [desk.li], ...said });
    return told(fresh);
  };

  it('the old client comes along, or phoned ahead, or the new one names the consultant: told once', async () => {
    const named = { sentBy: old, asksFor: 'CONSULTANT', consultantId: desk.li };
    for (const said of [{ broughtBy: old }, { announcedBy: old }, named]) {
      const events = await comes(said);
      expect(events).toMatchObject([{ data: { oldClientId: old } }]);
      expect(events[0]?.data.rules).toEqual(expect.arrayContaining(['SR-6.01', 'SR-6.04']));
    }
  });

  it('no call, not accompanied, nobody named: none, and a later visit together changes nothing', async () => {
    const fresh = await desk.newClient();
    await desk.visit('2026-04-03 08:30', fresh, { onSite: [desk.li], sentBy: old });
    await desk.visit('2026-04-10 08:30', fresh, { onSite: [desk.li], broughtBy: old });
    expect(await told(fresh)).toEqual([]);
  });

  it('whoever never visited is no old client', async () => {
    const never = await desk.newClient();
    expect(await comes({ broughtBy: never })).toEqual([]);
  });
});
