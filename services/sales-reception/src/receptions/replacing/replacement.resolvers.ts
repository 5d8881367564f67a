import { BadInput } from '@shouwen/access';
import { text } from '@shouwen/kernel';
import { demandIds } from '../../demandIds.ts';
import { explanationOf } from '../../explained.ts';
import { toGraphResult } from '../../toGraphResult.ts';
import type { VisitContext } from '../visit.resolvers.ts';
import type { Visit } from '../visit.ts';
import { type ConsultantReplaced, replaceConsultant } from './replaceConsultant.ts';
import type { Fault, Ground } from './replacement.ts';

type ReplaceConsultantInput = {
  readonly idempotencyKey: string;
  readonly visitId: string;
  readonly ground: Ground['kind'];
  readonly reason: string;
  readonly consultantId?: string | null;
  readonly fault?: Fault | null;
  readonly insists: boolean;
  readonly instigated: boolean;
  readonly priorityTurn: boolean;
  readonly accompliceId?: string | null;
};

/** Replacing a consultant in the graph; nothing is decided here. */
export const replacementResolvers = {
  Mutation: {
    replaceConsultant: async (
      _: unknown,
      { input }: { readonly input: ReplaceConsultantInput },
      context: VisitContext,
    ) => {
      const { idempotencyKey, visitId, reason } = input;
      demandIds({ visitId });
      const answer = await replaceConsultant(context, { idempotencyKey, visitId, reason, ground: groundOf(input) });
      return toGraphResult('ConsultantReplaced', answer);
    },
  },
  ConsultantReplaced: {
    visit: ({ visitId }: ConsultantReplaced, _: unknown, { loaders }: VisitContext) =>
      loaders.visits.clear(visitId).load(visitId),
    explanation: ({ explanationId }: ConsultantReplaced, _: unknown, { loaders }: VisitContext) =>
      explanationOf(loaders, explanationId),
  },
  Visit: {
    sharedBy: ({ sharing }: Visit) =>
      (sharing?.shares ?? []).map(({ staffId, role }) => ({ consultant: { __typename: 'Staff', id: staffId }, role })),
  },
  ReplacementGround: {
    ASKS_FOR_ANOTHER: 'asksForAnother',
    REJECTS_CONSULTANT: 'rejects',
    APPROACHED_OUTSIDE: 'approachedOutside',
    COMPLAINT: 'complaint',
    SUSPENDED: 'suspended',
  },
  ConsultantFault: { NONE: 'none', ORDINARY: 'ordinary', SERIOUS: 'serious' },
};

const groundOf = (input: ReplaceConsultantInput): Ground => {
  const { ground: kind, consultantId, fault, insists, instigated, priorityTurn, accompliceId = null } = input;
  demandIds({ consultantId, accompliceId });
  if (kind === 'suspended') return { kind };
  if (kind === 'rejects') {
    if (!fault) throw new BadInput(faultMissing, 'fault');
    return { kind, fault, insists, priorityTurn };
  }
  if (!consultantId) throw new BadInput(whomMissing, 'consultantId');
  if (kind === 'asksForAnother') return { kind, consultantId, insists, instigated };
  return kind === 'complaint' ? { kind, consultantId } : { kind, consultantId, accompliceId };
};

const faultMissing = text('须写明过错程度。', 'Say how badly the consultant behaved.');
const whomMissing = text('须写明由谁接手。', 'Say who should take over.');
