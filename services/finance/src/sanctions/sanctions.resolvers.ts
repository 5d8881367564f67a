import { type CommandResult, can } from '@shouwen/access';
import { connectionOf, type PageArguments, toGraphRefusal, typedPageOf } from '@shouwen/subgraph';
import { fromGraphName, idOrNull } from '../graphNames.ts';
import { idOf, reasonOf } from './arguments.ts';
import { type SanctionsContext as Context, self } from './fine.resolvers.ts';
import type { FineState } from './fine.ts';
import { type FinesWanted, finableViolationsOf, finesOf } from './fineQueries.ts';
import { confirmFine } from './fines/confirmFine.ts';
import { contestFine, ruleOnFine, withdrawFine } from './fines/endFine.ts';
import { liftSuspension } from './fines/liftSuspension.ts';
import { proposeFine } from './fines/proposeByHand.ts';
import type { Effect } from './schedule/effects.ts';

type About = { readonly idempotencyKey: string; readonly fineId: string; readonly reason: string };
type Confirming = Pick<About, 'idempotencyKey' | 'fineId'> & {
  readonly amount?: number | null;
  readonly grave?: boolean | null;
  readonly effects: readonly string[];
  readonly suspension?: { readonly from: string; readonly through?: string | null } | null;
};
type Proposing = {
  readonly idempotencyKey: string;
  readonly violationId: string;
  readonly code?: string | null;
  readonly ruled: boolean;
  readonly grave?: boolean | null;
};
type Input<T> = { readonly input: T };

const changed = <T extends object>(typename: string, answer: CommandResult<T>) =>
  answer.outcome === 'refused'
    ? toGraphRefusal(answer.refusal, answer.explanation)
    : { __typename: typename, ...answer.result };

type Narrowed = Partial<Omit<FinesWanted, 'page'>>;

const pageOfFines = async ({ db, viewer }: Context, wanted: Narrowed | null, args: PageArguments) => {
  const page = typedPageOf(args, ['time', 'id']);
  const all = { siteId: null, staffId: null, state: null, proposing: false, page };
  const rows = wanted ? await db.read((tx) => finesOf(tx, viewer, { ...all, ...wanted })) : [];
  return connectionOf(rows, page.limit, ({ occurredAt, id }) => [occurredAt.toISOString(), id]);
};

type SiteList = PageArguments & { readonly siteId: string };

/** FI-3 in the graph. Fines of the site are for `fine.read`, one's own for oneself; to all others there are none. */
export const sanctionsResolvers = {
  Query: {
    fines: (_: unknown, { siteId, state, ...page }: SiteList & { state?: string | null }, context: Context) => {
      const known = idOrNull(siteId);
      const may = known !== null && can(context.viewer, 'fine.read', known);
      return pageOfFines(
        context,
        may ? { siteId: known, state: state ? fromGraphName<FineState>(state) : null } : null,
        page,
      );
    },
    ownFines: (_: unknown, page: PageArguments, context: Context) => {
      const staffId = self(context);
      return pageOfFines(context, staffId === null ? null : { staffId }, page);
    },
    fine: (_: unknown, { id }: { readonly id: string }, { loaders }: Context) =>
      idOrNull(id) === null ? null : loaders.fines.load(id),
    proposalsToManagement: (_: unknown, { siteId, ...page }: SiteList, context: Context) => {
      const known = idOrNull(siteId);
      const may = known !== null && can(context.viewer, 'fine.read', known);
      return pageOfFines(context, may ? { siteId: known, proposing: true } : null, page);
    },
    finableViolations: async (_: unknown, { siteId, ...args }: SiteList, context: Context) => {
      const page = typedPageOf(args, ['time', 'id']);
      const known = idOrNull(siteId);
      const wanted = { siteId, exceptFor: self(context), page };
      const may = known !== null && can(context.viewer, 'fine.propose', known);
      const rows = may ? await context.db.read((tx) => finableViolationsOf(tx, wanted)) : [];
      return connectionOf(rows, page.limit, ({ occurredAt, violationId }) => [occurredAt.toISOString(), violationId]);
    },
  },
  Mutation: {
    proposeFine: async (_: unknown, { input }: Input<Proposing>, context: Context) => {
      const asked = { ...input, code: input.code ?? null, grave: input.grave ?? null };
      return changed('FineChanged', await proposeFine(context, { ...asked, violationId: idOf(input.violationId) }));
    },
    confirmFine: async (_: unknown, { input }: Input<Confirming>, context: Context) => {
      const { idempotencyKey, fineId, amount = null, grave = null, effects, suspension } = input;
      const asked = { idempotencyKey, fineId: idOf(fineId), amountFen: amount, grave };
      const time = suspension ? { from: suspension.from, through: suspension.through ?? null } : null;
      const chosen = [...new Set(effects.map((effect) => fromGraphName<Effect>(effect)))];
      return changed('FineChanged', await confirmFine(context, { ...asked, effects: chosen, suspension: time }));
    },
    contestFine: async (_: unknown, { input }: Input<About>, context: Context) =>
      changed('FineChanged', await contestFine(context, aboutFine(input))),
    ruleOnFine: async (
      _: unknown,
      { input }: Input<About & { readonly upheld: boolean; readonly amount?: number | null }>,
      context: Context,
    ) => {
      const { upheld, amount = null } = input;
      return changed('FineChanged', await ruleOnFine(context, { ...aboutFine(input), upheld, amountFen: amount }));
    },
    withdrawFine: async (_: unknown, { input }: Input<About>, context: Context) =>
      changed('FineChanged', await withdrawFine(context, aboutFine(input))),
    liftSuspension: async (
      _: unknown,
      { input }: Input<Omit<About, 'fineId'> & { readonly suspensionId: string }>,
      context: Context,
    ) => {
      const { idempotencyKey, suspensionId, reason } = input;
      const asked = { idempotencyKey, suspensionId: idOf(suspensionId), reason: reasonOf(reason) };
      return changed('SuspensionLifted', await liftSuspension(context, asked));
    },
  },
  FineChanged: {
    fine: ({ fineId }: { readonly fineId: string }, _: unknown, { loaders }: Context) => loaders.fines.load(fineId),
  },
};

const aboutFine = ({ idempotencyKey, fineId, reason }: About): About => ({
  idempotencyKey,
  fineId: idOf(fineId),
  reason: reasonOf(reason),
});
