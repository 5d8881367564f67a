import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRegisterDesk, type RegisterDesk } from '../../registers/registerFixture.ts';

const claims = `query ($siteId: ID!, $consultantId: ID, $includeEnded: Boolean, $first: Int, $after: String) {
  claims(siteId: $siteId, consultantId: $consultantId, includeEnded: $includeEnded, first: $first, after: $after) {
    edges { node { id client { id } consultant { id } openedOn validThrough freshThrough lapsesOn endedAt endReason
      openedBecause { outcome applied { id } } latestDecision { outcome applied { id } } } }
    pageInfo { hasNextPage endCursor } } }`;

type Page = {
  readonly edges: readonly { readonly node: Readonly<Record<string, unknown>> & { readonly client: { id: string } } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
};

describe('the claims of a site over the graph', () => {
  let desk: RegisterDesk;
  const clients: string[] = [];
  beforeAll(async () => {
    desk = await openRegisterDesk('triple-confirmation');
    for (const [day, who] of [
      ['2026-06-01', 'li'],
      ['2026-06-02', 'zhao'],
      ['2026-06-03', 'li'],
    ] as const) {
      const client = await desk.newClient();
      clients.push(client);
      await desk.visit(`${day} 08:30`, client, { onSite: [desk.who[who]] });
    }
    await desk.followUp('2026-06-09', clients[2] as string, 'li');
  });
  afterAll(() => desk.service.stop());

  const page = async (by: string, when: string, asked: Readonly<Record<string, unknown>> = {}): Promise<Page> =>
    (await desk.as(by, when).ask<{ claims: Page }>(claims, { siteId: desk.siteId, ...asked })).claims;
  const clientsOf = ({ edges }: Page) => edges.map(({ node }) => clients.indexOf(node.client.id));

  it('those that hold, by opening; from the day of the lapse on no more', async () => {
    expect(clientsOf(await page('manager', '2026-06-10 23:59'))).toEqual([0, 1, 2]);
    expect(clientsOf(await page('manager', '2026-06-11 00:00'))).toEqual([1, 2]);
    expect(clientsOf(await page('manager', '2026-06-12 00:00'))).toEqual([2]);
  });

  it('an id that is none is nobody’s, and a cursor that is none is refused', async () => {
    for (const consultantId of ['', 'x', '１２３'])
      expect((await page('manager', '2026-06-10', { consultantId })).edges).toEqual([]);
    const after = Buffer.from('["x","y"]').toString('base64url');
    const { errors } = await desk.as('manager', '2026-06-10').send(claims, { siteId: desk.siteId, after });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });

  it('ended ones on demand, with their end although nobody wrote it down', async () => {
    const { edges } = await page('manager', '2026-06-12 00:00', { includeEnded: true });
    expect(edges.map(({ node }) => node)).toMatchObject([
      { lapsesOn: '2026-06-11', endedAt: '2026-06-10T16:00:00.000Z', endReason: 'freshness-over' },
      { lapsesOn: '2026-06-12', endReason: 'freshness-over' },
      { lapsesOn: '2026-06-19', endedAt: null, endReason: null },
    ]);
  });

  it('each decision can be asked why', async () => {
    const { edges } = await page('manager', '2026-06-12');
    expect(edges[0]?.node).toMatchObject({
      openedBecause: { outcome: 'OPENED', applied: [{ id: 'SR-2.01' }, { id: 'SR-3.01' }, { id: 'SR-3.06' }] },
      latestDecision: { outcome: 'RENEWED', applied: [{ id: 'SR-8.01' }, { id: 'SR-3.02' }] },
    });
  });

  it('a consultant sees the own ones, whatever is asked for', async () => {
    expect(clientsOf(await page('li', '2026-06-04'))).toEqual([0, 2]);
    expect(clientsOf(await page('li', '2026-06-04', { consultantId: desk.zhao }))).toEqual([]);
    expect(clientsOf(await page('sun', '2026-06-04'))).toEqual([]);
    expect(clientsOf(await page('manager', '2026-06-04', { consultantId: desk.zhao }))).toEqual([1]);
    expect(clientsOf(await page('manager', '2026-06-04', { siteId: desk.service.world.newId() }))).toEqual([]);
  });

  it('in pages without gap or repetition', async () => {
    const found: number[] = [];
    let after: string | null = null;
    do {
      const next: Page = await page('manager', '2026-06-04', { first: 1, after });
      found.push(...clientsOf(next));
      after = next.pageInfo.hasNextPage ? next.pageInfo.endCursor : null;
    } while (after !== null);
    expect(found).toEqual([0, 1, 2]);
  });
});
