import { describe, expect, it } from '@jest/globals';
import { appoint } from './company.ts';
import { bookOf, draft, sell, settle, shortLines, statementDesk } from './moneySteps.ts';
import { carryOut, on, type Stage } from './stage.ts';
import { identify, openDay, visit } from './steps.ts';

/** The worked example 4 of "Finance". */
export const cancelledDeal = (stage: () => Stage): void => {
  describe('worked example 4 of finance: a deal is cancelled in May whose commission was paid in April', () => {
    it('April stays; May carries the counter-posting, and what was paid is set off', async () => {
      const site = await stage().openSite('triple-confirmation', ['Li', 'Zhao'], '2026-04-02');
      const from = '2026-04-01';
      const director = await appoint(stage(), site, { signInName: 'zhengguodong', role: 'sales-director', from });
      const desk = statementDesk(stage(), director);
      const { siteId } = site;
      const staffId = site.staffIds.get('Li') ?? '';
      const clientId = await identify(site, on('2026-04-02', '09:00'), {
        name: '后来退订的客户',
        phone: '13900000121',
      });
      await openDay(site, '2026-04-02');
      expect(await visit(site, on('2026-04-02'), { clientId })).toMatchObject({ consultant: 'Li' });
      const deal = await sell(site, on('2026-04-02', '11:00'), { clientId, number: '0301', priceFen: 125_000_000 });
      const inApril = { dealId: deal.id, month: '2026-04', at: on('2026-06-01'), lines: 1 };
      const april = [['Li', 'COMMISSION', '10000.00']];
      expect(await bookOf(site, inApril)).toEqual(april);
      const paid = await draft(desk, on('2026-05-06'), { siteId, month: '2026-04', staffId });
      expect(await settle(site, desk, { at: on('2026-05-06'), id: paid.id })).toMatchObject({
        paid: { yuan: '10000.00' },
      });
      await carryOut(site.manager, on('2026-05-11'), {
        name: 'cancelDeal',
        fields: '... on DealRecorded { deal { state } }',
        input: { dealId: deal.id, fault: 'CLIENT', reason: 'CHANGED_MIND' },
      });
      expect(await bookOf(site, { ...inApril, month: '2026-05', lines: 3 })).toEqual([
        ['Li', 'CANCELLATION', '-10000.00'],
        ['Li', 'SET_OFF', '-10000.00'],
        ['Li', 'SET_OFF', '10000.00'],
      ]);
      expect(await bookOf(site, inApril)).toEqual(april);
      const may = await draft(desk, on('2026-06-01'), { siteId, month: '2026-05', staffId });
      expect(shortLines(may)).toContainEqual(['CANCELLATION', '-10000.00', 'COUNTED']);
      expect(await settle(site, desk, { at: on('2026-06-01'), id: may.id })).toMatchObject({
        paid: { yuan: '0.00' },
        carriedOver: { yuan: '-10000.00' },
      });
    });
  });
};
