import { demand } from '@shouwen/access';
import { connectionOf, type GraphContext, type PageArguments, typedPageOf } from '@shouwen/subgraph';
import { demandIds } from '../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import { toGraphResult } from '../toGraphResult.ts';
import { type AskCorrection, askCorrection, type CorrectionAsked } from './askCorrection.ts';
import { pendingCorrections } from './correctionQueries.ts';
import { type CorrectionRow, findCorrection } from './correctionStore.ts';
import type { registerLoaders } from './register.resolvers.ts';
import {
  type CorrectionDeclined,
  type DecideCorrection,
  declineCorrection,
  type RegistrationCorrected,
  signCorrection,
} from './signCorrection.ts';

type Context = GraphContext<ReturnType<typeof registerLoaders> & ExplanationLoaders>;
type Keyed<Input> = { readonly input: Input & { readonly idempotencyKey: string } };
type Explained = { readonly explanationId: string };

export const correctionResolvers = {
  Query: {
    pendingCorrections: async (
      _: unknown,
      asked: PageArguments & { readonly siteId: string },
      { viewer, db }: Context,
    ) => {
      const { siteId } = asked;
      demandIds({ siteId });
      demand(viewer, 'registration.confirm', siteId);
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const rows = await db.read((tx) => pendingCorrections(tx, { siteId, after, limit: limit + 1 }));
      return connectionOf(rows, limit, ({ askedAt, correctionId }) => [askedAt.toISOString(), correctionId]);
    },
  },
  Mutation: {
    askCorrection: async (_: unknown, { input }: Keyed<AskCorrection>, context: Context) => {
      demandIds({ registrationId: input.registrationId });
      const { budget = null, companions = null } = input;
      return toGraphResult('CorrectionAsked', await askCorrection(context, { ...input, budget, companions }));
    },
    signCorrection: async (_: unknown, { input }: Keyed<DecideCorrection>, context: Context) => {
      demandIds({ correctionId: input.correctionId });
      return toGraphResult('RegistrationCorrected', await signCorrection(context, input));
    },
    declineCorrection: async (_: unknown, { input }: Keyed<DecideCorrection>, context: Context) => {
      demandIds({ correctionId: input.correctionId });
      return toGraphResult('CorrectionDeclined', await declineCorrection(context, input));
    },
  },
  CorrectionAsked: { correction: loadCorrection, explanation: loadExplanation },
  CorrectionDeclined: { correction: loadCorrection, explanation: loadExplanation },
  RegistrationCorrected: {
    registration: ({ registrationId }: RegistrationCorrected, _: unknown, { loaders }: Context) =>
      loaders.registrations.load(registrationId),
    explanation: loadExplanation,
  },
  RegistrationCorrection: {
    id: ({ correctionId }: CorrectionRow) => correctionId,
    registration: ({ registrationId }: CorrectionRow, _: unknown, { loaders }: Context) =>
      loaders.registrations.load(registrationId),
    class: ({ details }: CorrectionRow) => details.class,
    lookingFor: ({ details }: CorrectionRow) => details.lookingFor,
    budget: ({ details }: CorrectionRow) => details.budget,
    channel: ({ details }: CorrectionRow) => details.channel,
    companions: ({ details }: CorrectionRow) => details.companions,
    askedBy: ({ askedBy }: CorrectionRow) => ({ id: askedBy }),
    state: ({ state }: CorrectionRow) => state.toUpperCase(),
  },
};

function loadCorrection({ correctionId }: CorrectionAsked | CorrectionDeclined, _: unknown, { db }: Context) {
  return db.read((tx) => findCorrection(tx, correctionId));
}

function loadExplanation({ explanationId }: Explained, _: unknown, { loaders }: Context) {
  return explanationOf(loaders, explanationId);
}
