import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestService, testService } from '@shouwen/testing';
import { type DisputeDesk, disputeDesk } from '../../disputes/disputeFixture.ts';
import { salesReception } from '../../service.ts';

const shown = `... on CampaignListDone { list { id department participants { id } distributedAt
  clients { client { id } consultant { id } } explanation { outcome facts { name value } } } }
  ... on Refusal { code rule { id } message { zh en } }`;
const enter = `mutation ($input: EnterCampaignListInput!) { enterCampaignList(input: $input) { __typename ${shown} } }`;
const distribute = `mutation ($input: DistributeCampaignListInput!) { distributeCampaignList(input: $input) { __typename ${shown} } }`;
const byId = 'query ($id: ID!) { campaignList(id: $id) { id } }';
type Answer = { readonly code?: string; readonly list: { readonly id: string; readonly clients: readonly unknown[] } };

describe('SR-7.06 lists of clients won by a campaign over the graph', () => {
  let service: TestService;
  let desk: DisputeDesk;
  beforeAll(async () => {
    service = await testService(salesReception);
    desk = await disputeDesk(service, 'triple-confirmation');
  });
  afterAll(() => service.stop());

  const now = '2026-03-02T12:00:00';
  const central = () => desk.as(desk.manager, now, ['campaign.distribute']);
  const won = (count: number) =>
    Promise.all(Array.from({ length: count }, () => desk.aClient('2026-03-02T10:00:00', null, [])));
  const enterList = async (clientIds: readonly string[], department = 'marketing'): Promise<Answer> => {
    const input = { idempotencyKey: desk.key(), siteId: desk.siteId, department, clientIds };
    return (await central().ask<{ enterCampaignList: Answer }>(enter, { input })).enterCampaignList;
  };
  const share = async (listId: string, participants: readonly string[]): Promise<Answer> => {
    const input = { idempotencyKey: desk.key(), listId, participants };
    return (await central().ask<{ distributeCampaignList: Answer }>(distribute, { input })).distributeCampaignList;
  };
  const ownerOf = async (clientId: string): Promise<string | undefined> => {
    const rows: { who: string }[] = await desk.db.read((tx) =>
      tx.query(`SELECT consultant_id AS who FROM claim WHERE client_id = $1 AND status = 'open'`, [clientId]),
    );
    return rows[0]?.who;
  };

  it('is entered first, then distributed once, and the clients are theirs', async () => {
    const [one = '', two = '', three = ''] = await won(3);
    const owned = await desk.aClient('2026-03-02T10:00:00', desk.sun, []);
    const { list } = await enterList([one, two, owned, three]);
    expect(list).toMatchObject({ distributedAt: null, clients: [{ consultant: null }, {}, {}, {}] });
    expect((await share(list.id, [desk.zhao, desk.li])).list).toMatchObject({
      clients: [
        { client: { id: one }, consultant: { id: desk.li } },
        { client: { id: two }, consultant: { id: desk.zhao } },
        { client: { id: owned }, consultant: null },
        { client: { id: three }, consultant: { id: desk.li } },
      ],
      explanation: { outcome: 'DISTRIBUTED' },
    });
    expect(await Promise.all([one, two, owned, three].map(ownerOf))).toEqual([desk.li, desk.zhao, desk.sun, desk.li]);
    expect((await share(list.id, [desk.zhao])).code).toBe('ALREADY_DISTRIBUTED');
    const next = await enterList(await won(1));
    expect((await share(next.list.id, [desk.zhao, desk.li])).list.clients).toMatchObject([
      { consultant: { id: desk.zhao } },
    ]);
  });

  it('those who took part see it, nobody else', async () => {
    const { list } = await enterList(await won(1));
    await share(list.id, [desk.li]);
    const seen = async (who: string) =>
      (await desk.as(who, now, []).ask<{ campaignList: unknown }>(byId, { id: list.id })).campaignList;
    expect([await seen(desk.li), await seen(desk.zhao)]).toEqual([{ id: list.id }, null]);
  });

  it('bad input writes nothing: an unknown client, one twice, a stranger, a code that is none', async () => {
    const [clientId = ''] = await won(1);
    expect((await enterList([desk.key()])).code).toBe('CLIENT_UNKNOWN');
    const { list } = await enterList([clientId]);
    expect((await share(list.id, [desk.key()])).code).toBe('STAFF_UNKNOWN');
    await expect(enterList([clientId, clientId])).rejects.toThrow(/each once/);
    await expect(enterList([clientId], 'Marketing!')).rejects.toThrow(/code of a department/);
    const input = { idempotencyKey: desk.key(), listId: list.id, participants: [desk.li] };
    const answer = await desk.as(desk.li, now, []).send(distribute, { input });
    expect(answer.errors[0]?.extensions?.code).toBe('NOT_FOUND');
  });
});
