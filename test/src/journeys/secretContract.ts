import { describe, expect, it } from '@jest/globals';
import type { Person } from '@shouwen/diary';
import { approve, attach, monday, type RecordsSite, requested, traceOf } from './recordsSite.ts';
import { attempt, carryOut, on } from './stage.ts';

const readFile = 'query ($id: ID!) { file(id: $id) { id title } }';
const readRequest = 'query ($id: ID!) { accessRequest(id: $id) { state endReason } }';
const [tuesday, wednesday, friday, saturday] = ['2026-03-03', '2026-03-04', '2026-03-06', '2026-03-07'];

/** Worked example 2: from the form to the instant at which the grant ends by itself. */
export const secretContract = (desk: () => RecordsSite): void => {
  describe('CR-4.02 worked example 2: a finance clerk needs a confidential contract', () => {
    let requestId = '';
    const title = async (by: Person, at: Date) =>
      (await by.ask<{ file: { title: string } | null }>(at, readFile, { id: desk().contract })).file?.title ?? null;
    const form = () => ({ kind: 'VIEW', siteId: desk().site.siteId, described: `${desk().client.name}的购房合同` });

    it('asks in words; the finance manager, client service and its manager approve, one after the other', async () => {
      const { clerk, financeManager, supervisor, advisor, serviceManager, contract } = desk();
      const asked = await requested(clerk, on(monday, '11:00'), form());
      requestId = asked.id;
      expect(asked).toMatchObject({ state: 'SUBMITTED', plan: ['STAMP', 'REVIEW'] });
      await approve(financeManager, on(monday, '15:00'), requestId);
      const attached = await attach(supervisor, on(tuesday, '09:00'), { requestId, fileIds: [contract] });
      expect(attached.plan).toEqual(['STAMP', 'REVIEW', 'CLASSIFIED']);
      const reviewed = await approve(advisor, on(tuesday, '10:00'), requestId);
      expect(reviewed).toMatchObject({ state: 'STAMPED', nextStep: 'CLASSIFIED', grant: null });
      expect(await title(clerk, on(tuesday, '10:01'))).toBeNull();
      const granted = await approve(serviceManager, on(wednesday), requestId);
      expect(granted).toMatchObject({
        ...{ state: 'ACTIVE', nextStep: null },
        grant: { acts: ['VIEW'], until: '2026-03-06T16:00:00.000Z', oneTime: false },
      });
    });

    it('the clerk alone views it until Friday at midnight, and not an instant longer', async () => {
      const { clerk, financeManager, li, zhao } = desk();
      const state = (at: Date) => clerk.ask(at, readRequest, { id: requestId });
      expect(await title(clerk, on(wednesday, '10:01'))).toBe('购房合同');
      for (const other of [financeManager, li, zhao]) expect(await title(other, on(wednesday, '10:02'))).toBeNull();
      expect(await title(clerk, new Date('2026-03-06T23:59:59.999+08:00'))).toBe('购房合同');
      expect(await state(on(friday, '23:59'))).toEqual({ accessRequest: { state: 'ACTIVE', endReason: null } });
      expect(await title(clerk, on(saturday, '00:00'))).toBeNull();
      expect(await state(on(saturday, '00:00'))).toEqual({ accessRequest: { state: 'ENDED', endReason: 'EXPIRED' } });
    });

    it('CR-2.04 what was read stands in the trail of the client, for the custodian of classified files', async () => {
      const at = on(saturday, '09:00');
      const lines = await traceOf({ ...desk(), specialist: desk().supervisor }, at);
      const read = lines.filter(({ action, allowed }) => action === 'archive.readFile' && allowed);
      expect(read.filter(({ staff }) => staff?.name === desk().clerk.name).length).toBeGreaterThan(0);
      const seen = (await traceOf(desk(), at)).filter(({ action }) => action === 'archive.readFile');
      expect(seen).toEqual([]);
    });

    it('CR-4.06 lets nobody copy: a copy is a request of its own, good for one', async () => {
      const { clerk, specialist, general, contract, site } = desk();
      const use = (id: string) =>
        attempt<object>(specialist, on(wednesday, '15:00'), {
          ...{ name: 'recordUse', inputType: 'AccessRequestInput', input: { requestId: id } },
          fields: '... on AccessRequestDone { request { state endReason } }',
        });
      expect(await use(requestId).catch(({ message }) => message)).toMatch(/NOT_FOUND/);
      const copy = { kind: 'COPY', siteId: site.siteId, fileIds: [contract], pages: '第3页' };
      const asked = await requested(clerk, on(wednesday, '11:00'), copy);
      expect(asked.plan).toEqual(['COPY']);
      const granted = await approve(general, on(wednesday, '14:00'), asked.id);
      expect(granted.grant).toMatchObject({ acts: ['COPY'], oneTime: true });
      expect(await use(asked.id)).toMatchObject({ request: { state: 'ENDED', endReason: 'USED' } });
      expect(await use(asked.id)).toMatchObject({ code: 'GRANT_OVER' });
    });
  });

  describe('CR-4.05 worked example 3: a loan from Monday 10:00', () => {
    const loans = 'query { myLoans { edges { node { state dueOn } } } }';
    const stateAt = async (at: Date) =>
      (await desk().zhao.ask<{ myLoans: { edges: { node: object }[] } }>(at, loans)).myLoans.edges.map(
        ({ node }) => node,
      );
    const lend = (by: Person, at: Date, name: 'enterLoan' | 'signLoan', requestId: string) =>
      attempt<{ loans?: { id: string; dueOn: string | null }[]; code?: string }>(by, at, {
        ...{ name, fields: '... on LoansDone { loans { id lentOn dueOn state } }', input: { requestId } },
      });
    const approved = async (fileId: string): Promise<string> => {
      const { zhao, site, specialist } = desk();
      const form = { kind: 'BORROW', siteId: site.siteId, fileIds: [fileId], copies: 1, loanDays: 3 };
      const { id } = await requested(zhao, on(monday, '09:50'), { ...form, untilOn: '2026-03-20' });
      await approve(site.manager, on(monday, '09:52'), id);
      expect(await approve(specialist, on(monday, '09:55'), id)).toMatchObject({ state: 'APPROVED' });
      return id;
    };

    it('is due on Thursday, overdue from Friday; no second loan then, until it is back', async () => {
      const { zhao, specialist, forms } = desk();
      const [first, second] = [await approved(forms[0]), await approved(forms[1])];
      await lend(specialist, on(monday), 'enterLoan', first);
      const signed = await lend(zhao, on(monday), 'signLoan', first);
      expect(signed).toMatchObject({ loans: [{ lentOn: monday, dueOn: '2026-03-05', state: 'OUT' }] });
      expect(await stateAt(on('2026-03-05', '23:59'))).toEqual([{ state: 'OUT', dueOn: '2026-03-05' }]);
      expect(await stateAt(on(friday, '00:00'))).toEqual([{ state: 'OVERDUE', dueOn: '2026-03-05' }]);
      const refused = await lend(specialist, on(friday, '09:00'), 'enterLoan', second);
      expect(refused).toMatchObject({ code: 'LOAN_OVERDUE', rule: { id: 'CR-4.05' } });
      const loanId = 'loans' in signed ? signed.loans?.[0]?.id : '';
      await carryOut(specialist, on(friday, '10:00'), {
        ...{ name: 'strikeOffLoan', inputType: 'StrikeOffInput', fields: '... on LoansDone { loans { id } }' },
        input: { loanId, condition: '完好' },
      });
      expect(await lend(specialist, on(friday, '10:05'), 'enterLoan', second)).toMatchObject({ loans: [{}] });
    });
  });
};
