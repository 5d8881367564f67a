import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DiarySite, Person } from '@shouwen/diary';
import { eventually } from '@shouwen/testing';
import { appoint } from './company.ts';
import {
  bookOf,
  draft,
  type Statement,
  type StatementDesk,
  sell,
  settle,
  shortLines,
  statementDesk,
} from './moneySteps.ts';
import { attempt, carryOut, on, type Stage } from './stage.ts';
import { closeDay, consultantOf, identify, openDay, visit } from './steps.ts';

type Fine = {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly amount: { readonly yuan: string } | null;
  readonly reportedBy: { readonly id: string } | null;
  readonly explanation: { readonly applied: readonly { readonly id: string }[] };
};

const fineFields = 'id code state amount { yuan } reportedBy { id } explanation { applied { id } }';
const own = `{ ownFines { edges { node { ${fineFields} } } } }`;
const ofSite = `query ($siteId: ID!) { fines(siteId: $siteId) { edges { node { ${fineFields} } } } }`;
type Fines = { readonly edges: readonly { readonly node: Fine }[] };

/** From what happened on the floor to the line in the statement (FI-3). */
export const fineOnTheFloor = (stage: () => Stage): void => {
  describe('a consultant leaves the post, and another misses a call', () => {
    let site: DiarySite;
    let director: Person;
    let desk: StatementDesk;
    let deserter: Fine;
    let missed: Fine;
    const fines = async (at: Date, expected: number): Promise<readonly Fine[]> => {
      const ask = async () =>
        (await site.manager.ask<{ fines: Fines }>(at, ofSite, { siteId: site.siteId })).fines.edges;
      return (await eventually(ask, (found) => found.length >= expected)).map(({ node }) => node);
    };
    const confirm = (fineId: string, more: Record<string, unknown> = {}) => ({
      name: 'confirmFine',
      fields: `... on FineChanged { fine { ${fineFields} } }`,
      input: { fineId, ...more },
    });
    const orderOn = async (date: string): Promise<string[]> => {
      const { floor } = await openDay(site, date);
      await closeDay(site, date);
      return floor.order.map(({ id }) => site.nameOf(id));
    };

    beforeAll(async () => {
      site = await stage().openSite('triple-confirmation', ['Li', 'Zhao', 'Sun'], '2026-03-02');
      director = await appoint(stage(), site, {
        signInName: 'zhengguodong',
        role: 'sales-director',
        from: '2026-03-01',
      });
      desk = statementDesk(stage(), director);
      const at = (time: string) => on('2026-03-02', time);
      const clientId = await identify(site, at('09:00'), { name: '安心买房的客户', phone: '13900000111' });
      await openDay(site, '2026-03-02');
      expect(await visit(site, at('10:00'), { clientId })).toMatchObject({ consultant: 'Li' });
      await carryOut(site.manager, at('15:00'), {
        name: 'reportViolation',
        fields: '... on ViolationReported { violation { id } }',
        input: {
          ...{
            siteId: site.siteId,
            staffId: site.staffIds.get('Li'),
            code: 'V-13',
            occurredAt: at('14:30').toISOString(),
          },
          note: '擅自离岗',
        },
      });
      // Nobody answers: it is the slot of whoever is last in the order of receptions.
      await carryOut(site.dutyPerson, at('16:00'), {
        name: 'noteMissedCall',
        fields: '... on MissedCallNoted { missedCall { slotOf { id } } }',
        input: { siteId: site.siteId },
      });
      await closeDay(site, '2026-03-02');
      const sold = await sell(site, at('16:30'), { clientId, number: '0301', priceFen: 125_000_000 });
      await bookOf(site, { dealId: sold.id, month: '2026-03', at: at('17:00'), lines: 1 });
      const proposed = await fines(at('18:00'), 2);
      expect(proposed.map(({ code, state }) => [code, state]).sort()).toEqual([
        ['V-13', 'PROPOSED'],
        ['V-46', 'PROPOSED'],
      ]);
      [deserter, missed] = ['V-13', 'V-46'].map((wanted) => proposed.find(({ code }) => code === wanted)) as [
        Fine,
        Fine,
      ];
    });

    it('who reported it does not confirm it, and nobody without the right; what the system found, the manager confirms', async () => {
      const at = on('2026-03-02', '18:30');
      const suspension = { from: '2026-03-03', through: '2026-03-04' };
      const refused = await attempt(site.manager, at, confirm(deserter.id, { suspension }));
      expect(refused).toMatchObject({ code: 'OWN_REPORT', rule: { id: 'FI-3' } });
      for (const stranger of [consultantOf(site, 'Zhao'), stage().demoPerson('shenjie')])
        await expect(attempt(stranger, at, confirm(deserter.id, { suspension }))).rejects.toThrow('NOT_FOUND');
      const withoutTime = await attempt(director, at, confirm(deserter.id));
      expect(withoutTime).toMatchObject({ code: 'SUSPENSION_TIME_NEEDED' });
      expect((await fines(at, 2)).map(({ state }) => state)).toEqual(['PROPOSED', 'PROPOSED']);
      expect(missed.reportedBy).toBeNull();
      const { fine } = await carryOut<{ fine: Fine }>(site.manager, at, confirm(missed.id));
      expect(fine).toMatchObject({ state: 'CONFIRMED', amount: { yuan: '100.00' } });
      expect(await carryOut(director, at, confirm(deserter.id, { suspension }))).toMatchObject({
        fine: { state: 'CONFIRMED', amount: { yuan: '100.00' } },
      });
    });

    it('the suspended consultant is off the rotation from the first day through the last, and back the day after', async () => {
      const suspended = async () => {
        const query = 'query ($siteId: ID!) { floor(siteId: $siteId) { suspended { id } } }';
        type Floor = { floor: { suspended: { id: string }[] } };
        const { floor } = await site.dutyPerson.ask<Floor>(on('2026-03-03', '08:50'), query, { siteId: site.siteId });
        return floor.suspended.map(({ id }) => site.nameOf(id));
      };
      expect(await eventually(suspended, (found) => found.length > 0)).toEqual(['Li']);
      expect((await orderOn('2026-03-03')).sort()).toEqual(['Sun', 'Zhao']);
      expect((await orderOn('2026-03-04')).sort()).toEqual(['Sun', 'Zhao']);
      expect((await orderOn('2026-03-05')).sort()).toEqual(['Li', 'Sun', 'Zhao']);
    });

    it('the person reads the own fine with its entry, not who reported it, and nobody else’s', async () => {
      const { ownFines } = await consultantOf(site, 'Li').ask<{ ownFines: Fines }>(on('2026-03-05'), own);
      expect(ownFines.edges.map(({ node }) => node)).toMatchObject([
        { id: deserter.id, code: 'V-13', state: 'CONFIRMED', amount: { yuan: '100.00' }, reportedBy: null },
      ]);
      expect(ownFines.edges[0]?.node.explanation.applied.map(({ id }) => id)).toEqual(
        expect.arrayContaining(['FI-3', 'V-13']),
      );
    });

    it('it is taken off in the statement of the month', async () => {
      const at = on('2026-04-01');
      const staffId = site.staffIds.get('Li') ?? '';
      const statement: Statement = await draft(desk, at, { siteId: site.siteId, month: '2026-03', staffId });
      expect(shortLines(statement)).toEqual([
        ['COMMISSION', '10000.00', 'COUNTED'],
        ['FINE', '-100.00', 'COUNTED'],
      ]);
      expect(await settle(site, desk, { at, id: statement.id })).toMatchObject({ paid: { yuan: '9900.00' } });
      expect((await fines(at, 2)).find(({ id }) => id === deserter.id)?.state).toBe('DEDUCTED');
      const late = {
        name: 'contestFine',
        fields: '... on FineChanged { fine { id } }',
        input: { fineId: deserter.id, reason: '当时请过假' },
      };
      expect(await attempt(consultantOf(site, 'Li'), at, late)).toMatchObject({ code: 'FINE_DEDUCTED' });
    });
  });
};
