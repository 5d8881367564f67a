import { BadInput, can, demandStaff, NotFound } from '@shouwen/access';
import { describePolicy, type ParamDescription, type PolicyVersion, policyAt, text } from '@shouwen/kernel';
import { type GraphContext, toGraphRefusal, toGraphRule } from '@shouwen/subgraph';
import { type ExplanationLoader, explained } from '../../explained.ts';
import { idOrNull } from '../../graphNames.ts';
import { changeCommissionPolicy, type PolicyChanged } from './changeCommissionPolicy.ts';
import { type CommissionPolicy, commissionPolicy } from './commissionPolicy.ts';
import { versionsOf } from './siteCommissionPolicy.ts';

type Context = GraphContext<{ readonly explanations: ExplanationLoader }>;
type ChangeInput = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly effectiveFrom: Date;
  readonly overrides: readonly { readonly key: string; readonly value: string }[];
};

const versionAt = async ({ db }: Context, siteId: string, at: Date) => {
  const versions = await db.read((tx) => versionsOf(tx, siteId));
  return versions.some(({ effectiveFrom }) => effectiveFrom <= at) ? policyAt(versions, at) : null;
};

/** The commission policy of a site in the graph. */
export const commissionPolicyResolvers = {
  Query: {
    commissionPolicy: async (
      _: unknown,
      { siteId, at }: { readonly siteId: string; readonly at?: Date | null },
      context: Context,
    ) => {
      const known = idOrNull(siteId);
      const may = known !== null && can(context.viewer, 'policy.read', known);
      return may ? versionAt(context, known, at ?? context.now) : null;
    },
  },
  Mutation: {
    changeCommissionPolicy: async (_: unknown, { input }: { readonly input: ChangeInput }, context: Context) => {
      demandStaff(context.viewer);
      if (idOrNull(input.siteId) === null) throw new NotFound();
      const answer = await changeCommissionPolicy(context, { ...input, overrides: overridesOf(input) });
      return answer.outcome === 'refused'
        ? toGraphRefusal(answer.refusal, answer.explanation)
        : { __typename: 'CommissionPolicyChanged', ...answer.result };
    },
  },
  CommissionPolicyChanged: {
    policy: ({ siteId, from }: PolicyChanged, _: unknown, context: Context) =>
      versionAt(context, siteId, new Date(from)),
    explanation: ({ explanationId }: PolicyChanged, _: unknown, { loaders }: Context) =>
      explained(loaders.explanations, explanationId),
  },
  CommissionPolicy: {
    parameters: ({ preset, params }: PolicyVersion<CommissionPolicy>) =>
      describePolicy(commissionPolicy, { preset, siteOverrides: params }).params.map(toGraphParameter),
  },
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

const overridesOf = ({ overrides }: ChangeInput): Record<string, unknown> =>
  Object.fromEntries(overrides.map(({ key, value }, index) => [key, parsed(value, `overrides.${index}.value`)]));

/** @throws BadInput */
const parsed = (value: string, field: string): unknown => {
  try {
    return JSON.parse(value);
  } catch {
    throw new BadInput(text('参数值须为 JSON。', 'The value of a parameter is written as JSON.'), field);
  }
};
