import type { GraphContext } from '@shouwen/subgraph';
import { demandIds } from '../../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../../explained.ts';
import { toGraphResult } from '../../toGraphResult.ts';
import type { FamilyRelation } from './proveFamilyClaim.decision.ts';
import {
  type FamilyClaimProven,
  type OwnershipDecided,
  type ProveFamilyClaim,
  proveFamilyClaim,
} from './proveFamilyClaim.ts';

type Context = GraphContext<ExplanationLoaders>;
type Input = Omit<ProveFamilyClaim, 'relation'> & { readonly relation: string };

export const familyResolvers = (ownershipDecided: OwnershipDecided) => ({
  Mutation: {
    proveFamilyClaim: async (_: unknown, { input }: { readonly input: Input }, context: Context) => {
      const { idempotencyKey, dealId, relativeId } = input;
      demandIds({ dealId, relativeId });
      const relation = input.relation.toLowerCase() as FamilyRelation;
      const asked = { idempotencyKey, dealId, relativeId, relation };
      const answer = await proveFamilyClaim({ ...context, ownershipDecided }, asked);
      return toGraphResult('FamilyClaimProven', answer);
    },
  },
  FamilyClaimProven: {
    consultant: ({ consultantId }: FamilyClaimProven) => ({ id: consultantId }),
    explanation: ({ explanationId }: FamilyClaimProven, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
});
