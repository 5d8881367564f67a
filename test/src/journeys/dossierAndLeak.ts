import { describe, expect, it } from '@jest/globals';
import type { Person } from '@shouwen/diary';
import { type RecordsSite, traceOf } from './recordsSite.ts';
import { attempt, carryOut, on } from './stage.ts';

const tuesday = '2026-03-03';
const at = (time: string) => on(tuesday, time);
const children = '女儿，2016年生，滨江小学三年级';

type Field = {
  readonly field: { readonly key: string };
  readonly values: string[] | null;
  readonly masked: string | null;
};
type Dossier = { readonly completeness: number; readonly fields: readonly Field[] };

const dossierQuery = `query ($id: ID!, $siteId: ID!) { clientDossier(clientId: $id, siteId: $siteId) {
  completeness fields { field { key } filled values masked } } }`;

/** What is known of a client is filled in, shown masked, and shown in full for a purpose; and what is done when it got out. */
export const dossierAndLeak = (desk: () => RecordsSite): void => {
  const dossierFor = async (by: Person, time: string): Promise<Dossier | null> => {
    const { client, site } = desk();
    const asked = { id: client.id, siteId: site.siteId };
    return (await by.ask<{ clientDossier: Dossier | null }>(at(time), dossierQuery, asked)).clientDossier;
  };

  describe('CR-1.03 CR-2.03 the dossier of a client', () => {
    const unmasked = (by: Person, purpose: string) =>
      attempt<object>(by, at('09:30'), {
        ...{ name: 'unmaskField', fields: '... on FieldUnmasked { values }' },
        input: { clientId: desk().client.id, field: 'DOSSIER', dossierKey: 'children', purpose },
      });

    it('is filled in by the consultant and shown with what is sensitive masked, to a colleague not at all', async () => {
      const { zhao, li, site, client } = desk();
      const before = await dossierFor(zhao, '09:00');
      expect([before?.completeness, before?.fields.length]).toEqual([0, 42]);
      const entries = [
        { key: 'children', values: [children] },
        { key: 'cuisine', values: ['sichuan', 'cantonese'] },
      ];
      await carryOut(zhao, at('09:05'), {
        ...{ name: 'fillDossier', fields: '... on DossierFilled { dossier { completeness } }' },
        input: { siteId: site.siteId, clientId: client.id, entries },
      });
      const after = await dossierFor(zhao, '09:10');
      expect(after?.completeness).toBe(4);
      const shown = (key: string) => after?.fields.find(({ field }) => field.key === key);
      expect(shown('cuisine')).toMatchObject({ values: ['sichuan', 'cantonese'] });
      expect(shown('children')).toMatchObject({ values: null, masked: expect.stringContaining('*') });
      expect(JSON.stringify(after)).not.toContain('滨江小学');
      expect(await dossierFor(li, '09:15')).toBeNull();
    });

    it('shows a sensitive field for a purpose, which stands in the trail with who looked', async () => {
      const { site } = desk();
      expect(await unmasked(site.manager, '看')).toMatchObject({ code: 'PURPOSE_MISSING' });
      expect(await unmasked(site.manager, '准备学区说明')).toMatchObject({ values: [children] });
      const lines = await traceOf(desk(), at('09:40'));
      expect(lines.filter(({ action, allowed }) => action === 'client.unmask' && allowed)).toMatchObject([
        { detail: expect.stringContaining('children'), reason: '准备学区说明', staff: { name: site.manager.name } },
      ]);
      expect(JSON.stringify(lines)).not.toContain('滨江小学');
    });
  });

  describe('CR-5.01 a possible leak', () => {
    const cases = 'query { leakCases(state: OPEN) { edges { node { id } } } }';
    type Cases = { readonly leakCases: { readonly edges: readonly { readonly node: { readonly id: string } }[] } };
    const opened = `query ($id: ID!) { leakCase(id: $id) { state remedies { what } clients { id } trace(first: 50) {
      edges { node { action staff { name } } } } } }`;
    const handled = (by: Person, time: string, name: string, input: object) =>
      attempt<object>(by, at(time), {
        ...{ name, fields: '... on LeakHandled { leakCase { state remedies { what } closedBy { name } } }' },
        input: { ...input },
      });

    it('is reported by a consultant, who learns no more; handled and closed by others, with the trail of the client', async () => {
      const { li, zhao, supervisor, serviceManager, client, site } = desk();
      const { caseId } = await carryOut<{ caseId: string }>(li, at('14:00'), {
        ...{ name: 'reportLeak', fields: '... on LeakReported { caseId number }' },
        input: { siteId: site.siteId, clientIds: [client.id], what: '客户群里有人发了这位客户的电话' },
      });
      const open = async (by: Person) =>
        (await by.ask<Cases>(at('14:01'), cases)).leakCases.edges.filter(({ node }) => node.id === caseId).length;
      expect([await open(supervisor), await open(serviceManager), await open(zhao), await open(li)]).toEqual([
        ...[1, 1, 0, 0],
      ]);
      const seen = await supervisor.ask<{ leakCase: { trace: { edges: { node: { action: string } }[] } } }>(
        at('14:02'),
        opened,
        { id: caseId },
      );
      expect(seen.leakCase).toMatchObject({ state: 'OPEN', clients: [{ id: client.id }] });
      expect(seen.leakCase.trace.edges.map(({ node }) => node.action)).toContain('client.unmask');
      expect(await handled(serviceManager, '14:10', 'closeLeakCase', { caseId, conclusion: '查无此事' })).toMatchObject(
        {
          code: 'LEAK_REMEDY_MISSING',
        },
      );
      const what = '已联系群主删除，并告知客户';
      expect(await handled(supervisor, '14:30', 'recordLeakRemedy', { caseId, what })).toMatchObject({
        leakCase: { state: 'OPEN', remedies: [{ what }] },
      });
      expect(
        await handled(serviceManager, '17:00', 'closeLeakCase', { caseId, conclusion: '误发，已撤回' }),
      ).toMatchObject({
        leakCase: { state: 'CLOSED', closedBy: { name: serviceManager.name } },
      });
      expect([await open(supervisor), await open(serviceManager)]).toEqual([0, 0]);
    });
  });
};
