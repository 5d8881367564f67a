import type { CommissionReport, OwnerReport, TurnReport } from './dayReport.ts';
import type { DiaryRow } from './diaryRow.ts';
import type { DiaryRun, Explained } from './diaryRun.ts';
import type { Told } from './gatewayClient.ts';

type Explanation = Explained & { readonly summary: Told };
type Holder = { readonly id: string } | null;
type Ownership = {
  readonly standing: string;
  readonly consultant: Holder;
  readonly claim: { readonly shares: readonly { readonly consultant: { readonly id: string } }[] } | null;
  readonly validThrough: string | null;
  readonly freshThrough: string | null;
  readonly explanation: Explanation;
};
type ClientNode = {
  readonly number: string | null;
  readonly name: string | null;
  readonly phone: { readonly masked: string } | null;
  readonly owner: Ownership | null;
};
type Line = {
  readonly client: { readonly name: string | null } | null;
  readonly party: string;
  readonly staff: Holder;
  readonly amount: { readonly fen: number };
  readonly cause: string;
  readonly effectiveAt: string;
  readonly explanation: Explanation;
};

const explanation = 'explanation { applied { id } summary { zh en } }';
const ownership = `query ($id: ID!, $siteId: ID!) { client(id: $id) { number name phone { masked }
  owner(siteId: $siteId) { standing consultant { id } claim { shares { consultant { id } } } validThrough freshThrough ${explanation} } } }`;
const receptionsOfDay = `query ($siteId: ID!, $date: Date!, $after: String) { receptions(siteId: $siteId, date: $date, first: 100, after: $after) {
  edges { node { turn { consultant { id } } } } pageInfo { hasNextPage endCursor } } }`;
const commissionBook = `query ($siteId: ID!, $month: String!, $after: String) {
  commissionLines(siteId: $siteId, month: $month, first: 100, after: $after) {
    edges { node { client { name } party staff { id } amount { fen } cause effectiveAt ${explanation} } }
    pageInfo { hasNextPage endCursor } } }`;

/** Whose client everybody in the diary is when it ends, as the manager sees it. */
export const ownersAtEnd = async ({ site, clients }: DiaryRun, at: Date): Promise<OwnerReport[]> => {
  const reports: OwnerReport[] = [];
  for (const { clientId, name } of clients.values()) {
    const asked = { id: clientId, siteId: site.siteId };
    const { client } = await site.manager.ask<{ client: ClientNode | null }>(at, ownership, asked);
    const owner = client?.owner ?? null;
    reports.push({
      number: client?.number ?? null,
      client: client?.name ?? name,
      phone: client?.phone?.masked ?? null,
      consultant: owner?.consultant ? site.nameOf(owner.consultant.id) : null,
      sharedWith: (owner?.claim?.shares ?? [])
        .filter(({ consultant }) => consultant.id !== owner?.consultant?.id)
        .map(({ consultant }) => site.nameOf(consultant.id)),
      validThrough: owner?.consultant ? owner.validThrough : null,
      freshThrough: owner?.consultant ? owner.freshThrough : null,
      rules: owner?.explanation.applied.map(({ id }) => id) ?? [],
      reason: owner?.explanation.summary ?? null,
    });
  }
  return reports;
};

/** Who used up how many turns on the days of the diary, as the receptions stand when it ends. */
export const turnsAtEnd = async ({ site }: DiaryRun, rows: readonly DiaryRow[], at: Date): Promise<TurnReport[]> => {
  const turns = new Map<string, number>();
  for (const date of new Set(rows.map((row) => row.date))) {
    for (let after: string | null = null, more = true; more; ) {
      const page: { receptions: Receptions } = await site.manager.ask(at, receptionsOfDay, {
        siteId: site.siteId,
        date,
        after,
      });
      for (const { node } of page.receptions.edges) {
        if (node.turn === null) continue;
        const name = site.nameOf(node.turn.consultant.id);
        turns.set(name, (turns.get(name) ?? 0) + 1);
      }
      after = page.receptions.pageInfo.endCursor;
      more = page.receptions.pageInfo.hasNextPage;
    }
  }
  return [...turns].map(([consultant, count]) => ({ consultant, turns: count }));
};

/** The commission book of all months of the diary, oldest first, as the manager sees it. */
export const commissionAtEnd = async (
  { site }: DiaryRun,
  rows: readonly DiaryRow[],
  at: Date,
): Promise<CommissionReport[]> => {
  const months = [...new Set(rows.map(({ date }) => date.slice(0, 7)))];
  const reports: CommissionReport[] = [];
  for (const month of months) {
    for (let after: string | null = null, more = true; more; ) {
      const page: { commissionLines: Page } = await site.manager.ask(at, commissionBook, {
        siteId: site.siteId,
        month,
        after,
      });
      const { edges, pageInfo } = page.commissionLines;
      reports.push(...edges.map(({ node }) => lineOf(node, site.nameOf)));
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
  }
  return reports;
};

type Receptions = {
  readonly edges: readonly {
    readonly node: { readonly turn: { readonly consultant: { readonly id: string } } | null };
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
};

type Page = {
  readonly edges: readonly { readonly node: Line }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
};

const lineOf = (line: Line, nameOf: (id: string) => string): CommissionReport => ({
  date: line.effectiveAt.slice(0, 10),
  client: line.client?.name ?? null,
  party: line.party.toLowerCase(),
  consultant: line.staff && nameOf(line.staff.id),
  amountFen: line.amount.fen,
  cause: line.cause.toLowerCase(),
  rules: line.explanation.applied.map(({ id }) => id),
  reason: line.explanation.summary,
});
