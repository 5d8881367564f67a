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
  /** The old client phones, and whoever answers registers it. */
  const phones = async (when: string, clientId = old) => {
    const call = { siteId: desk.siteId, clientId, answeredBy: desk.li };
    const { id } = (await desk.mutate('manager', when, 'answerCall', call)).call as { id: string };
    const line = { callId: id, clientId, interest: '朋友李某想看三房', channel: '老客户' };
    expect(await desk.mutate('li', when, 'registerCall', line)).toMatchObject({ __typename: 'CallRegistered' });
  };
  const comes = async (said: Record<string, unknown>) => {
    const fresh = await desk.newClient();
    await desk.visit('2026-04-03 08:30', fresh, { onSite: [desk.li], ...said });
    return told(fresh);
  };

  it('the old client comes along, or phoned ahead, or the new one names the consultant: told once', async () => {
    const named = { sentBy: old, asksFor: 'CONSULTANT', consultantId: desk.li };
    await desk.openDay('2026-04-02', 'li');
    await phones('2026-04-02 09:10');
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

  it('a visitor who is identified only when the visit is registered counts then, once', async () => {
    const fresh = await desk.newClient();
    const received = await desk.receive('2026-04-03 08:30', fresh, {
      clientId: null,
      onSite: [desk.li],
      broughtBy: old,
    });
    expect(await told(fresh)).toEqual([]);
    await desk.register('2026-04-03 08:40', received);
    await desk.mutate('li', '2026-04-03 08:41', 'endReception', { visitId: received.visitId });
    expect(await told(fresh)).toMatchObject([{ data: { oldClientId: old, visitId: received.visitId } }]);
  });

  it('registered as somebody who was here before, it is none', async () => {
    const before = await desk.newClient();
    await desk.visit('2026-04-01 08:30', before, { onSite: [desk.li] });
    const again = await desk.receive('2026-04-03 08:50', before, {
      clientId: null,
      onSite: [desk.li],
      broughtBy: old,
    });
    await desk.register('2026-04-03 08:51', again);
    await desk.mutate('li', '2026-04-03 08:52', 'endReception', { visitId: again.visitId });
    expect(await told(before)).toEqual([]);
  });

  it('an old client without a valid claim any more wins a new one all the same', async () => {
    const fresh = await desk.newClient();
    await desk.visit('2026-05-20 08:30', fresh, { onSite: [desk.li], broughtBy: old });
    expect(await told(fresh)).toMatchObject([{ data: { oldClientId: old } }]);
  });
});

describe('SR-6.01 phoned ahead, and the call is registered', () => {
  let desk: RegisterDesk;
  let old: string;
  beforeAll(async () => {
    desk = await openRegisterDesk('triple-confirmation');
    old = await desk.newClient();
    await desk.visit('2026-04-01 08:30', old, { onSite: [desk.li] });
  });
  afterAll(() => desk.service.stop());

  const rulesOf = async (when: string) => {
    const visit = await desk.visit(when, await desk.newClient(), {
      onSite: [desk.zhao, desk.li],
      announcedBy: old,
    });
    const [row] = await desk.service.world.db.read((tx) =>
      tx.query('SELECT kind, rules FROM visit WHERE visit_id = $1', [visit.visitId]),
    );
    return row as { kind: string; rules: string[] };
  };

  it('a call that was answered but never registered announces nobody', async () => {
    await desk.openDay('2026-04-02', 'li');
    const { call } = await desk.mutate('manager', '2026-04-02 09:10', 'answerCall', {
      siteId: desk.siteId,
      clientId: old,
      answeredBy: desk.li,
    });
    expect(await rulesOf('2026-04-03 08:30')).toMatchObject({
      kind: 'newClient',
      rules: expect.arrayContaining(['SR-6.03']),
    });
    const { id: callId } = call as { id: string };
    const line = { callId, clientId: old, interest: '朋友李某想看三房', channel: '老客户' };
    await desk.mutate('li', '2026-04-03 08:40', 'registerCall', line);
    expect(await rulesOf('2026-04-03 08:45')).toMatchObject({
      kind: 'referral',
      rules: expect.arrayContaining(['SR-6.01']),
    });
  });

  it('it counts as long as a call is kept: ten days under triple-confirmation, the day of the call included', async () => {
    // An old client whose own claim has lapsed meanwhile: nobody's turn is used in advance, but a referral it is.
    expect((await rulesOf('2026-04-11 08:30')).rules).toContain('SR-6.01');
    expect((await rulesOf('2026-04-12 08:30')).rules).toContain('SR-6.03');
  });
});
