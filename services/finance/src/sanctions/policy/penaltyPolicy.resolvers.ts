import type { PolicyVersion } from '@shouwen/kernel';
import { toGraphMoney, toGraphRule } from '@shouwen/subgraph';
import { toGraphName } from '../../graphNames.ts';
import { sitePolicyFields } from '../../sitePolicy.resolvers.ts';
import type { EffectRule } from '../schedule/effects.ts';
import { fineSchedule, type ScheduleEntry } from '../schedule/fineSchedule.ts';
import { amountUnder, isListed } from './amountUnder.ts';
import { type PenaltyPolicy, penaltyPolicy } from './penaltyPolicy.ts';

const fields = sitePolicyFields({
  definition: penaltyPolicy,
  command: 'changePenaltyPolicy',
  done: 'PenaltyPolicyChanged',
});

/** FI-3, FI-4: the penalties of a site in the graph. */
export const penaltyPolicyResolvers = {
  Query: { penaltyPolicy: fields.inForce },
  Mutation: { changePenaltyPolicy: fields.change },
  PenaltyPolicyChanged: fields.changed,
  PenaltyPolicy: {
    enabled: ({ params }: PolicyVersion<PenaltyPolicy>) => params['fines.enabled'],
    schedule: ({ params }: PolicyVersion<PenaltyPolicy>) =>
      fineSchedule.filter((entry) => applies(params, entry)).map((entry) => toGraphEntry(params, entry)),
    parameters: fields.parameters,
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
