import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DiarySite, Person } from '@shouwen/diary';
import { eventually } from '@shouwen/testing';
import { carryOut, on, type Stage } from './stage.ts';
import { addUnit } from './steps.ts';

const kinds = ['PARTNER', 'NEW', 'OBSERVER'] as const;
type Kind = (typeof kinds)[number];
type Reply = { readonly status: number; readonly data?: Record<string, never> | null; readonly code?: string };
type System = { readonly partnerId: string; readonly brokerId: string; readonly token: string };

const listings = `query ($siteId: ID!) { listings(siteId: $siteId) { brochure
  edges { node { name quote { amount { fen } cautious } flexibleTerms floorPlan viewings { id } } } explanation { applied { id } } } }`;

/** SR-10.05 where the systems of brokers meet it: three tokens of organization, one query at the gateway, three answers. */
export const brokersAtTheGateway = (stage: () => Stage): void => {
  describe('SR-10.05 the systems of three brokers ask the same', () => {
    const at = on('2026-03-02');
    const systems = {} as Record<Kind, System>;
    let site: DiarySite;
    let administrator: Person;

    const post = async (query: string, variables: object, token?: string): Promise<Reply> => {
      const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const response = await fetch(`${stage().house.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-shouwen-now': at.toISOString(), ...authorization },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data?: never; errors?: { extensions: { code: string } }[] };
      return { status: response.status, data, ...(errors?.[0] ? { code: errors[0].extensions.code } : {}) };
    };
    const asks = async (kind: Kind, query = listings) => post(query, { siteId: site.siteId }, systems[kind].token);

    const aSystem = async (kind: Kind): Promise<System> => {
      const input = { name: `${kind} ${site.siteId}`, scopes: ['listing.read'], siteIds: [site.siteId] };
      const fields = '... on PartnerSecret { secret partner { id } }';
      const { secret, partner } = await carryOut<{ secret: string; partner: { id: string } }>(administrator, at, {
        name: 'registerPartner',
        fields,
        input,
      });
      const broker = { siteId: site.siteId, partnerId: partner.id, name: kind, kind };
      const { brokerId } = await carryOut<{ brokerId: string }>(site.manager, at, {
        name: 'registerBroker',
        fields: '... on BrokerChanged { brokerId }',
        input: broker,
      });
      const mutation = `mutation ($input: PartnerTokenInput!) { partnerToken(input: $input) { ... on PartnerToken { accessToken } } }`;
      const { data } = await post(mutation, { input: { partnerId: partner.id, secret } });
      const { accessToken } = (data as unknown as { partnerToken: { accessToken: string } }).partnerToken;
      return { partnerId: partner.id, brokerId, token: accessToken };
    };

    beforeAll(async () => {
      site = await stage().openSite('one-month', ['陈静'], '2026-03-02');
      administrator = stage().demoPerson('tangyu');
      await addUnit(site, at, { number: '0301', priceFen: 147_896_000 });
      const brochure = { siteId: site.siteId, reference: 'brochures/riverside.pdf' };
      const fields = '... on BrochurePublished { explanation { outcome } }';
      await carryOut(site.manager, at, { name: 'publishBrochure', fields, input: brochure });
      for (const kind of kinds) systems[kind] = await aSystem(kind);
    }, 60_000);

    it('and hear what follows from their kind', async () => {
      const brochure = 'brochures/riverside.pdf';
      const explanation = { applied: [{ id: 'SR-10.05' }] };
      const row = { name: '1-0301', flexibleTerms: null, floorPlan: null };
      const sees = (edges: object[]) => ({ status: 200, data: { listings: { brochure, edges, explanation } } });
      const quote = (fen: number, cautious: boolean) => ({ amount: { fen }, cautious });
      expect(await asks('PARTNER')).toEqual(
        sees([{ node: { ...row, quote: quote(147_896_000, false), viewings: [] } }]),
      );
      expect(await asks('NEW')).toEqual(sees([{ node: { ...row, quote: quote(150_000_000, true), viewings: null } }]));
      expect(await asks('OBSERVER')).toEqual(sees([]));
    });

    it('and get nothing else of the house: no client, no unit, no colleague', async () => {
      const { token } = systems.PARTNER;
      expect((await post('{ clients { edges { node { id } } } }', {}, token)).data).toEqual({ clients: { edges: [] } });
      expect((await post('{ partners { edges { node { id } } } }', {}, token)).code).toBe('FORBIDDEN');
      const units = 'query ($siteId: ID!) { units(siteId: $siteId) { edges { node { name } } } }';
      expect((await asks('PARTNER', units)).data).toEqual({ units: { edges: [] } });
    });

    it('and a change of kind holds with the next question, an end within moments', async () => {
      const change = { brokerId: systems.NEW.brokerId, kind: 'OBSERVER' };
      const fields = '... on BrokerChanged { brokerId }';
      await carryOut(site.manager, at, { name: 'changeBrokerKind', fields, input: change });
      expect((await asks('NEW')).data).toEqual((await asks('OBSERVER')).data);
      const { partnerId } = systems.PARTNER;
      const ended = '... on PartnerEnded { partner { endedAt } }';
      await carryOut(administrator, at, { name: 'endPartner', fields: ended, input: { partnerId } });
      const refused = await eventually(
        () => asks('PARTNER'),
        ({ status }) => status === 401,
      );
      expect(refused).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    });
  });
};
