import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, openRegisterDesk, type RegisterDesk } from '../registers/registerFixture.ts';

/** Before opening the desk says who is there, so a test chooses the receiver without a rotation. */
const only = (...onSite: string[]) => ({ onSite });
const forgot = { remark: 'FORGOT_WHOM' };

const recognise = (desk: RegisterDesk, when: string, visitId: string, by = 'li'): Promise<Answer> =>
  desk.mutate(by, when, 'recogniseClient', { visitId, namedAndAnswered: true });

describe('ownership over the graph, triple-confirmation', () => {
  let desk: RegisterDesk;
  beforeAll(async () => {
    desk = await openRegisterDesk('triple-confirmation');
  });
  afterAll(() => desk.service.stop());

  const lapsesOn = async (when: string, client: string) => (await desk.owner(when, client))?.lapsesOn;

  it('SR-3.02 worked example 2: follow-ups on 9 and 18 June', async () => {
    const client = await desk.newClient();
    await desk.visit('2026-06-01 08:30', client, only(desk.li));
    expect(await lapsesOn('2026-06-01 12:00', client)).toBe('2026-06-11');
    expect((await desk.followUp('2026-06-09', client, 'li')).effect).toBe('RENEWED');
    expect((await desk.followUp('2026-06-18', client, 'li')).effect).toBe('RENEWED');
    expect(await desk.owner('2026-06-27 23:59', client)).toMatchObject({
      standing: 'OWNED',
      consultant: { id: desk.li },
      lapsesOn: '2026-06-28',
    });
    expect(await desk.owner('2026-06-28 00:00', client)).toMatchObject({
      standing: 'LAPSED',
      consultant: null,
      explanation: { applied: expect.arrayContaining([{ id: 'SR-3.02' }]) },
    });
  });

  it('SR-3.02 worked example 2: without the follow-up of the 9th it lapses on 11 June', async () => {
    const client = await desk.newClient();
    await desk.visit('2026-06-01 08:30', client, only(desk.li));
    expect((await desk.owner('2026-06-10 23:59', client))?.standing).toBe('OWNED');
    expect((await desk.owner('2026-06-11 00:00', client))?.standing).toBe('LAPSED');
    expect(await desk.followUp('2026-06-11 00:00', client, 'li')).toMatchObject({
      code: 'CLAIM_LAPSED',
      rule: { id: 'SR-3.02' },
    });
  });

  it('SR-3.05 worked example 2: with all of them and more it still ends on 1 July, unless the client came again', async () => {
    const [once, twice] = [await desk.newClient(), await desk.newClient()];
    for (const client of [once, twice]) {
      await desk.visit('2026-06-01 08:30', client, only(desk.li));
      for (const day of ['2026-06-09', '2026-06-18', '2026-06-27']) await desk.followUp(day, client, 'li');
    }
    await desk.visit('2026-06-30 08:30', twice, { ...only(desk.li), asksFor: 'OWN_CONSULTANT' });
    const ended = { standing: 'LAPSED', explanation: { applied: expect.arrayContaining([{ id: 'SR-3.05' }]) } };
    expect((await desk.owner('2026-06-30 23:59', once))?.standing).toBe('OWNED');
    expect(await desk.owner('2026-07-01 00:00', once)).toMatchObject(ended);
    expect(await desk.owner('2026-07-01 00:00', twice)).toMatchObject({
      standing: 'OWNED',
      validThrough: '2026-07-29',
    });
  });

  it('SR-3.10 recognised in the fourth minute the original takes over, in the twelfth not', async () => {
    const [early, late] = [await desk.newClient(), await desk.newClient()];
    for (const client of [early, late]) await desk.visit('2026-04-03 08:30', client, only(desk.li));
    await desk.openDay('2026-04-07', 'li', 'zhao');
    await desk.visit('2026-04-07 09:10', await desk.newClient());
    const first = await desk.visit('2026-04-07 09:30', early, { remark: 'FORGOT_WHOM' });
    expect(first.consultantId).toBe(desk.zhao);
    expect(await desk.owner('2026-04-07 09:31', early)).toMatchObject({ consultant: { id: first.consultantId } });
    expect(await recognise(desk, '2026-04-07 09:34', first.visitId)).toMatchObject({ outcome: 'ORIGINAL_TAKES_OVER' });
    expect(await desk.owner('2026-04-07 09:35', early)).toMatchObject({ consultant: { id: desk.li } });
    const second = await desk.visit('2026-04-08 08:30', late, { ...only(desk.zhao), ...forgot });
    expect(await recognise(desk, '2026-04-08 08:42', second.visitId)).toMatchObject({
      code: 'RECOGNISED_TOO_LATE',
      rule: { id: 'SR-3.11' },
    });
    expect(await desk.owner('2026-04-08 08:43', late)).toMatchObject({ consultant: { id: desk.zhao } });
  });

  it('SR-3.03 a caller is kept for the answerer for seven days, and is theirs when they name them on arrival', async () => {
    const client = await desk.newClient();
    await desk.openDay('2026-04-01', 'li', 'zhao');
    const call = (await desk.mutate('li', '2026-04-01 09:30', 'answerCall', {
      siteId: desk.siteId,
      clientId: client,
      answeredBy: desk.li,
    })) as unknown as { call?: { id: string } };
    const registered = { callId: call.call?.id, clientId: client, interest: '三房', channel: '网络广告' };
    expect(await desk.mutate('li', '2026-04-01 09:40', 'registerCall', registered)).toMatchObject({ claim: 'OPENED' });
    expect(await desk.owner('2026-04-07 23:59', client)).toMatchObject({ standing: 'CALLER', lapsesOn: '2026-04-08' });
    expect((await desk.owner('2026-04-08 00:00', client))?.standing).toBe('LAPSED');
    const arrival = { ...only(desk.zhao, desk.li), asksFor: 'CALL_ANSWERER' };
    const visit = await desk.receive('2026-04-07 08:30', client, arrival);
    expect(visit.consultantId).toBe(desk.li);
    await desk.register('2026-04-07 08:40', visit);
    expect(await desk.owner('2026-04-07 09:00', client)).toMatchObject({
      standing: 'OWNED',
      consultant: { id: desk.li },
    });
  });
});

