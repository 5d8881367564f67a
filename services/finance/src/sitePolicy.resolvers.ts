import { can, demandStaff, NotFound } from '@shouwen/access';
import {
  describePolicy,
  type PolicyDefinition,
  type PolicyParams,
  type PolicyVersion,
  policyAt,
} from '@shouwen/kernel';
import {
  type AskedOverride,
  type GraphContext,
  overridesFrom,
  toGraphParameter,
  toGraphRefusal,
} from '@shouwen/subgraph';
import { type ExplanationLoader, explained } from './explained.ts';
import { idOrNull } from './graphNames.ts';
import { changeSitePolicy, policyVersionsOf, type SitePolicyChanged } from './sitePolicy.ts';

type Context = GraphContext<{ readonly explanations: ExplanationLoader }>;
type Asked = { readonly siteId: string; readonly at?: Date | null };
type ChangeInput = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly effectiveFrom: Date;
  readonly overrides: readonly AskedOverride[];
};
export type GraphPolicy<P extends PolicyParams<P>> = {
  readonly definition: PolicyDefinition<P>;
  /** Name of the mutation. */
  readonly command: string;
  /** Name of the type that says it is done. */
  readonly done: string;
};

/** What every policy of a site offers in the graph: how it is read, changed, and what its parameters are. */
export const sitePolicyFields = <P extends PolicyParams<P>>({ definition, command, done }: GraphPolicy<P>) => {
  const versionAt = async ({ db }: Context, siteId: string, at: Date) => {
    const versions = await db.read((tx) => policyVersionsOf(tx, definition, siteId));
    return versions.some(({ effectiveFrom }) => effectiveFrom <= at) ? policyAt(versions, at) : null;
  };
  return {
    inForce: async (_: unknown, { siteId, at }: Asked, context: Context) => {
      const known = idOrNull(siteId);
      const may = known !== null && can(context.viewer, 'policy.read', known);
      return may ? versionAt(context, known, at ?? context.now) : null;
    },
    change: async (_: unknown, { input }: { readonly input: ChangeInput }, context: Context) => {
      demandStaff(context.viewer);
      if (idOrNull(input.siteId) === null) throw new NotFound();
      const asked = { ...input, overrides: overridesFrom(input.overrides) };
      const answer = await changeSitePolicy(context, { definition, command }, asked);
      return answer.outcome === 'refused'
        ? toGraphRefusal(answer.refusal, answer.explanation)
        : { __typename: done, ...answer.result };
    },
    changed: {
      policy: ({ siteId, from }: SitePolicyChanged, _: unknown, context: Context) =>
        versionAt(context, siteId, new Date(from)),
      explanation: ({ explanationId }: SitePolicyChanged, _: unknown, { loaders }: Context) =>
        explained(loaders.explanations, explanationId),
    },
    parameters: ({ preset, params }: PolicyVersion<P>) =>
      describePolicy(definition, { preset, siteOverrides: params }).params.map(toGraphParameter),
  };
};
