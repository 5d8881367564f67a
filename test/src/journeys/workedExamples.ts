import { describe, expect, it } from '@jest/globals';
import type { DiarySite } from '@shouwen/diary';
import { eventually } from '@shouwen/testing';
import { carryOut, on, type Stage } from './stage.ts';
import {
  addUnit,
  closeDay,
  consultantOf,
  endReception,
  identify,
  openDay,
  ownership,
  receive,
  visit,
} from './steps.ts';

const namesOf = (site: DiarySite, people: readonly { id: string }[]) => people.map(({ id }) => site.nameOf(id));

/** The worked examples 1 to 3 and 5 of "Sales reception" and 1 of "Finance", as a user meets them. */
export const workedExamples = (stage: () => Stage): void => {
  describe('SR-1.01 SR-1.02 SR-1.04 SR-1.12 worked examples 1 and 5: the turn of a day', () => {
    it('C D A B; D on official business is skipped and made up; the phone goes B A D C', async () => {
      const site = await stage().openSite('triple-confirmation', ['A', 'B', 'C', 'D'], '2026-03-02');
      await openDay(site, '2026-03-02');
      for (const time of ['09:30', '10:30']) {
        const { visitId } = await receive(site, on('2026-03-02', time));
        await endReception(site, on('2026-03-02', '11:00'), visitId);
      }
      await closeDay(site, '2026-03-02');
      const { floor } = await openDay(site, '2026-03-03');
      expect(namesOf(site, floor.order)).toEqual(['C', 'D', 'A', 'B']);
      expect(namesOf(site, floor.phoneOrder)).toEqual(['B', 'A', 'D', 'C']);
      const at = (time: string) => on('2026-03-03', time);
      expect(await receive(site, at('09:05'))).toMatchObject({ consultant: 'C', counted: true });
      const absence = { siteId: site.siteId, consultantId: site.staffIds.get('D') };
      await carryOut(site.manager, at('09:08'), {
        name: 'leaveFloor',
        fields: '... on RotationChanged { floor { open } }',
        input: { ...absence, reason: 'OFFICIAL_BUSINESS', announced: true, confirmed: true },
      });
      const skipping = await receive(site, at('09:10'));
      expect(skipping).toMatchObject({ consultant: 'A', counted: true });
      expect(skipping.rules).toContain('SR-1.04');
      await carryOut(site.dutyPerson, at('09:20'), {
        name: 'returnToFloor',
        fields: '... on RotationChanged { floor { open } }',
        input: absence,
      });
      const madeUp = await receive(site, at('09:25'));
      expect(madeUp).toMatchObject({ consultant: 'D', counted: true });
      expect(madeUp.rules).toContain('SR-1.04');
      expect(await receive(site, at('09:30'))).toMatchObject({ consultant: 'B', counted: true });
      // B is busy, D has just been freed: the call in B's slot is answered by whoever is free, and the caller is theirs.
      await endReception(site, at('09:58'), madeUp.visitId);
      const caller = await identify(site, at('10:00'), { name: '来电客户', phone: '13900000005' });
      const { call } = await carryOut<{ call: { consultant: { id: string } } }>(site.dutyPerson, at('10:00'), {
        name: 'answerCall',
        fields: '... on CallAnswered { call { consultant { id } } }',
        input: { siteId: site.siteId, clientId: caller },
      });
      expect(site.nameOf(call.consultant.id)).toBe('D');
    });
  });

  describe('SR-3.01 SR-3.02 worked example 2: a claim stays fresh by follow-ups, but not beyond its month', () => {
    const claimWith = async (followUps: readonly string[]) => {
      const site = await stage().openSite('triple-confirmation', ['Li', 'Zhao'], '2026-06-01');
      const clientId = await identify(site, on('2026-06-01'), { name: '例二客户', phone: '13900000002' });
      await openDay(site, '2026-06-01');
      const { consultant } = await visit(site, on('2026-06-01'), { clientId });
      for (const date of followUps) {
        await carryOut(consultantOf(site, consultant), on(date), {
          name: 'recordFollowUp',
          fields: '... on FollowUpRecorded { effect }',
          input: { siteId: site.siteId, clientId, channel: 'PHONE', reached: true, said: '再约' },
        });
      }
      return (date: string, time = '12:00') => ownership(site, on(date, time), clientId);
    };

    it('with follow-ups on the 9th and the 18th it lapses on 28 June', async () => {
      const standing = await claimWith(['2026-06-09', '2026-06-18']);
      expect(await standing('2026-06-27', '23:59')).toMatchObject({ standing: 'OWNED', lapsesOn: '2026-06-28' });
      expect(await standing('2026-06-28', '00:00')).toMatchObject({ standing: 'LAPSED' });
    });

    it('without the follow-up of the 9th it lapses on 11 June', async () => {
      const standing = await claimWith([]);
      expect(await standing('2026-06-10', '23:59')).toMatchObject({ standing: 'OWNED' });
      const lapsed = await standing('2026-06-11', '00:00');
      expect(lapsed).toMatchObject({ standing: 'LAPSED', lapsesOn: '2026-06-11' });
      expect(lapsed.explanation.applied.map(({ id }) => id)).toContain('SR-3.02');
    });

    it('with all of them and more it still ends on 1 July', async () => {
      const standing = await claimWith(['2026-06-09', '2026-06-18', '2026-06-27']);
      expect(await standing('2026-06-30', '23:59')).toMatchObject({ standing: 'OWNED', lapsesOn: '2026-07-01' });
      expect(await standing('2026-07-01', '00:00')).toMatchObject({ standing: 'LAPSED' });
    });
  });

  describe('SR-3.11 FI-1.02 FI-1.03 worked example 3, and 1 of finance: recognised late, shared half and half', () => {
    /** Li received Mrs Wang on 3 April, Zhao on 20 April; Li recognises her on `recognisedOn`. */
    const wangRecognisedOn = async (recognisedOn: string) => {
      const site = await stage().openSite('one-month', ['Li', 'Zhao'], '2026-04-03');
      const clientId = await identify(site, on('2026-04-03'), { name: '王太太', phone: '13900000003' });
      await openDay(site, '2026-04-03');
      expect(await visit(site, on('2026-04-03'), { clientId })).toMatchObject({ consultant: 'Li' });
      await closeDay(site, '2026-04-03');
      await openDay(site, '2026-04-20');
      const again = await visit(site, on('2026-04-20'), { clientId });
      expect(again).toMatchObject({ consultant: 'Zhao', counted: true });
      await closeDay(site, '2026-04-20');
      await carryOut(consultantOf(site, 'Li'), on(recognisedOn), {
        name: 'recogniseClient',
        fields: '... on ClientRecognised { outcome }',
        input: { visitId: again.visitId, namedAndAnswered: true },
      });
      return { site, clientId };
    };

    const sell = async (
      site: DiarySite,
      clientId: string,
      { number, priceFen, date, channel }: { number: string; priceFen: number; date: string; channel: string },
    ) => {
      const unitId = await addUnit(site, on(date), { number, priceFen });
      const { deal } = await carryOut<{
        deal: { id: string; consultants: { staff: { id: string }; parts: number }[] };
      }>(site.manager, on(date), {
        name: 'recordDeposit',
        fields: '... on DealRecorded { deal { id consultants { staff { id } parts } } }',
        input: { unitId, clientId, price: priceFen, channel },
      });
      return deal;
    };

    const linesOf = async (site: DiarySite, dealId: string, month: string) => {
      const query = `query ($siteId: ID!, $month: String!) { commissionLines(siteId: $siteId, month: $month, first: 100) {
        edges { node { deal { id } party staff { id } amount { yuan } explanation { applied { id } } } } } }`;
      type Line = { deal: { id: string }; party: string; staff: { id: string } | null; amount: { yuan: string } };
      const ask = async () => {
        const { commissionLines } = await site.manager.ask<{ commissionLines: { edges: { node: Line }[] } }>(
          on('2026-05-31'),
          query,
          { siteId: site.siteId, month },
        );
        return commissionLines.edges.map(({ node }) => node).filter(({ deal }) => deal.id === dealId);
      };
      const lines = await eventually(ask, (found) => found.length >= 3);
      return lines.map(({ party, staff, amount }) => [staff ? site.nameOf(staff.id) : party, amount.yuan]).sort();
    };

    it('10,000.00 company introduced: pool 3,000.00, each 3,500.00; of 100.01: 30.00, 35.01 to the original, 35.00', async () => {
      const { site, clientId } = await wangRecognisedOn('2026-04-25');
      const channel = 'COMPANY_INTRODUCED';
      const deal = await sell(site, clientId, { number: '0301', priceFen: 125_000_000, date: '2026-05-02', channel });
      expect(deal.consultants.map(({ staff, parts }) => [site.nameOf(staff.id), parts])).toEqual([
        ['Li', 50],
        ['Zhao', 50],
      ]);
      expect(await linesOf(site, deal.id, '2026-05')).toEqual([
        ['Li', '3500.00'],
        ['POOL', '3000.00'],
        ['Zhao', '3500.00'],
      ]);
    });

    it('100.01: 30.00 to the pool, 35.01 to the original, 35.00 to the new consultant', async () => {
      const { site, clientId } = await wangRecognisedOn('2026-05-19');
      const channel = 'COMPANY_INTRODUCED';
      const deal = await sell(site, clientId, { number: '0302', priceFen: 1_250_125, date: '2026-05-19', channel });
      expect(await linesOf(site, deal.id, '2026-05')).toEqual([
        ['Li', '35.01'],
        ['POOL', '30.00'],
        ['Zhao', '35.00'],
      ]);
    });

    it('recognised on 20 May, a month after the new reception, it is too late: all to Zhao', async () => {
      await expect(wangRecognisedOn('2026-05-20')).rejects.toThrow('RECOGNISED_TOO_LATE');
    });
  });
};
