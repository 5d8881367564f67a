import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PartnerViewer, partnerPermissions, type Viewer } from '@shouwen/access';
import { partnerCredentialEndedV1, partnerRegisteredV1 } from '@shouwen/contracts';
import { type TestService, testService } from '@shouwen/testing';
import { type LeasingDesk, leasingDesk, shanghai } from '../leasing/leasingFixture.ts';
import { salesReception } from '../service.ts';

const at = shanghai('2026-03-02T10:00:00');
const refusal = '... on Refusal { code retryable rule { id } message { zh en } }';
const changed = '... on BrokerChanged { brokerId explanation { applied { id } facts { name value } } }';
const mutations = {
  registerBroker: changed,
  changeBrokerKind: changed,
  endBroker: changed,
  publishBrochure: '... on BrochurePublished { explanation { outcome } }',
  requestViewing: '... on ViewingRequested { viewingId at }',
} as const;
const listings = `query ($siteId: ID!, $first: Int, $after: String) { listings(siteId: $siteId, first: $first, after: $after) {
  brochure pageInfo { hasNextPage endCursor } explanation { applied { id } policies { name } facts { name value } }
  edges { node { id kind name area netToGrossPercent orientation fitOut flexibleTerms discountUpToPercent floorPlan
    quote { amount { fen } managementFee { fen } phoneLine { fen } parkingPlace { fen } cautious } viewings { at } } } } }`;

type Shown = { readonly brochure: string | null; readonly edges: readonly { node: Record<string, unknown> }[] };
type Answer = { readonly __typename: string; readonly code?: string; readonly brokerId?: string };

let service: TestService;
let desk: LeasingDesk;
let manager: LeasingDesk['agent'];
let count = 0;

const act = async (viewer: Viewer, name: keyof typeof mutations, input: object): Promise<Answer> => {
  count += 1;
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const mutation = `mutation ($input: ${type}!) { answer: ${name}(input: $input) { __typename ${mutations[name]} ${refusal} } }`;
  const variables = { input: { idempotencyKey: `broker-${count}`, ...input } };
  return (await service.as(viewer, at).ask<{ answer: Answer }>(mutation, variables)).answer;
};

const partner = async (changes: Partial<PartnerViewer> = {}): Promise<PartnerViewer> => {
  const partnerId = service.world.newId();
  const told = { partnerId, siteIds: [desk.site], registeredAt: at.toISOString() };
  await service.hear(partnerRegisteredV1, told, at);
  return { kind: 'partner', partnerId, scopes: [...partnerPermissions], sites: [desk.site], ...changes };
};
const brokerOf = async (kind: string, changes: Partial<PartnerViewer> = {}) => {
  const viewer = await partner(changes);
  const input = { siteId: desk.site, partnerId: viewer.partnerId, name: `中介${++count}`, kind };
  return { viewer, brokerId: (await act(manager, 'registerBroker', input)).brokerId ?? '' };
};
const reads = async (viewer: Viewer, siteId = desk.site, page: object = {}): Promise<Shown | null> =>
  (await service.as(viewer, at).ask<{ listings: Shown | null }>(listings, { siteId, ...page })).listings;

beforeAll(async () => {
  service = await testService(salesReception);
  desk = await leasingDesk(service);
  manager = desk.person('broker.manage', 'unit.manage');
  await desk.aSpace({ number: '1201', rent: 2_950_001 });
  await act(manager, 'publishBrochure', { siteId: desk.site, reference: 'brochures/riverside.pdf' });
  const unit = { building: '9', floor: 3, number: '301', layout: '三房', area: 112.5, orientation: '南' };
  const mutation = 'mutation ($input: AddUnitsInput!) { addUnits(input: $input) { __typename } }';
  const units = [{ ...unit, listPrice: 147_896_000 }];
  await service.as(manager, at).ask(mutation, { input: { idempotencyKey: 'units', siteId: desk.site, units } });
});
afterAll(() => service.stop());

