import { beforeAll, describe, expect, it } from '@jest/globals';
import { demoSites } from '@shouwen/demo';
import type { DiarySite, Person } from '@shouwen/diary';
import { eventually } from '@shouwen/testing';
import { carryOut, on, type Stage } from './stage.ts';
import { addUnit, consultantOf, endReception, identify, openDay, receive, register, visit } from './steps.ts';

const page = `query ($id: ID!) { client(id: $id) {
  number name readBy phone { masked }
  owner { standing consultant { id name } explanation { summary { zh en } applied { id text { zh en } } } }
  visits { edges { node { consultant { name } counted rules { id } explanation { applied { id } } } } }
  deals { id state price { yuan } unit { name } consultants { staff { name } parts } explanation { applied { id } } }
  complaints { kind status explanations { applied { id } } }
  commissionLines { party staff { name } amount { yuan } explanation { applied { id } } }
} }`;

type Applied = { readonly applied: readonly { readonly id: string }[] };
type Page = {
  readonly name: string;
  readonly readBy: string;
  readonly phone: { readonly masked: string };
  readonly owner: {
    readonly standing: string;
    readonly consultant: { readonly name: string };
    readonly explanation: Applied;
  } | null;
  readonly visits: {
    readonly edges: readonly { readonly node: { readonly counted: boolean; readonly explanation: Applied } }[];
  };
  readonly deals: readonly {
    readonly state: string;
    readonly price: { readonly yuan: string };
    readonly explanation: Applied;
  }[];
  readonly complaints: readonly { readonly kind: string; readonly explanations: readonly Applied[] }[] | null;
  readonly commissionLines: readonly {
    readonly staff: { readonly name: string };
    readonly amount: { readonly yuan: string };
    readonly explanation: Applied;
  }[];
};

