import { can } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import {
  type AskedOverride,
  type GraphContext,
  overridesFrom,
  toGraphParameter,
  toGraphRefusal,
} from '@shouwen/subgraph';
import { demandIds } from '../demandIds.ts';
import { changePolicy } from './changePolicy.ts';
import { type PolicyInForce, policyInForce } from './policyQueries.ts';
import { findSitePolicies } from './policyStore.ts';

type ChangePolicyInput = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly effectiveFrom: Date;
  readonly overrides: readonly AskedOverride[];
};

export const salesPolicyResolvers = {
  Query: {
    salesPolicy: async (_: unknown, { siteId, at }: { siteId: string; at?: Date }, context: GraphContext) => {
      if (!isUuid(siteId) || !can(context.viewer, 'policy.read', siteId)) return null;
      const site = await context.db.read((tx) => findSitePolicies(tx, siteId));
      return site && toGraphPolicy(policyInForce(site, at ?? context.now));
    },
  },
  Mutation: {
    changePolicy: async (_: unknown, { input }: { input: ChangePolicyInput }, context: GraphContext) => {
      demandIds({ siteId: input.siteId });
      const answer = await changePolicy(context, { ...input, overrides: overridesFrom(input.overrides) });
      if (answer.outcome === 'refused') return toGraphRefusal(answer.refusal, answer.explanation);
      return { __typename: 'PolicyChanged', ...answer.result, siteId: input.siteId, from: input.effectiveFrom };
    },
  },
  PolicyChanged: {
    policy: async ({ siteId, from }: { siteId: string; from: Date }, _: unknown, { db }: GraphContext) => {
      const site = await db.read((tx) => findSitePolicies(tx, siteId));
      return site && toGraphPolicy(policyInForce(site, new Date(from)));
    },
  },
};

const toGraphPolicy = (found: PolicyInForce | null) =>
  found && {
    preset: found.version.preset,
    version: found.version.version,
    effectiveFrom: found.version.effectiveFrom,
    parameters: found.parameters.map(toGraphParameter),
  };
