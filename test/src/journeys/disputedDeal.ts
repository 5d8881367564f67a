import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DiarySite, Person } from '@shouwen/diary';
import { eventually } from '@shouwen/testing';
import { appoint } from './company.ts';
import { type Dispute, disputeFields, inDispute } from './disputeSteps.ts';
import {
  bookOf,
  type Deal,
  draft,
  linesOf,
  type Statement,
  type StatementDesk,
  sell,
  settle,
  sharesAt,
  sharesOf,
  shortLines,
  statementDesk,
  statementSeenBy,
  stepOf,
} from './moneySteps.ts';
import { attempt, carryOut, on, type Stage } from './stage.ts';
import { closeDay, consultantOf, identify, openDay, visit } from './steps.ts';

/** A deal from the deposit to the payment, with a dispute about it between, among people of whom everybody may do one part. */
export const disputedDeal = (stage: () => Stage): void => {
  describe('a deal is disputed: frozen, ruled on, paid as ruled', () => {
    let site: DiarySite;
    let director: Person;
    let desk: StatementDesk;
    let disputed: Deal;
    let clientId: string;
    let other: string;
    let march: Statement;
    let april: Readonly<Record<'Li' | 'Zhao', Statement>>;
    let dispute: Dispute;
    const idOf = (name: string) => site.staffIds.get(name) ?? '';
    const draftOf = (name: string, month: string, at: Date) =>
      draft(desk, at, { siteId: site.siteId, month, staffId: idOf(name) });

    /** Zhao takes the client's call; the client comes without naming anybody, and Li receives. */
    beforeAll(async () => {
      site = await stage().openSite('one-month', ['Li', 'Zhao'], '2026-03-02');
      director = await appoint(stage(), site, {
        signInName: 'zhengguodong',
        role: 'sales-director',
        from: '2026-03-01',
      });
      desk = statementDesk(stage(), director);
      const at = (time: string) => on('2026-03-02', time);
      clientId = await identify(site, at('09:00'), { name: '两人争的客户', phone: '13900000101' });
      other = await identify(site, at('09:00'), { name: '无人争的客户', phone: '13900000102' });
      await openDay(site, '2026-03-02');
      const { call } = await carryOut<{ call: { consultant: { id: string } } }>(site.dutyPerson, at('09:30'), {
        name: 'answerCall',
        fields: '... on CallAnswered { call { consultant { id } } }',
        input: { siteId: site.siteId, clientId },
      });
      expect(site.nameOf(call.consultant.id)).toBe('Zhao');
      expect(await visit(site, at('10:00'), { clientId })).toMatchObject({ consultant: 'Li' });
      expect(
        await visit(site, at('12:00'), { clientId: other, asksFor: 'CONSULTANT', consultantId: idOf('Li') }),
      ).toMatchObject({ consultant: 'Li' });
      await closeDay(site, '2026-03-02');
      disputed = await sell(site, on('2026-03-10'), { clientId, number: '0301', priceFen: 125_000_000 });
      const undisputed = await sell(site, on('2026-03-11'), { clientId: other, number: '0302', priceFen: 62_500_000 });
      for (const deal of [disputed, undisputed]) expect(sharesOf(site, deal)).toEqual([['Li', 100]]);
      for (const { id } of [disputed, undisputed])
        expect(await bookOf(site, { dealId: id, month: '2026-03', at: on('2026-03-12'), lines: 1 })).toHaveLength(1);
    });

    it('opened by the one who took the call, it takes the commission out of the drafted statement', async () => {
      march = await draftOf('Li', '2026-03', on('2026-04-01', '09:00'));
      expect(shortLines(march)).toEqual([
        ['COMMISSION', '10000.00', 'COUNTED'],
        ['COMMISSION', '5000.00', 'COUNTED'],
      ]);
      const about = { siteId: site.siteId, clientId, dealId: disputed.id };
      const sides = { oneSide: idOf('Zhao'), otherSide: idOf('Li') };
      dispute = await inDispute(consultantOf(site, 'Zhao'), on('2026-04-01', '10:00'), 'openDispute', {
        ...about,
        ...sides,
      });
      expect(dispute).toMatchObject({ state: 'OPEN', deals: [{ releasedAt: null }] });
      const frozen = await eventually(
        () => statementSeenBy(desk.clerk, on('2026-04-01', '11:00'), march.id),
        (seen) => seen?.total.yuan === '5000.00',
      );
      expect(frozen && shortLines(frozen)).toEqual([
        ['COMMISSION', '10000.00', 'FROZEN'],
        ['COMMISSION', '5000.00', 'COUNTED'],
      ]);
    });

    it('what nobody disputes is checked, approved and paid, each by another person', async () => {
      const at = on('2026-04-01', '14:00');
      const { id } = march;
      for (const [person, step] of [
        [desk.clerk, 'check'],
        [site.manager, 'approve'],
        [director, 'pay'],
      ] as const)
        await expect(attempt(person, at, stepOf(step, id))).rejects.toThrow(/FORBIDDEN|NOT_FOUND/);
      await carryOut(director, at, stepOf('check', id));
      expect(await attempt(director, at, stepOf('approve', id))).toMatchObject({ code: 'FOUR_EYES' });
      await carryOut(director, at, stepOf('return', id));
      march = await draftOf('Li', '2026-03', at);
      expect(march).toMatchObject({ state: 'DRAFTED', total: { yuan: '5000.00' } });
      expect(await settle(site, desk, { at, id: march.id })).toMatchObject({
        state: 'PAID',
        paid: { yuan: '5000.00' },
      });
    });

    it('both are heard; the manager’s split is only proposed until the director approves it, and then final', async () => {
      const { id: disputeId } = dispute;
      const shares = [
        { staffId: idOf('Li'), parts: 60 },
        { staffId: idOf('Zhao'), parts: 40 },
      ];
      const ruling = { disputeId, shares, reason: '来电为赵，接待为李' };
      const tooEarly = { name: 'ruleDispute', fields: disputeFields, input: ruling };
      expect(await attempt(site.manager, on('2026-04-02'), tooEarly)).toMatchObject({ code: 'STATEMENTS_MISSING' });
      const say = (name: string, said: string) =>
        inDispute(consultantOf(site, name), on('2026-04-02'), 'makeStatement', { disputeId, said });
      await say('Zhao', '来电由我接听');
      await say('Li', '到访由我接待');
      const proposed = await inDispute(site.manager, on('2026-04-03'), 'ruleDispute', ruling);
      expect(proposed).toMatchObject({ state: 'PROPOSED', shares: null, deals: [{ releasedAt: null }] });
      const proposalId = proposed.proposals.find(({ answer }) => answer === null)?.id;
      const approval = { disputeId, proposalId, approved: true };
      await expect(inDispute(site.manager, on('2026-04-04'), 'approveRuling', approval)).rejects.toThrow('FORBIDDEN');
      const ruled = await inDispute(director, on('2026-04-04'), 'approveRuling', approval);
      expect(ruled).toMatchObject({ state: 'RULED', deals: [{ releasedAt: '2026-04-04T02:00:00.000Z' }] });
      expect(ruled.explanation.applied).toContainEqual({ id: 'SR-7.04' });
      const again = await attempt(site.manager, on('2026-04-05'), tooEarly);
      expect(again).toMatchObject({ code: 'DISPUTE_DECIDED', rule: { id: 'SR-7.04' } });
      expect(await sharesAt(site, on('2026-04-05'), disputed.id)).toEqual([
        ['Li', 60],
        ['Zhao', 40],
      ]);
    });

    it('the next statement pays by the ruling: each sees the own lines, why, and nobody else’s', async () => {
      const inApril = { month: '2026-04', at: on('2026-04-20') };
      expect(await bookOf(site, { dealId: disputed.id, ...inApril, lines: 2 })).toEqual([
        ['Li', 'ATTRIBUTION_CHANGE', '-4000.00'],
        ['Zhao', 'ATTRIBUTION_CHANGE', '4000.00'],
      ]);
      // A later deal of the same site: what was released before it has been heard when its commission is in the book.
      const third = await sell(site, on('2026-04-21'), { clientId: other, number: '0303', priceFen: 25_000_000 });
      await bookOf(site, { dealId: third.id, ...inApril, lines: 1 });
      const at = on('2026-05-06');
      april = { Li: await draftOf('Li', '2026-04', at), Zhao: await draftOf('Zhao', '2026-04', at) };
      expect(shortLines(april.Li)).toEqual([
        ['COMMISSION', '10000.00', 'COUNTED'],
        ['ATTRIBUTION_CHANGE', '-4000.00', 'COUNTED'],
        ['COMMISSION', '2000.00', 'COUNTED'],
      ]);
      expect(shortLines(april.Zhao)).toEqual([['ATTRIBUTION_CHANGE', '4000.00', 'COUNTED']]);
      for (const [name, other] of [
        ['Li', 'Zhao'],
        ['Zhao', 'Li'],
      ] as const) {
        const own = await statementSeenBy(consultantOf(site, name), at, april[name].id);
        const changed = own && linesOf(own).find(({ kind }) => kind === 'ATTRIBUTION_CHANGE');
        expect(changed?.explanation.applied).toContainEqual({ id: 'SR-7.04' });
        expect(await statementSeenBy(consultantOf(site, name), at, april[other].id)).toBeNull();
      }
    });

    it('FI-1.09 a line that its owner contests stays out of the payment until somebody else has ruled on it', async () => {
      const li = consultantOf(site, 'Li');
      const contested = linesOf(april.Li).find(({ amount }) => amount.yuan === '2000.00')?.id;
      const objecting = {
        name: 'contestLine',
        fields: '... on LineContested { objection { id state } }',
        input: { lineId: contested, reason: '成交价有误' },
      };
      const at = on('2026-05-07');
      await expect(attempt(consultantOf(site, 'Zhao'), at, objecting)).rejects.toThrow('NOT_FOUND');
      const { objection } = await carryOut<{ objection: { id: string } }>(li, at, objecting);
      const paid = await settle(site, desk, { at: on('2026-05-08'), id: april.Li.id });
      expect(shortLines(paid).map(([, , state]) => state)).toEqual(['COUNTED', 'COUNTED', 'FROZEN']);
      expect(paid).toMatchObject({ state: 'PAID', paid: { yuan: '6000.00' } });
      const dismissed = {
        name: 'ruleObjection',
        fields: '... on ObjectionRuled { objection { state } }',
        input: { objectionId: objection.id, ruling: '成交价与合同一致' },
      };
      await expect(attempt(li, on('2026-05-09'), dismissed)).rejects.toThrow(/FORBIDDEN|NOT_FOUND/);
      expect(await carryOut(site.manager, on('2026-05-09'), dismissed)).toMatchObject({
        objection: { state: 'DISMISSED' },
      });
      const may = await draftOf('Li', '2026-05', on('2026-06-01'));
      expect(shortLines(may)).toEqual([['COMMISSION', '2000.00', 'COUNTED']]);
    });
  });
};
