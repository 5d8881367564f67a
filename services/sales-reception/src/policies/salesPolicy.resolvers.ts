import { BadInput, can } from '@shouwen/access';
import { isUuid, type ParamDescription, text } from '@shouwen/kernel';
import { type GraphContext, toGraphRefusal, toGraphRule } from '@shouwen/subgraph';
import { demandIds } from '../demandIds.ts';
import { changePolicy } from './changePolicy.ts';
import { type PolicyInForce, policyInForce } from './policyQueries.ts';
import { findSitePolicies } from './policyStore.ts';

type ChangePolicyInput = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly effectiveFrom: Date;
  readonly overrides: readonly { readonly key: string; readonly value: string }[];
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
      const answer = await changePolicy(context, { ...input, overrides: overridesOf(input) });
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

const overridesOf = ({ overrides }: ChangePolicyInput): Record<string, unknown> =>
  Object.fromEntries(overrides.map(({ key, value }, index) => [key, parsed(value, `overrides.${index}.value`)]));

const parsed = (value: string, field: string): unknown => {
  try {
    return JSON.parse(value);
  } catch {
    throw new BadInput(text('参数值须为 JSON。', 'The value of a parameter is written as JSON.'), field);
  }
};

const toGraphPolicy = (found: PolicyInForce | null) =>
  found && {
    preset: found.version.preset,
    version: found.version.version,
    effectiveFrom: found.version.effectiveFrom,
    parameters: found.parameters.map(toGraphParameter),
  };

const toGraphParameter = ({ range, rule, value, default: usual, ...rest }: ParamDescription) => ({
  ...rest,
  value: JSON.stringify(value),
  default: JSON.stringify(usual),
  rule: toGraphRule(rule),
  least: range.least === null ? null : String(range.least),
  most: range.most === null ? null : String(range.most),
  options: range.options,
});