describe('SR-10.05 what the system of a broker reads', () => {
  const common = { id: expect.any(String), orientation: '南' };
  const space = { ...common, kind: 'RENT', name: 'T1-1201', area: 200, netToGrossPercent: 70, fitOut: 'STANDARD' };
  const unit = { ...common, kind: 'SALE', name: '9-301', area: 112.5, netToGrossPercent: null, fitOut: null };
  const hidden = { flexibleTerms: null, discountUpToPercent: null, floorPlan: null, viewings: null };

  it('partner: quotes, flexible terms, floor plans and viewings', async () => {
    const { viewer } = await brokerOf('PARTNER');
    expect(await reads(viewer)).toMatchObject({
      brochure: 'brochures/riverside.pdf',
      edges: [
        {
          node: {
            ...unit,
            quote: {
              amount: { fen: 147_896_000 },
              managementFee: null,
              phoneLine: null,
              parkingPlace: null,
              cautious: false,
            },
            flexibleTerms: null,
            discountUpToPercent: null,
            floorPlan: null,
            viewings: [],
          },
        },
        {
          node: {
            ...space,
            quote: {
              amount: { fen: 2_950_001 },
              managementFee: { fen: 500_000 },
              phoneLine: { fen: 3_500 },
              parkingPlace: { fen: 50_000 },
              cautious: false,
            },
            flexibleTerms: '免租期一个月',
            discountUpToPercent: 12,
            floorPlan: 'plans/t1-12.pdf',
            viewings: [],
          },
        },
      ],
      explanation: { applied: [{ id: 'SR-10.05' }], policies: [{ name: 'sales-reception' }] },
    });
  });

  it('new: brochure, vacancies and cautious quotes, rounded up', async () => {
    const { viewer } = await brokerOf('NEW');
    const cautious = { cautious: true, phoneLine: { fen: 3_500 }, parkingPlace: { fen: 50_000 } };
    expect(await reads(viewer)).toMatchObject({
      brochure: 'brochures/riverside.pdf',
      edges: [
        { node: { ...unit, ...hidden, quote: { amount: { fen: 150_000_000 }, managementFee: null, cautious: true } } },
        {
          node: {
            ...space,
            ...hidden,
            quote: { ...cautious, amount: { fen: 3_000_000 }, managementFee: { fen: 500_000 } },
          },
        },
      ],
    });
  });

  it('observer: the brochure alone', async () => {
    const { viewer } = await brokerOf('OBSERVER');
    const read = await reads(viewer);
    expect(read).toMatchObject({ brochure: 'brochures/riverside.pdf', edges: [] });
    expect(read).toMatchObject({
      explanation: {
        facts: [
          { name: 'kind', value: 'observer' },
          { name: 'gets', value: 'brochure' },
        ],
      },
    });
  });

  it('nobody: a partner that is no broker, of another site, unknown, ended, or without the scope', async () => {
    const { viewer, brokerId } = await brokerOf('PARTNER');
    expect(await reads(viewer, service.world.newId())).toBeNull();
    expect(await reads(viewer, 'no id')).toBeNull();
    expect(await reads({ ...viewer, sites: [service.world.newId()] })).toBeNull();
    expect(await reads({ ...viewer, scopes: ['viewing.request'] })).toBeNull();
    expect(await reads(await partner())).toBeNull();
    expect(await reads({ kind: 'anonymous' })).toBeNull();
    expect(await reads(desk.person('unit.read', 'lease.read'))).toBeNull();
    await act(manager, 'endBroker', { brokerId });
    expect(await reads(viewer)).toBeNull();
    expect(await act(manager, 'changeBrokerKind', { brokerId, kind: 'PARTNER' })).toMatchObject({
      code: 'BROKER_ENDED',
    });
    expect(await act(manager, 'endBroker', { brokerId })).toMatchObject({ code: 'BROKER_ENDED' });
  });

  it('a broker of another site does not read here, although the token would let it', async () => {
    const elsewhere = await leasingDesk(service);
    const viewer = await partner({ sites: [desk.site, elsewhere.site] });
    const input = { siteId: elsewhere.site, partnerId: viewer.partnerId, name: '别处', kind: 'PARTNER' };
    await act(elsewhere.person('broker.manage'), 'registerBroker', input);
    expect(await reads(viewer, elsewhere.site)).toMatchObject({ brochure: null, edges: [] });
    expect(await reads(viewer)).toBeNull();
  });

  it('an ended partner reads nothing although its token is still good; a renewed secret changes nothing here', async () => {
    const { viewer } = await brokerOf('PARTNER');
    const ended = { partnerId: viewer.partnerId, credentialId: service.world.newId(), endedAt: at.toISOString() };
    await service.hear(partnerCredentialEndedV1, { ...ended, reason: 'renewed' }, at);
    expect(await reads(viewer)).not.toBeNull();
    await service.hear(partnerCredentialEndedV1, { ...ended, reason: 'ended' }, at);
    expect(await reads(viewer)).toBeNull();
    const input = { siteId: desk.site, partnerId: viewer.partnerId, name: '再来', kind: 'NEW' };
    expect(await act(manager, 'registerBroker', input)).toMatchObject({ code: 'PARTNER_UNKNOWN' });
  });

  it('changes at once with the kind', async () => {
    const { viewer, brokerId } = await brokerOf('PARTNER');
    const rows = async () =>
      (await reads(viewer))?.edges.map(({ node }) => (node.quote as { cautious: boolean }).cautious);
    expect(await rows()).toEqual([false, false]);
    const answer = await act(manager, 'changeBrokerKind', { brokerId, kind: 'NEW' });
    expect(answer).toMatchObject({ explanation: { applied: [{ id: 'SR-10.05' }] } });
    expect(await rows()).toEqual([true, true]);
    await act(manager, 'changeBrokerKind', { brokerId, kind: 'OBSERVER' });
    expect(await rows()).toEqual([]);
  });

  it('comes in pages', async () => {
    const { viewer } = await brokerOf('NEW');
    const first = (await reads(viewer, desk.site, { first: 1 })) as Shown & { pageInfo: { endCursor: string } };
    const second = await reads(viewer, desk.site, { first: 1, after: first.pageInfo.endCursor });
    expect([first, second].map((page) => page?.edges[0]?.node.name)).toEqual(['9-301', 'T1-1201']);
  });

  it('is everything for our own people', async () => {
    const read = await reads(desk.person('listing.read'));
    expect(read?.edges.map(({ node }) => (node.quote as { cautious: boolean }).cautious)).toEqual([false, false]);
  });
});