/** One client from the door to the commission, seen by everybody who may see a part, and by those who may see none. */
export const clientThroughTheHouse = (stage: () => Stage): void => {
  describe('a client walks through the house', () => {
    const date = '2026-03-02';
    const later = on('2026-03-10');
    let site: DiarySite;
    let clientId = '';
    const seenBy = async (person: Person, at = later) =>
      (await person.ask<{ client: Page | null }>(at, page, { id: clientId })).client;
    const ids = (explanation: Applied) => explanation.applied.map(({ id }) => id);

    beforeAll(async () => {
      site = await stage().openSite('triple-confirmation', ['李安', '赵宁'], date);
      await openDay(site, date);
      clientId = await identify(site, on(date, '09:28'), { name: '许丽', phone: '138 0552 9999' });
      await visit(site, on(date, '09:28'), { clientId });
      const again = await receive(site, on(date, '15:00'), { clientId, asksFor: 'OWN_CONSULTANT' });
      const unitId = await addUnit(site, on(date, '15:00'), { number: '0301', priceFen: 147_896_000 });
      await carryOut(consultantOf(site, '李安'), on(date, '15:30'), {
        name: 'recordDeposit',
        fields: '... on DealRecorded { deal { id } }',
        input: { unitId, clientId, visitId: again.visitId, price: 147_896_000 },
      });
      await endReception(site, on(date, '16:00'), again.visitId);
      await register(site, on(date, '16:00'), { ...again, clientId });
      await complain(stage().demoPerson('dengting'));
    });

    /** The buyer complains at the property office, where the phone finds the same record. */
    const complain = async (receptionist: Person): Promise<void> => {
      const siteId = demoSites.riversideOffice.id;
      const at = on('2026-03-09');
      const { client } = await carryOut<{ client: { id: string } }>(receptionist, at, {
        name: 'identifyClient',
        fields: '... on ClientIdentified { client { id } }',
        input: { siteId, name: '许莉', phone: '+86-13805529999' },
      });
      expect(client.id).toBe(clientId);
      await carryOut(receptionist, at, {
        name: 'registerOwnerMatter',
        fields: '... on OwnerMatterRecorded { entry { id } }',
        input: {
          siteId,
          clientId,
          category: 'COMPLAINT',
          channel: 'IN_PERSON',
          content: '电梯常停',
          complaintKind: 'SERVICE_QUALITY',
        },
      });
    };

    it('the manager of the site sees owner, visits, deal and commission, and every decision says why', async () => {
      const client = await eventually(
        () => seenBy(site.manager),
        (found) => (found?.commissionLines.length ?? 0) > 0,
      );
      expect(client).toMatchObject({ name: '许丽', readBy: 'site-role', phone: { masked: '138****9999' } });
      expect(client?.owner).toMatchObject({ standing: 'BUYER', consultant: { name: '李安' } });
      expect(client?.visits.edges).toHaveLength(2);
      expect(client?.deals).toMatchObject([{ state: 'CLOSED', price: { yuan: '1478960.00' } }]);
      expect(client?.commissionLines).toMatchObject([{ staff: { name: '李安' }, amount: { yuan: '11831.68' } }]);
      const reasons = [
        ids(client?.owner?.explanation ?? { applied: [] }),
        ...(client?.visits.edges ?? []).map(({ node }) => ids(node.explanation)),
        ...(client?.deals ?? []).map(({ explanation }) => ids(explanation)),
        ...(client?.commissionLines ?? []).map(({ explanation }) => ids(explanation)),
      ];
      expect(reasons).toEqual([
        expect.arrayContaining(['SR-3.13']),
        expect.arrayContaining(['SR-3.07']),
        expect.arrayContaining(['SR-1.20', 'SR-1.02']),
        expect.arrayContaining(['SR-9.06']),
        expect.arrayContaining(['FI-1.01', 'FI-1.02', 'FI-1.03']),
      ]);
      expect(client?.complaints).toEqual([]);
    });

    it('the consultant sees the own client and the own commission', async () => {
      const client = await eventually(
        () => seenBy(consultantOf(site, '李安')),
        (found) => (found?.commissionLines.length ?? 0) > 0,
      );
      expect(client).toMatchObject({ readBy: 'own-client', deals: [{ state: 'CLOSED' }] });
      expect(client?.commissionLines).toHaveLength(1);
      expect(client?.complaints).toEqual([]);
    });

    it('CR-2.01 a colleague, the manager of another site and a stranger learn nothing, not even that the client exists', async () => {
      expect(await seenBy(consultantOf(site, '赵宁'))).toBeNull();
      expect(await seenBy(stage().demoPerson('shenjie'))).toBeNull();
      expect(await seenBy(stage().demoPerson('caoying'))).toBeNull();
    });

    it('the property office sees the record and its complaint, and nothing of sales or money', async () => {
      const client = await seenBy(stage().demoPerson('xiezhiyuan'));
      expect(client).toMatchObject({ readBy: 'site-role', owner: null, deals: [], commissionLines: [] });
      expect(client?.visits.edges).toEqual([]);
      expect(client?.complaints).toMatchObject([{ kind: 'SERVICE_QUALITY', status: 'REGISTERED' }]);
      expect(ids(client?.complaints?.[0]?.explanations[0] ?? { applied: [] })).toEqual(
        expect.arrayContaining(['PS-2.03', 'PS-3.01']),
      );
    });

    it('finance sees the commission of the site, without the record of the client', async () => {
      const book = `query ($siteId: ID!) { commissionLines(siteId: $siteId, month: "2026-03") { edges { node {
        amount { yuan } client { id name } explanation { policies { name preset version } } } } } }`;
      type Node = { amount: { yuan: string }; client: { name: string | null } | null };
      const { commissionLines } = await stage()
        .demoPerson('pengwei')
        .ask<{ commissionLines: { edges: { node: Node }[] } }>(later, book, { siteId: site.siteId });
      expect(commissionLines.edges.map(({ node }) => node)).toMatchObject([
        { amount: { yuan: '11831.68' }, client: { name: null } },
      ]);
    });

    it('CR-2.03 the number is unmasked by an act with a purpose; whoever may not read the client gets NOT_FOUND', async () => {
      const unmasking = {
        name: 'unmaskPhone',
        fields: '... on PhoneUnmasked { phone }',
        input: { clientId, purpose: '确认交房时间' },
      };
      expect(await carryOut(site.manager, later, unmasking)).toMatchObject({ phone: '13805529999' });
      await expect(carryOut(consultantOf(site, '赵宁'), later, unmasking)).rejects.toThrow('NOT_FOUND');
    });
  });
};
