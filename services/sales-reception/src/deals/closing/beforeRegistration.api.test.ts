import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Permission } from '@shouwen/access';
import { instantOf } from '@shouwen/kernel';
import { staffViewer } from '@shouwen/testing';
import { openRegisterDesk, type Reception, type RegisterDesk } from '../../registers/registerFixture.ts';
import { changeAttribution } from '../changeAttribution.ts';
import { addUnits, deposit } from '../dealDeskFixture.ts';

const sales: Permission[] = ['unit.read', 'unit.manage', 'deal.record', 'deal.read'];
const lead: Permission[] = ['reception.receive', 'rotation.correct', 'claim.manage', 'visit.read', 'visit.register'];
const replace = `mutation ($input: ReplaceConsultantInput!) { replaceConsultant(input: $input) { __typename } }`;

type Paid = {
  readonly recordDeposit: {
    readonly deal: {
      readonly id: string;
      readonly consultants: readonly { staff: { id: string }; parts: number; role: string }[];
      readonly explanation: { readonly applied: readonly { id: string }[] };
    };
  };
};

/** A deal that closes in the visit, which nobody has registered yet. */
const sell = async (desk: RegisterDesk, when: string, { visitId, clientId }: Reception) => {
  const [day = '', clock = ''] = when.split(' ');
  const seller = desk.service.as(
    staffViewer(desk.service.world.newId(), { [desk.siteId]: sales }),
    instantOf(day, clock),
  );
  const described = { building: '1', floor: 3, layout: '一房', area: 50, orientation: '南', listPrice: 100_000_000 };
  const units = [{ ...described, number: desk.key().slice(4).padStart(4, '0') }];
  const added = await seller.ask<{ addUnits: { units: { id: string }[] } }>(addUnits, {
    input: { idempotencyKey: desk.key(), siteId: desk.siteId, units },
  });
  const paid = { unitId: added.addUnits.units[0]?.id, clientId, visitId, price: 100_000_000 };
  const answer = await seller.ask<Paid>(deposit, { input: { idempotencyKey: desk.key(), ...paid } });
  const { deal } = answer.recordDeposit;
  const shares = deal.consultants.map(({ staff, parts, role }) => `${desk.letterOf(staff.id)} ${parts} ${role}`);
  return { dealId: deal.id, shares, rules: deal.explanation.applied.map(({ id }) => id) };
};

/** The visit is registered after the deal; whoever asks again who shares it (SR-9.05) hears the same. */
const registeredSince = async (desk: RegisterDesk, when: string, visit: Reception) => {
  const answer = await desk.register(when, visit);
  const { world } = desk.service;
  const decided = {
    siteId: desk.siteId,
    clientId: visit.clientId,
    at: instantOf('2026-03-10', '20:00'),
    newId: world.newId,
  };
  const changed = await world.db.transaction((tx) => changeAttribution(tx, decided));
  return { claim: answer.claim, changed };
};

const openFor = (preset: 'one-month' | 'triple-confirmation') => {
  const opened: { desk?: RegisterDesk } = {};
  beforeAll(async () => {
    opened.desk = await openRegisterDesk(preset);
  });
  afterAll(() => opened.desk?.service.stop());
  return () => opened.desk as RegisterDesk;
};

describe('SR-9.05 a deal in a reception that changed hands, before its visit is registered', () => {
  const the = openFor('one-month');
  it('is divided 70 / 30 by what the manager decided for the visit, and registering changes nothing', async () => {
    const desk = the();
    const visit = await desk.receive('2026-03-06 08:30', await desk.newClient(), { onSite: [desk.li] });
    const manager = staffViewer(desk.service.world.newId(), { [desk.siteId]: lead });
    const insists = { ground: 'ASKS_FOR_ANOTHER', consultantId: desk.zhao, insists: true, reason: 'insists' };
    const input = { idempotencyKey: desk.key(), visitId: visit.visitId, ...insists };
    await desk.openDay('2026-03-06', 'li', 'zhao', 'sun');
    const asManager = desk.service.as(manager, instantOf('2026-03-06', '09:10'));
    const replaced = await asManager.ask<{ replaceConsultant: { __typename: string } }>(replace, { input });
    expect(replaced.replaceConsultant.__typename).toBe('ConsultantReplaced');
    const { shares, rules } = await sell(desk, '2026-03-06 09:30', visit);
    expect(shares).toEqual(['li 70 FIRST', 'zhao 30 DESIGNATED']);
    expect(rules).toContain('SR-4.02');
    const now = { ...visit, consultantId: desk.zhao };
    expect(await registeredSince(desk, '2026-03-06 10:00', now)).toEqual({ claim: 'OPENED', changed: [] });
  });
});

