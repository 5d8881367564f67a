import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@shouwen/testing';
import { afternoon } from './badInputActs.ts';
import { cases } from './badInputCases.ts';
import { carryOut, on, type Stage } from './stage.ts';
import { consultantOf } from './steps.ts';
import { refusalOf } from './told.ts';
import { type BusySite, busySite, type Everything, everythingAt, theDay } from './twoSites.ts';

const rowsChecked = `query ($siteId: ID!, $rows: [RegisterRowInput!]!) {
  checkRegisterRows(siteId: $siteId, kind: VISITS, rows: $rows) { row code field message { zh en } } }`;
const importing = {
  openRegisterImport: '... on RegisterImportOpened { importId }',
  addRegisterRows: '... on RegisterRowsAdded { rows }',
  finishRegisterImport: '... on RegisterRowsRefused { rows { row code } }',
} as const;

/** What people get wrong, and what they try about others: refused in both languages, and nothing is written. */
export const badInput = (stage: () => Stage): void => {
  describe('bad input is refused in both languages, writes nothing and gives nothing away', () => {
    let here: BusySite;
    let there: BusySite;
    let before: Everything[];
    beforeAll(async () => {
      [here, there] = await Promise.all([
        busySite(stage(), 'triple-confirmation', {
          names: ['Li', 'Zhao'],
          phones: ['13900000201', '13900000202', '13900000203'],
        }),
        busySite(stage(), 'one-month', {
          names: ['Wang', 'Xu'],
          phones: ['13900000211', '13900000212', '13900000213'],
        }),
      ]);
      before = await eventually(everything, (lists) => lists.every(({ clients }) => clients.edges.length === 3));
    });
    const everything = () => Promise.all([here, there].map(({ site }) => everythingAt(site, on(theDay, '16:00'))));

    it.each(cases)('$what: $code', async ({ code, by, at = afternoon, tries }) => {
      const answers = [];
      for (const mutation of tries(here, there)) answers.push(await refusalOf(by(here), at, mutation));
      const [answer] = answers;
      expect(answer).toMatchObject({ code, told: { zh: expect.stringMatching(/\p{sc=Han}/u) } });
      expect(answer).toMatchObject({ told: { en: expect.not.stringMatching(/\p{sc=Han}/u) } });
      expect(answers).toEqual(answers.map(() => answer));
      expect(await everything()).toEqual(before);
    });

    it('the old register with a visit in the future and unknown consultants: every row with its reason, none taken', async () => {
      const { siteId } = here.site;
      const [clientId, li] = [here.clients.first, here.site.staffIds.get('Li')];
      const line = { clientId, class: 'A', lookingFor: '三房', channel: '路过', date: theDay, time: '09:10' };
      const rows = [
        { ...line, row: 1, consultantId: li },
        { ...line, row: 2, consultantId: li, date: '2026-03-03' },
        { ...line, row: 3, consultantId: li, time: '15:01' },
        { ...line, row: 4, consultantId: there.site.staffIds.get('Wang') },
        { ...line, row: 5, consultantId: randomUUID() },
      ];
      const { checkRegisterRows } = await here.site.manager.ask<{
        checkRegisterRows: { row: number; code: string; message: { zh: string; en: string } }[];
      }>(afternoon, rowsChecked, { siteId, rows });
      const reasons = checkRegisterRows.filter(({ row }) => row > 1);
      expect(reasons.map(({ row, code }) => [row, code])).toEqual([
        [2, 'IN_THE_FUTURE'],
        [3, 'IN_THE_FUTURE'],
        [4, 'CONSULTANT_UNKNOWN'],
        [5, 'CONSULTANT_UNKNOWN'],
      ]);
      for (const { message } of reasons)
        expect(message).toMatchObject({ zh: expect.stringMatching(/\p{sc=Han}/u), en: expect.stringMatching(/\w/) });
      const send = <Done extends object>(name: keyof typeof importing, input: Record<string, unknown>) =>
        carryOut<Done>(here.site.manager, afternoon, { name, fields: importing[name], input });
      const { importId } = await send<{ importId: string }>('openRegisterImport', { siteId, kind: 'VISITS' });
      await send('addRegisterRows', { importId, rows });
      expect(await send('finishRegisterImport', { importId })).toMatchObject({ __typename: 'RegisterRowsRefused' });
      expect(await everything()).toEqual(before);
    });

    it('what belongs to a colleague or another site reads like what there is not', async () => {
      const seen = async (ids: Record<string, string>) => {
        const query = `query ($client: ID!, $visit: ID!, $unit: ID!, $dispute: ID!) { client(id: $client) { id name }
          visit(id: $visit) { id } unit(id: $unit) { id } dispute(id: $dispute) { id } }`;
        return consultantOf(here.site, 'Li').ask(on(theDay, '16:00'), query, ids);
      };
      const nothing = { client: null, visit: null, unit: null, dispute: null };
      const { clients, visits, units, disputeId } = there;
      expect(await seen({ client: clients.first, visit: visits.first, unit: units.free, dispute: disputeId })).toEqual(
        nothing,
      );
      const [client, visit, unit, dispute] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
      expect(await seen({ client, visit, unit, dispute })).toEqual(nothing);
      const colleagues = { client: here.clients.second, visit: here.visits.second };
      expect(await seen({ ...colleagues, unit, dispute })).toEqual(nothing);
    });
  });
};
