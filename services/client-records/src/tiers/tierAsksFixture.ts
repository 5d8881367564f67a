import type { TierDesk } from './tierFixture.ts';

// What the tests of tiers ask. For tests.

const tierOf = `query ($id: ID!) { client(id: $id) { tier { tier basis provisional from validThrough lapsed
  explanation { outcome applied { id } facts { name } } } tierHistory { edges { node { tier basis } } }
  treatment { tier refusalNeedsHead visitEveryDays priceControlled } } }`;

const remarked = `__typename ... on TierRemarked { proposal { proposed tier remarks { remark tier } explanation { outcome } } }
  ... on Refusal { code }`;

export const discuss = `mutation ($input: DiscussTierInput!) { discussTier(input: $input) { ${remarked} } }`;

export const correct = `mutation ($input: CorrectTierInput!) { correctTier(input: $input) { ${remarked} } }`;

export const close = `mutation ($input: CloseTierReviewInput!) { closeTierReview(input: $input) { __typename
  ... on TierReviewClosed { review { closed effectiveOn explanation { outcome } } } ... on Refusal { code } } }`;

const proposals = `query ($year: Int!) { tierProposals(year: $year, first: 100) { edges { node { client { id } proposed tier neverA
  proposalExplanation { facts { name value } } } } } }`;

export const refuse = `mutation ($input: RefuseOrderInput!) { refuseOrder(input: $input) { __typename
  ... on OrderRefused { orderId explanation { outcome } } ... on Refusal { code } } }`;

const treatment = `__typename ... on OrderTreatmentDone { treatment { id state inForce over explanation { outcome } } } ... on Refusal { code }`;

export const propose = `mutation ($input: ProposeOrderTreatmentInput!) { proposeOrderTreatment(input: $input) { ${treatment} } }`;

export const decide = `mutation ($input: DecideOrderTreatmentInput!) { decideOrderTreatment(input: $input) { ${treatment} } }`;

export const treated = `query ($id: ID!, $orders: [WantedOrderInput!]!) { client(id: $id) { ordersTreatedAsA { orderId inForce } }
  ordersInPriority(orders: $orders) { orderId standsAs } }`;

const vipDone = `__typename ... on VipDone { client { vip { carer carerStaff { id } services promised since until
  explanation { outcome applied { id } } } } } ... on Refusal { code }`;

export const makeVip = `mutation ($input: PromiseVipInput!) { makeVip(input: $input) { ${vipDone} } }`;

export const vipOf = `query ($id: ID!, $siteId: ID!) { client(id: $id) { vip { promised services } } vipClients(siteId: $siteId) { edges { node { client { id } } } } }`;

const report = `query ($siteId: ID) { keyClients(siteId: $siteId) { buyers sold { fen } clients { edges { node { client { id } rank
    shareBasisPoints } } } } }`;

type Read = {
  client: {
    tier: Record<string, unknown> | null;
    treatment: object | null;
    tierHistory: { edges: { node: object }[] };
  } | null;
};
type Proposals = {
  tierProposals: { edges: { node: { client: { id: string }; proposed: string; neverA: string | null } }[] };
};
type Report = { keyClients: { buyers: number; clients: { edges: { node: { client: { id: string } } }[] } } };

/** What somebody reads of tiers. For tests. */
export const tierReads = (desk: TierDesk) => ({
  read: async (id: string, when: string, who = desk.manager) =>
    (await desk.at(who, when).ask<Read>(tierOf, { id })).client,
  tiersTold: (id: string) =>
    desk.rows<{ tier: string; provisional: boolean; from: string }>(
      `SELECT data->>'tier' AS tier, (data->>'provisional')::boolean AS provisional, data->>'from' AS "from" FROM outbox
       WHERE type LIKE '%tier-changed%' AND data->>'clientId' = '${id}' ORDER BY data->>'decidedAt', id`,
    ),
  proposed: async (who: TierDesk['head'], when: string) => {
    const { tierProposals } = await desk.at(who, when).ask<Proposals>(proposals, { year: 2027 });
    return new Map(tierProposals.edges.map(({ node }) => [node.client.id, node]));
  },
  keyClients: async (who: TierDesk['head'], siteId: string | null = null) =>
    (await desk.at(who, '2027-04-02').ask<Report>(report, { siteId })).keyClients,
});
