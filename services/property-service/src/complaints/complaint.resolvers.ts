import { explanationsAbout } from '@shouwen/access';
import { type GraphContext, toGraphExplanation, toGraphRefusal } from '@shouwen/subgraph';
import { type AssignHandler, assignHandler } from './assignHandler.ts';
import type { ComplaintLoaders } from './complaintLoaders.ts';
import type { ComplaintRow } from './complaintQueries.ts';

type Context = GraphContext<ComplaintLoaders>;
type Reference = { readonly id: string };

/** Names of the graph for the words of the model: `repair-quality` is `REPAIR_QUALITY`. */
const kinds = {
  PRODUCT_QUALITY: 'product-quality',
  CONTRACT: 'contract',
  REPAIR_QUALITY: 'repair-quality',
  SERVICE_QUALITY: 'service-quality',
  ATTITUDE: 'attitude',
  PUBLIC_UTILITIES: 'public-utilities',
  INTERNAL_OUTAGE: 'internal-outage',
  SUGGESTION: 'suggestion',
};

export const complaintResolvers = {
  ComplaintKind: kinds,
  ComplaintStatus: { REGISTERED: 'registered', ACCEPTED: 'accepted' },
  Query: {
    complaint: (_: unknown, { id }: Reference, { loaders }: Context) => loaders.complaints.load(id),
  },
  Mutation: {
    assignComplaintHandler: async (_: unknown, { input }: { input: AssignHandler }, context: Context) => {
      const answer = await assignHandler(context, input);
      if (answer.outcome === 'refused') return toGraphRefusal(answer.refusal, answer.explanation);
      return { __typename: 'ComplaintAccepted', ...answer.result };
    },
  },
  Client: {
    __resolveReference: ({ id }: Reference) => ({ id }),
    complaints: ({ id }: Reference, _: unknown, { loaders }: Context) => loaders.complaintsOfClient.load(id),
  },
  Complaint: {
    __resolveReference: ({ id }: Reference, { loaders }: Context) => loaders.complaints.load(id),
    site: ({ siteId }: ComplaintRow) => ({ id: siteId }),
    client: ({ clientId }: ComplaintRow) => ({ id: clientId }),
    about: ({ aboutStaffId }: ComplaintRow) => aboutStaffId && { id: aboutStaffId },
    handler: ({ handlerId }: ComplaintRow) => handlerId && { id: handlerId },
    explanations: async ({ id, entryId }: ComplaintRow, _: unknown, { db }: Context) =>
      db.read(async (tx) => {
        const ofEntry = await explanationsAbout(tx, { type: 'OwnerLogEntry', id: entryId });
        const ofComplaint = await explanationsAbout(tx, { type: 'Complaint', id });
        return [...ofEntry, ...ofComplaint].map((saved) => toGraphExplanation(saved.explanation, saved.id));
      }),
  },
  ComplaintAccepted: {
    complaint: ({ complaintId }: { complaintId: string }, _: unknown, { loaders }: Context) =>
      loaders.complaints.load(complaintId),
  },
};