describe.each([['one-month'], ['triple-confirmation']] as const)(
  'SR-9.05 the deal of a relative before the visit is registered, %s',
  (preset) => {
    const the = openFor(preset);
    const tell = async (relation: 'spouseOf' | 'familyOf') => {
      const desk = the();
      const [wife, husband] = [await desk.newClient(), await desk.newClient()];
      await desk.visit('2026-03-05 08:30', wife, { onSite: [desk.li] });
      await desk.confirm('2026-03-05');
      const visit = await desk.receive('2026-03-06 08:30', husband, { onSite: [desk.zhao], [relation]: wife });
      const { shares } = await sell(desk, '2026-03-06 08:50', visit);
      const since = await registeredSince(desk, '2026-03-06 10:00', visit);
      await desk.mutate('zhao', '2026-03-06 10:01', 'endReception', { visitId: visit.visitId });
      return { shares, since };
    };

    it('spouses share it, or the first record owns, and registering changes nothing', async () => {
      const { shares, since } = await tell('spouseOf');
      expect(shares).toEqual(preset === 'one-month' ? ['li 50 JOINT', 'zhao 50 JOINT'] : ['li 100 OWNER']);
      expect(since.changed).toEqual([]);
    });

    it('other family: the first record owns', async () => {
      const { shares, since } = await tell('familyOf');
      expect(shares).toEqual(['li 100 OWNER']);
      expect(since).toEqual({ claim: 'KEPT', changed: [] });
    });
  },
);

describe('SR-9.05 the deal of a client who forgot whom, before the visit is registered', () => {
  const the = openFor('one-month');
  it('closed in that reception: all to the new consultant', async () => {
    const desk = the();
    const client = await desk.newClient();
    await desk.visit('2026-03-05 08:30', client, { onSite: [desk.li] });
    await desk.confirm('2026-03-05');
    const again = await desk.receive('2026-03-09 08:30', client, { onSite: [desk.zhao] });
    const { shares } = await sell(desk, '2026-03-09 08:50', again);
    expect(shares).toEqual(['zhao 100 OWNER']);
    expect(await registeredSince(desk, '2026-03-09 10:00', again)).toEqual({ claim: 'OPENED', changed: [] });
  });

  it('a client who asked for the own consultant stays theirs', async () => {
    const desk = the();
    const client = await desk.newClient();
    await desk.visit('2026-03-05 08:30', client, { onSite: [desk.li] });
    await desk.confirm('2026-03-05');
    const said = { onSite: [desk.li, desk.zhao], asksFor: 'OWN_CONSULTANT' };
    const again = await desk.receive('2026-03-10 08:30', client, said);
    expect((await sell(desk, '2026-03-10 08:50', again)).shares).toEqual(['li 100 OWNER']);
  });
});

describe('SR-9.05 who learns of such a deal on its day', () => {
  const the = openFor('triple-confirmation');
  it('shares it by halves, registered or not, and registering later changes nothing (SR-3.12)', async () => {
    const desk = the();
    const client = await desk.newClient();
    await desk.visit('2026-03-05 08:30', client, { onSite: [desk.li] });
    const again = await desk.receive('2026-03-09 08:30', client, { onSite: [desk.zhao] });
    const { dealId, shares } = await sell(desk, '2026-03-09 08:50', again);
    expect(shares).toEqual(['zhao 100 OWNER']);
    const recognised = { visitId: again.visitId, consultantId: desk.li, namedAndAnswered: true };
    const answer = await desk.mutate('manager', '2026-03-09 15:00', 'recogniseClient', recognised);
    expect(answer).toMatchObject({ outcome: 'SHARED' });
    expect(await registeredSince(desk, '2026-03-09 16:00', again)).toEqual({ claim: 'OPENED', changed: [] });
    const [, changed] = await desk.service.world.db.read((tx) =>
      tx.query('SELECT data FROM outbox WHERE aggregate_id = $1 ORDER BY position', [dealId]),
    );
    const halves = [
      { staffId: desk.li, parts: 50, role: 'original' },
      { staffId: desk.zhao, parts: 50, role: 'new' },
    ];
    expect(changed.data.consultants).toEqual(halves);
  });
});
