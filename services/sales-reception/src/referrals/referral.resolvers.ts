import { BadInput, NotFound } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';
import { connectionOf, type GraphContext, type PageArguments, typedPageOf } from '@shouwen/subgraph';
import { demandIds } from '../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import { toGraphResult } from '../toGraphResult.ts';
import { checkReferral } from './checkReferral.ts';
import { type Accompaniment, type EmployeeReferral, statusAt } from './employeeReferral.ts';
import type { FirstVisits } from './ports.ts';
import { maySee } from './reader.ts';
import { pageOfReferrals } from './referralQueries.ts';
import { findReferral } from './referralStore.ts';
import { type ReferralChanged, type RegisterReferral, registerReferral } from './registerReferral.ts';

type Context = GraphContext<ExplanationLoaders>;
type RegisterInput = Omit<RegisterReferral, 'introducerId'> & { readonly introducerId?: string | null };
type CheckInput = {
  readonly idempotencyKey: string;
  readonly referralId: string;
  readonly came: 'ACCOMPANIED' | 'PHONED';
  readonly phonedAt?: Date | null;
};

export const referralsResolvers = (firstVisits: FirstVisits) => ({
  Query: {
    employeeReferrals: async (_: unknown, asked: PageArguments & { siteId: string }, { db, viewer }: Context) => {
      demandIds({ siteId: asked.siteId });
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const page = { siteId: asked.siteId, after: after as [string, string] | null, limit: limit + 1 };
      const rows = await db.read((tx) => pageOfReferrals(tx, viewer, page));
      return connectionOf(rows, limit, ({ registeredAt, referralId }) => [registeredAt.toISOString(), referralId]);
    },
  },
  Mutation: {
    registerReferral: async (_: unknown, { input }: { readonly input: RegisterInput }, context: Context) => {
      const { introducerId = null, siteId, clientId } = input;
      demandIds({ siteId, clientId, introducerId });
      return toGraphResult(
        'ReferralRegistered',
        await registerReferral(context, firstVisits, { ...input, introducerId }),
      );
    },
    checkReferral: async (_: unknown, { input }: { readonly input: CheckInput }, context: Context) => {
      const { idempotencyKey, referralId } = input;
      demandIds({ referralId });
      const asked = { idempotencyKey, referralId, came: cameBy(input) };
      return toGraphResult('ReferralSigned', await checkReferral(context, firstVisits, asked));
    },
  },
  ReferralRegistered: changed(),
  ReferralSigned: changed(),
  EmployeeReferral: {
    id: ({ referralId }: EmployeeReferral) => referralId,
    site: ({ siteId }: EmployeeReferral) => ({ id: siteId }),
    client: ({ clientId }: EmployeeReferral) => ({ id: clientId }),
    introducer: ({ introducerId }: EmployeeReferral) => ({ id: introducerId }),
    status: (referral: EmployeeReferral, _: unknown, { now }: Context) => statusAt(referral, now).toUpperCase(),
    came: ({ signature }: EmployeeReferral) => signature?.came.kind.toUpperCase() ?? null,
    signedBy: ({ signature }: EmployeeReferral) => signature && { id: signature.signedBy },
    signedAt: ({ signature }: EmployeeReferral) => signature?.signedAt ?? null,
    explanation: ({ registeredWhy }: EmployeeReferral, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, registeredWhy),
    latestDecision: ({ latestWhy }: EmployeeReferral, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, latestWhy),
  },
});

const changed = () => ({
  referral: async ({ referralId }: ReferralChanged, _: unknown, { db, viewer }: Context) => {
    const referral = isUuid(referralId) ? await db.read((tx) => findReferral(tx, referralId)) : null;
    if (!referral || !maySee(viewer, referral)) throw new NotFound();
    return referral;
  },
  explanation: ({ explanationId }: ReferralChanged, _: unknown, { loaders }: Context) =>
    explanationOf(loaders, explanationId),
});

const cameBy = ({ came, phonedAt = null }: CheckInput): Accompaniment => {
  if (came === 'ACCOMPANIED') return { kind: 'accompanied', phonedAt: null };
  if (phonedAt === null) throw new BadInput(text('须写明来电时间。', 'Say when the employee phoned.'), 'phonedAt');
  return { kind: 'phoned', phonedAt };
};
