import { sitePolicyFields } from '../../sitePolicy.resolvers.ts';
import { commissionPolicy } from './commissionPolicy.ts';

const fields = sitePolicyFields({
  definition: commissionPolicy,
  command: 'changeCommissionPolicy',
  done: 'CommissionPolicyChanged',
});

/** FI-1: the commission policy of a site in the graph. */
export const commissionPolicyResolvers = {
  Query: { commissionPolicy: fields.inForce },
  Mutation: { changeCommissionPolicy: fields.change },
  CommissionPolicyChanged: fields.changed,
  CommissionPolicy: { parameters: fields.parameters },
};
