import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { nobody, type TestService, testService } from '@shouwen/testing';
import { finance } from '../service.ts';
import { deductionsOf, markDeducted } from './index.ts';
import { type GraphFine, now, type SanctionsSite, sanctionsSite } from './sanctionsFixture.ts';

let service: TestService;
let site: SanctionsSite;

beforeAll(async () => {
  service = await testService(finance);
});
afterAll(() => service.stop());
beforeEach(async () => {
  site = await sanctionsSite(service);
});

const only = async (): Promise<GraphFine> => {
  const found = await site.fines();
  expect(found).toHaveLength(1);
  return found[0] as GraphFine;
};
const proposed = async (changes: Parameters<SanctionsSite['record']>[0] = {}): Promise<GraphFine> => {
  await site.record(changes);
  return only();
};
const confirm = (fineId: string, input: object = {}, who = site.people.manager()) =>
  site.act(who, 'confirmFine', { fineId, ...input });
const confirmed = async (
  changes: Parameters<SanctionsSite['record']>[0] = {},
  input: object = {},
): Promise<GraphFine> => {
  const { fine } = await confirm((await proposed(changes)).id, input);
  expect(fine).toMatchObject({ state: 'CONFIRMED' });
  return fine as GraphFine;
};

describe('FI-3 the life of a fine', () => {
  it('a recorded violation is proposed by the system, once however often it is told, with its reasons', async () => {
    const violationId = await site.record({ code: 'V-17', occurrences: 3 });
    await site.record({ code: 'V-17', occurrences: 3, violationId });
    expect(await only()).toMatchObject({
      state: 'PROPOSED',
      code: 'V-17',
      basis: 'FIXED',
      least: { fen: 15_000 },
      amount: null,
      reportedBy: { id: site.ids.reporter },
      history: [{ step: 'proposed', by: null }],
      explanation: {
        outcome: 'proposed',
        applied: [{ id: 'FI-3' }, { id: 'V-17' }],
        policies: [{ name: 'penalties' }],
      },
    });
  });

  describe('confirmed by a manager other than its reporter', () => {
    it('not by the reporter, not by whoever is fined, not without the permission', async () => {
      const { id } = await proposed();
      expect(await confirm(id, {}, site.people.reporter())).toMatchObject({ code: 'OWN_REPORT' });
      const self = site.as(site.ids.li, ['fine.confirm'], now);
      expect(await confirm(id, {}, self)).toMatchObject({ code: 'OWN_FINE' });
      const text = 'mutation ($input: ConfirmFineInput!) { confirmFine(input: $input) { __typename } }';
      const input = { idempotencyKey: 'no-permission', fineId: id };
      const refused = await site.as(site.newId(), ['fine.read'], now).send(text, { input });
      const unknown = await site.people.manager().send(text, { input: { ...input, fineId: site.newId() } });
      expect(refused.errors[0]?.extensions?.code).toBe('NOT_FOUND');
      expect(unknown.errors[0]?.extensions?.code).toBe('NOT_FOUND');
      expect(await only()).toMatchObject({ state: 'PROPOSED', history: [{}] });
    });

    it('what the system found, by any manager', async () => {
      const { id } = await proposed({ reportedBy: null });
      expect(await confirm(id, {}, site.people.reporter())).toMatchObject({
        fine: { state: 'CONFIRMED', amount: { fen: 2_000 }, confirmedBy: { id: site.ids.reporter } },
      });
    });

    it('once: a second manager finds it done', async () => {
      const { id } = await confirmed();
      expect(await confirm(id, {}, site.people.director())).toMatchObject({
        code: 'FINE_NOT_OPEN',
        rule: { id: 'FI-3' },
      });
    });

    it.each([
      ['below the range', 9_999, 'AMOUNT_OUT_OF_RANGE'],
      ['the least', 10_000, null],
      ['the most', 100_000, null],
      ['above the range', 100_001, 'AMOUNT_OUT_OF_RANGE'],
      ['none', null, 'AMOUNT_NEEDED'],
    ])('with an amount within the range: %s', async (_, amount, code) => {
      const { id } = await proposed({ code: 'V-16' });
      const suspension = { from: '2026-03-11', through: '2026-03-13' };
      const answer = await confirm(id, { amount, suspension });
      if (code) expect(answer).toMatchObject({ code });
      else expect(answer).toMatchObject({ fine: { amount: { fen: amount }, effects: ['SUSPEND'] } });
    });

    it.each([1_999, 2_001])('where there is one amount, exactly that: %s fen is refused', async (amount) => {
      const { id } = await proposed();
      expect(await confirm(id, { amount })).toMatchObject({ code: 'AMOUNT_OUT_OF_RANGE' });
      expect(await confirm(id, { amount: 2_000 })).toMatchObject({ fine: { state: 'CONFIRMED' } });
    });

    it('without an entry in a schedule the amount is ruled, by whoever may rule', async () => {
      const { id } = await proposed({ code: null, reason: 'missed-appointment' });
      expect(await only()).toMatchObject({ code: null, basis: 'RULING' });
      const confirmer = site.as(site.newId(), ['fine.read', 'fine.confirm'], now);
      expect(await confirm(id, { amount: 30_000 }, confirmer)).toMatchObject({ code: 'RULING_NEEDED' });
      expect(await confirm(id, { amount: 30_000 })).toMatchObject({ fine: { amount: { fen: 30_000 } } });
    });
  });

  describe('contested, ruled on, taken back', () => {
    const contest = (fineId: string, who = site.people.li()) =>
      site.act(who, 'contestFine', { fineId, reason: '当时我在接待客户' });

    it('by the person, until it is deducted; ruled on by somebody other than whoever confirmed it', async () => {
      const { id } = await confirmed();
      expect(await contest(id)).toMatchObject({ fine: { state: 'CONTESTED' } });
      const rule = (who: ReturnType<typeof site.people.li>, input: object) =>
        site.act(who, 'ruleOnFine', { fineId: id, reason: 'seen by two', ...input });
      expect(await rule(site.people.manager(), { upheld: true })).toMatchObject({ code: 'OWN_CONFIRMATION' });
      expect(await rule(site.people.reporter(), { upheld: true })).toMatchObject({ code: 'OWN_REPORT' });
      expect(await rule(site.as(site.ids.li, ['fine.rule'], now), { upheld: false })).toMatchObject({
        code: 'OWN_FINE',
      });
      expect(await rule(site.people.director(), { upheld: true, amount: 1_000 })).toMatchObject({
        code: 'AMOUNT_OUT_OF_RANGE',
      });
      expect(await rule(site.people.director(), { upheld: true })).toMatchObject({
        fine: { state: 'CONFIRMED', amount: { fen: 2_000 }, explanation: { outcome: 'upheld' } },
      });
      expect(await contest(id)).toMatchObject({ code: 'FINE_RULED' });
    });

    it('not before it is confirmed, and not by anybody else', async () => {
      const { id } = await proposed();
      expect(await contest(id)).toMatchObject({ code: 'FINE_NOT_CONFIRMED' });
      await confirm(id);
      const text = 'mutation ($input: ContestFineInput!) { contestFine(input: $input) { __typename } }';
      const input = { idempotencyKey: 'not-mine', fineId: id, reason: 'for a friend' };
      const answer = await site.people.director().send(text, { input });
      expect(answer.errors[0]?.extensions?.code).toBe('NOT_FOUND');
      const blank = await site.people.li().send(text, { input: { ...input, reason: ' ' } });
      expect(blank.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'reason' });
    });

    it('a range may be ruled down, never up', async () => {
      const { id } = await confirmed({ code: 'V-26' }, { amount: 50_000, suspension: { from: '2026-03-11' } });
      await contest(id);
      const rule = (amount: number) =>
        site.act(site.people.director(), 'ruleOnFine', { fineId: id, upheld: true, amount, reason: 'less' });
      expect(await rule(50_001)).toMatchObject({ code: 'AMOUNT_OUT_OF_RANGE' });
      expect(await rule(10_000)).toMatchObject({ fine: { amount: { fen: 10_000 }, suspension: { liftedAt: null } } });
      const query = `select data->>'amountFen' as fen from outbox where aggregate_id = $1 order by aggregate_version`;
      const told = await service.world.db.read((tx) => tx.query(query, [id]));
      expect(told.slice(-2)).toEqual([{ fen: '50000' }, { fen: '10000' }]);
    });

    it('lifted: what it brought ends with it', async () => {
      const { id } = await confirmed({ code: 'V-27' }, { suspension: { from: '2026-03-11', through: '2026-03-12' } });
      await contest(id);
      const answer = await site.act(site.people.director(), 'ruleOnFine', {
        fineId: id,
        upheld: false,
        reason: 'invited',
      });
      expect(answer).toMatchObject({ fine: { state: 'LIFTED', suspension: { liftedAt: now.toISOString() } } });
    });

    it('turned down as a proposal or taken back when confirmed, not after it is deducted', async () => {
      const { id } = await confirmed();
      const withdraw = (who: ReturnType<typeof site.people.li>) =>
        site.act(who, 'withdrawFine', { fineId: id, reason: 'a mistake' });
      expect(await withdraw(site.as(site.ids.li, ['fine.confirm'], now))).toMatchObject({ code: 'OWN_FINE' });
      expect(await withdraw(site.people.director())).toMatchObject({ fine: { state: 'WITHDRAWN' } });
      expect(await withdraw(site.people.director())).toMatchObject({ code: 'FINE_OVER' });
    });
  });

  describe('deducted in the next statement', () => {
    const through = new Date('2026-03-31T23:59:59+08:00');
    const due = (until = through) =>
      service.world.db.read((tx) => deductionsOf(tx, { siteId: site.siteId, staffId: site.ids.li, through: until }));

    it('what is confirmed, neither contested nor deducted, of acts until then', async () => {
      await proposed();
      expect(await due()).toEqual([]);
      const { id } = (await confirm((await only()).id)).fine as GraphFine;
      expect(await due()).toMatchObject([{ id, kind: 'fine', code: 'V-01', amountFen: 2_000 }]);
      expect(await due(new Date('2026-03-10T10:14:59+08:00'))).toEqual([]);
      await site.act(site.people.li(), 'contestFine', { fineId: id, reason: 'no' });
      expect(await due()).toEqual([]);
    });

    it('once; then it is neither contested nor taken back', async () => {
      const { id } = await confirmed();
      const mark = () => service.world.db.transaction((tx) => markDeducted(tx, [id], site.newId()));
      await mark();
      await expect(mark()).rejects.toThrow(/deducted meanwhile/);
      expect(await due()).toEqual([]);
      const [contested, withdrawn] = [
        await site.act(site.people.li(), 'contestFine', { fineId: id, reason: 'no' }),
        await site.act(site.people.director(), 'withdrawFine', { fineId: id, reason: 'no' }),
      ];
      expect([contested, withdrawn]).toMatchObject([{ code: 'FINE_DEDUCTED' }, { code: 'FINE_DEDUCTED' }]);
    });
  });

  describe('who learns of it', () => {
    const own = `{ ownFines { edges { node { id reportedBy { id } history { step by { id } } } } } }`;
    const one = 'query ($id: ID!) { fine(id: $id) { id } }';

    it('the person, without the name of the reporter; those who read the fines of the site; nobody else', async () => {
      const { id } = await confirmed();
      expect(await site.people.li().ask(own)).toMatchObject({
        ownFines: {
          edges: [{ node: { id, reportedBy: null, history: [{ by: null }, { by: { id: site.ids.manager } }] } }],
        },
      });
      const other = site.as(site.newId(), ['fine.readOwn'], now);
      const elsewhere = await sanctionsSite(service);
      for (const viewer of [other, elsewhere.people.director(), service.as(nobody, now)]) {
        expect(await viewer.ask(one, { id })).toEqual({ fine: null });
        expect(await viewer.ask(one, { id: 'no id' })).toEqual({ fine: null });
        expect(await viewer.ask(own)).toMatchObject({ ownFines: { edges: [] } });
        const list = 'query ($site: ID!) { fines(siteId: $site) { edges { node { id } } } }';
        expect(await viewer.ask(list, { site: site.siteId })).toEqual({ fines: { edges: [] } });
      }
    });
  });
});