describe('ownership over the graph, one-month', () => {
  let desk: RegisterDesk;
  beforeAll(async () => {
    desk = await openRegisterDesk('one-month');
  });
  afterAll(() => desk.service.stop());

  /** Li on 3 April, Zhao on 20 April, as in worked example 3. */
  const mrsWang = async () => {
    const client = await desk.newClient();
    await desk.visit('2026-04-03 08:30', client, only(desk.li));
    await desk.confirm('2026-04-03');
    expect((await desk.owner('2026-04-20 08:00', client))?.standing).toBe('OWNED');
    const visit = await desk.visit('2026-04-20 08:30', client, only(desk.zhao));
    await desk.confirm('2026-04-20');
    expect(await desk.owner('2026-04-21', client)).toMatchObject({ consultant: { id: desk.zhao } });
    return { client, visit };
  };

  it('SR-3.11 worked example 3: recognised on 25 April Zhao continues and Li shares', async () => {
    const { client, visit } = await mrsWang();
    expect(await recognise(desk, '2026-04-25', visit.visitId)).toMatchObject({
      outcome: 'SHARED',
      explanation: { applied: expect.arrayContaining([{ id: 'SR-3.11' }]) },
    });
    expect(await desk.owner('2026-05-02', client)).toMatchObject({ consultant: { id: desk.zhao } });
  });

  it.each([
    ['2026-05-19 23:59', { outcome: 'SHARED' }],
    ['2026-05-20 00:00', { code: 'RECOGNISED_TOO_LATE', rule: { id: 'SR-3.11' } }],
  ])('SR-3.11 worked example 3: recognised at %s', async (when, answer) => {
    const { visit } = await mrsWang();
    expect(await recognise(desk, when, visit.visitId)).toMatchObject(answer);
  });

  it('SR-2.02 a registration proves nothing until the manager has confirmed the day', async () => {
    const client = await desk.newClient();
    await desk.visit('2026-06-01 08:30', client, only(desk.li));
    expect(await desk.owner('2026-06-01 17:59', client)).toMatchObject({
      standing: 'AWAITING_CONFIRMATION',
      consultant: { id: desk.li },
    });
    expect(await desk.confirm('2026-06-01')).toMatchObject({ __typename: 'RegistrationsConfirmed', proven: 1 });
    expect((await desk.owner('2026-06-01 18:00', client))?.standing).toBe('OWNED');
  });

  it('SR-2.02 what was left over from the day before is confirmed too, and nothing twice', async () => {
    const client = await desk.newClient();
    await desk.visit('2026-06-02 08:30', client, only(desk.li));
    expect(await desk.confirm('2026-06-03')).toMatchObject({ confirmed: 1, proven: 1 });
    expect(await desk.confirm('2026-06-03', '18:30')).toMatchObject({ confirmed: 0, proven: 0 });
  });
});
