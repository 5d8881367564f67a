import { isUuid } from '@shouwen/kernel';
import { type Graph, GraphFailed } from './graph.ts';

type Page<Node> = {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
};
type Site = { readonly id: string; readonly name: { readonly zh: string; readonly en: string } };
type Member = { readonly id: string; readonly name: string };

const pageInfo = 'pageInfo { hasNextPage endCursor }';

/** The site of that id or name, in either language. @throws GraphFailed when there is none that the asker may know of */
export const findSite = async (graph: Graph, wanted: string): Promise<string> => {
  if (isUuid(wanted)) return wanted;
  const query = `query ($after: String) { page: sites(first: 100, after: $after) { edges { node { id name { zh en } } } ${pageInfo} } }`;
  const found = (await allOf<Site>(graph, query, {})).filter(({ name }) => name.zh === wanted || name.en === wanted);
  const [site, another] = found;
  if (site && !another) return site.id;
  throw new GraphFailed(
    site ? `Several sites are called ${wanted}: give the id.` : `There is no site ${wanted} that you may know of.`,
  );
};

/** Who has a post at the site, by name; a name may be borne by several. */
export const staffByName = async (graph: Graph, siteId: string): Promise<ReadonlyMap<string, readonly string[]>> => {
  const query = `query ($siteId: ID!, $after: String) { page: staff(siteId: $siteId, first: 100, after: $after) { edges { node { id name } } ${pageInfo} } }`;
  const ids = new Map<string, string[]>();
  for (const { id, name } of await allOf<Member>(graph, query, { siteId }))
    ids.set(name, [...(ids.get(name) ?? []), id]);
  return ids;
};

const allOf = async <Node>(
  graph: Graph,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Node[]> => {
  const nodes: Node[] = [];
  for (let after: string | null = null; ; ) {
    const { page }: { page: Page<Node> } = await graph(query, { ...variables, after });
    nodes.push(...page.edges.map(({ node }) => node));
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) return nodes;
  }
};
