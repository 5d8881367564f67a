import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DiarySite, Person } from '@shouwen/diary';
import { hire } from './company.ts';
import { bookOf, sell, sharesOf } from './moneySteps.ts';
import { attempt, carryOut, on, type Stage } from './stage.ts';
import { closeDay, endReception, identify, openDay, receive, register, visit } from './steps.ts';

type Referral = { readonly id: string; readonly status: string };

/** The worked example 4 of "Sales reception": an employee refers clients who come, do not come, and come too early. */
export const employeeReferral = (stage: () => Stage): void => {
  describe('worked example 4: an employee refers a client for 5 May', () => {
    let site: DiarySite;
    let introducer: { readonly id: string; readonly person: Person };
    let early: Referral;
    const clients: Record<'insisting' | 'content' | 'early', string> = { insisting: '', content: '', early: '' };
    const refer = (at: Date, clientId: string, visitOn: string) =>
      carryOut<{ referral: Referral }>(introducer.person, at, {
        name: 'registerReferral',
        fields: '... on ReferralRegistered { referral { id status } }',
        input: { siteId: site.siteId, clientId, visitOn },
      });
    const signing = (referralId: string) => ({
      name: 'checkReferral',
      fields: '... on ReferralSigned { referral { id status } }',
      input: { referralId, came: 'ACCOMPANIED' },
    });
    const statusOf = async (at: Date, wanted: string) => {
      const query = 'query ($siteId: ID!) { employeeReferrals(siteId: $siteId) { edges { node { id status } } } }';
      type Page = { employeeReferrals: { edges: { node: Referral }[] } };
      const { employeeReferrals } = await introducer.person.ask<Page>(at, query, { siteId: site.siteId });
      return employeeReferrals.edges.find(({ node }) => node.id === wanted)?.node.status;
    };
    const referred = { channel: 'EMPLOYEE_REFERRAL', priceFen: 125_000_000 };
    const sold = async (
      clientId: string,
      sale: { number: string; channel: string; priceFen: number; introducerId?: string },
    ) => {
      const deal = await sell(site, on('2026-05-08', '16:00'), { clientId, ...sale });
      const lines = sharesOf(site, deal).length + (sale.introducerId ? 1 : 0);
      const book = await bookOf(site, { dealId: deal.id, month: '2026-05', at: on('2026-05-09'), lines });
      return book.map(([who, , amount]) => [who === introducer.id ? 'introducer' : who, amount]).sort();
    };

    beforeAll(async () => {
      site = await stage().openSite('one-month', ['Li', 'Zhao', 'Sun'], '2026-05-02');
      introducer = await hire(stage(), site, { name: '方秘书', role: 'sales-secretary', from: '2026-05-01' });
      for (const [index, which] of (['insisting', 'content', 'early'] as const).entries()) {
        const phone = `1390000013${index}`;
        clients[which] = await identify(site, on('2026-05-02', '09:00'), { name: `转介客户${index}`, phone });
      }
      early = (await refer(on('2026-05-02'), clients.early, '2026-05-08')).referral;
    });

    it('come unannounced on the 6th and registered by a consultant, it is void for good: 100 % to the consultant', async () => {
      await openDay(site, '2026-05-06');
      const { consultant } = await visit(site, on('2026-05-06', '11:00'), { clientId: clients.early });
      await closeDay(site, '2026-05-06');
      const at = on('2026-05-08', '12:00');
      expect(await attempt(site.manager, at, signing(early.id))).toMatchObject({
        code: 'REFERRAL_VOID',
        rule: { id: 'SR-5.05' },
      });
      const sale = { ...referred, number: '0803', introducerId: introducer.id };
      await expect(sold(clients.early, sale)).rejects.toThrow('REFERRAL_NOT_VALID');
      expect(await sold(clients.early, { number: '0804', channel: 'NONE', priceFen: 125_000_000 })).toEqual([
        [consultant, '10000.00'],
      ]);
    });

    it('the client does not come: it lapses; registered again for the 8th, come, accompanied, signed', async () => {
      const { referral: first } = await refer(on('2026-05-02'), clients.insisting, '2026-05-05');
      expect(await statusOf(on('2026-05-05', '23:59'), first.id)).toBe('REGISTERED');
      expect(await statusOf(on('2026-05-06', '00:00'), first.id)).toBe('LAPSED');
      const again = await refer(on('2026-05-06'), clients.insisting, '2026-05-08');
      const other = await refer(on('2026-05-06'), clients.content, '2026-05-08');
      await openDay(site, '2026-05-08');
      const arrived = await receive(site, on('2026-05-08', '10:00'), { clientId: clients.insisting });
      expect(arrived).toMatchObject({ consultant: 'Zhao', counted: true });
      expect(await visit(site, on('2026-05-08', '10:05'), { clientId: clients.content })).toMatchObject({
        consultant: 'Sun',
      });
      for (const { referral } of [again, other])
        expect(await carryOut(site.manager, on('2026-05-08', '10:10'), signing(referral.id))).toMatchObject({
          referral: { status: 'SIGNED' },
        });
      await insist(arrived.visitId);
      await closeDay(site, '2026-05-08');
    });

    /** SR-4.02: refused in principle; the client insists, and the manager lets Li continue. */
    const insist = async (visitId: string): Promise<void> => {
      const asking = {
        visitId,
        ground: 'ASKS_FOR_ANOTHER',
        consultantId: site.staffIds.get('Li'),
        reason: '客户坚持',
      };
      const replacing = (insists: boolean) => ({
        name: 'replaceConsultant',
        fields: '... on ConsultantReplaced { outcome visit { sharedBy { consultant { id } role } } }',
        input: { ...asking, insists },
      });
      const at = on('2026-05-08', '10:30');
      expect(await attempt(site.manager, at, replacing(false))).toMatchObject({
        code: 'REPLACEMENT_REFUSED',
        rule: { id: 'SR-4.02' },
      });
      expect(await carryOut(site.manager, at, replacing(true))).toMatchObject({ outcome: 'STANDS_IN' });
      await endReception(site, on('2026-05-08', '11:30'), visitId);
      await register(site, on('2026-05-08', '11:35'), { visitId, consultant: 'Li', clientId: clients.insisting });
    };

    it('10,000.00 of a plain referral: introducer 3,000.00, consultant 7,000.00', async () => {
      const sale = { ...referred, number: '0801', introducerId: introducer.id };
      expect(await sold(clients.content, sale)).toEqual([
        ['Sun', '7000.00'],
        ['introducer', '3000.00'],
      ]);
    });

    it('10,000.00 when the client insisted on another: introducer 3,000.00, first 4,900.00, designated 2,100.00', async () => {
      const sale = { ...referred, number: '0802', introducerId: introducer.id };
      expect(await sold(clients.insisting, sale)).toEqual([
        ['Li', '2100.00'],
        ['Zhao', '4900.00'],
        ['introducer', '3000.00'],
      ]);
    });
  });
};