describe('a broker of the site', () => {
  it('is registered once, for a partner that exists, by whoever manages brokers', async () => {
    const { viewer } = await brokerOf('NEW');
    const input = { siteId: desk.site, partnerId: viewer.partnerId, name: '重复', kind: 'PARTNER' };
    expect(await act(manager, 'registerBroker', input)).toMatchObject({ code: 'BROKER_EXISTS' });
    const unknown = { ...input, partnerId: service.world.newId() };
    expect(await act(manager, 'registerBroker', unknown)).toMatchObject({ code: 'PARTNER_UNKNOWN', retryable: true });
    await expect(act(desk.agent, 'registerBroker', input)).rejects.toThrow();
    await expect(act(viewer, 'registerBroker', input)).rejects.toThrow();
    const query = 'query ($s: ID!) { brokers(siteId: $s) { edges { node { id } } } }';
    expect(await service.as(desk.agent, at).ask(query, { s: desk.site })).toEqual({ brokers: { edges: [] } });
  });

  it('of the kind partner asks for viewings of what it reads; the others do not', async () => {
    const { viewer } = await brokerOf('PARTNER');
    const listingId = (await reads(viewer))?.edges[1]?.node.id;
    const ask = (asking: Viewer, when: string) => act(asking, 'requestViewing', { listingId, at: `${when}+08:00` });
    expect(await ask(viewer, '2026-03-02T10:00:00')).toMatchObject({ code: 'VIEWING_IN_THE_PAST' });
    expect(await ask(viewer, '2026-03-02T10:00:01')).toMatchObject({ __typename: 'ViewingRequested' });
    expect(await ask(viewer, '2026-03-02T10:00:01')).toMatchObject({ code: 'VIEWING_ASKED_BEFORE' });
    expect((await reads(viewer))?.edges[1]?.node.viewings).toHaveLength(1);
    expect((await reads((await brokerOf('PARTNER')).viewer))?.edges[1]?.node.viewings).toEqual([]);
    const { viewer: fresh } = await brokerOf('NEW');
    expect(await ask(fresh, '2026-03-03T10:00:00')).toMatchObject({ code: 'NO_VIEWINGS', rule: { id: 'SR-10.05' } });
    await expect(ask((await brokerOf('OBSERVER')).viewer, '2026-03-03T10:00:00')).rejects.toThrow(
      /NOT_FOUND|not exist|No such/i,
    );
    const readsOnly = await brokerOf('PARTNER', { scopes: ['listing.read'] });
    expect(await ask(readsOnly.viewer, '2026-03-03T10:00:00')).toMatchObject({ code: 'NO_VIEWINGS' });
  });
});
