import { can, NotFound } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import type { GraphContext } from '@shouwen/subgraph';
import { demandIds } from '../../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../../explained.ts';
import { toGraphResult } from '../../toGraphResult.ts';
import {
  type ChangeRecord,
  changeNeglectedRecord,
  type InviteNeglected,
  inviteNeglected,
  type ReassignNeglected,
  reassignNeglected,
} from './neglect.ts';
import { type NeglectReport, pendingReports } from './neglectStore.ts';

type Context = GraphContext<ExplanationLoaders>;
type Asked<Input> = { readonly input: Input };

const client = ({ clientId }: { readonly clientId: string }) => ({ id: clientId });
const explanation = ({ explanationId }: { readonly explanationId: string }, _: unknown, { loaders }: Context) =>
  explanationOf(loaders, explanationId);

export const neglectResolvers = {
  Query: {
    neglectReports: (_: unknown, { siteId }: { readonly siteId: string }, { db, viewer }: Context) =>
      isUuid(siteId) && can(viewer, 'claim.manage', siteId) ? db.read((tx) => pendingReports(tx, siteId)) : [],
  },
  Mutation: {
    inviteNeglected: async (_: unknown, { input }: Asked<InviteNeglected>, context: Context) => {
      demandIds({ siteId: input.siteId, clientId: input.clientId });
      return toGraphResult('NeglectedInvited', await inviteNeglected(context, input));
    },
    changeNeglectedRecord: async (_: unknown, { input }: Asked<ChangeRecord>, context: Context) => {
      if (!isUuid(input.reportId)) throw new NotFound();
      return toGraphResult('NeglectedMoved', await changeNeglectedRecord(context, input));
    },
    reassignNeglected: async (_: unknown, { input }: Asked<ReassignNeglected>, context: Context) => {
      demandIds({ siteId: input.siteId, clientId: input.clientId, to: input.to });
      return toGraphResult('NeglectedMoved', await reassignNeglected(context, input));
    },
  },
  NeglectedInvited: { client, explanation },
  NeglectedMoved: { client, explanation },
  NeglectReport: {
    id: ({ reportId }: NeglectReport) => reportId,
    client,
    inviter: ({ inviterId }: NeglectReport) => ({ id: inviterId }),
    owner: ({ ownerId }: NeglectReport) => ({ id: ownerId }),
    explanation,
  },
};
