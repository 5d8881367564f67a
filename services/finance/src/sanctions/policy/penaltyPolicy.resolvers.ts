import { BadInput, can } from '@shouwen/access';
import { describePolicy, type ParamDescription, type PolicyVersion, policyAt, text } from '@shouwen/kernel';
import { type GraphContext, toGraphMoney, toGraphRefusal, toGraphRule } from '@shouwen/subgraph';
import { idOrNull, toGraphName } from '../../graphNames.ts';
import { idOf } from '../arguments.ts';
import type { EffectRule } from '../schedule/effects.ts';
import { fineSchedule, type ScheduleEntry } from '../schedule/fineSchedule.ts';
import { amountUnder, isListed } from './amountUnder.ts';
import { changePenaltyPolicy } from './changePenaltyPolicy.ts';
import { type PenaltyPolicy, penaltyPolicy } from './penaltyPolicy.ts';
import { penaltyPoliciesOf } from './sitePenaltyPolicy.ts';

type ChangeInput = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly effectiveFrom: Date;
  readonly overrides: readonly { readonly key: string; readonly value: string }[];
};

const versionAt = async ({ db }: GraphContext, siteId: string, at: Date) => {
  const versions = await db.read((tx) => penaltyPoliciesOf(tx, siteId));
  return versions.some(({ effectiveFrom }) => effectiveFrom <= at) ? policyAt(versions, at) : null;
};

/** The penalties of a site in the graph. */
export const penaltyPolicyResolvers = {
  Query: {
    penaltyPolicy: async (
      _: unknown,
      { siteId, at }: { readonly siteId: string; readonly at?: Date | null },
      context: GraphContext,
    ) => {
      const known = idOrNull(siteId);
      return known !== null && can(context.viewer, 'policy.read', known)
        ? versionAt(context, known, at ?? context.now)
        : null;
    },
  },
  Mutation: {
    changePenaltyPolicy: async (_: unknown, { input }: { readonly input: ChangeInput }, context: GraphContext) => {
      const asked = { ...input, siteId: idOf(input.siteId), overrides: overridesOf(input) };
      const answer = await changePenaltyPolicy(context, asked);
      return answer.outcome === 'refused'
        ? toGraphRefusal(answer.refusal, answer.explanation)
        : { __typename: 'PenaltyPolicyChanged', ...answer.result };
    },
  },
  PenaltyPolicyChanged: {
    policy: ({ siteId, from }: { siteId: string; from: string }, _: unknown, context: GraphContext) =>
      versionAt(context, siteId, new Date(from)),
  },
  PenaltyPolicy: {
    enabled: ({ params }: PolicyVersion<PenaltyPolicy>) => params['fines.enabled'],
    schedule: ({ params }: PolicyVersion<PenaltyPolicy>) =>
      fineSchedule.filter((entry) => applies(params, entry)).map((entry) => toGraphEntry(params, entry)),
    parameters: ({ preset, params }: PolicyVersion<PenaltyPolicy>) =>
      describePolicy(penaltyPolicy, { preset, siteOverrides: params }).params.map(toGraphParameter),
  },
};

const applies = (params: PenaltyPolicy, { code }: ScheduleEntry): boolean =>
  params['fines.enabled'] &&
  isListed(params, code) &&
  (!['V-39', 'V-50'].includes(code) || params['complaint.code'] === code);

const toGraphEntry = (params: PenaltyPolicy, { code, unit, fined, effects }: ScheduleEntry) => {
  const { basis, leastFen, mostFen } = amountUnder(params, code, 1);
  const amounts = { basis: toGraphName(basis), least: toGraphMoney(leastFen), most: toGraphMoney(mostFen) };
  const who = { unit: toGraphName(unit), fined: toGraphName(fined) };
  return { code, rule: toGraphRule(code), ...amounts, ...who, effects: effects.map(toGraphEffectRule) };
};

const toGraphEffectRule = ({ when, oneOf }: EffectRule) => ({ when: toGraphName(when), oneOf: oneOf.map(toGraphName) });

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
