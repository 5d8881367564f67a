import {
  type BareContext,
  type GraphContext,
  listLoaderOf,
  loaderOf,
  toGraphMoney,
  toGraphRule,
} from '@shouwen/subgraph';
import { type ExplanationLoader, explained } from '../explained.ts';
import { toGraphName } from '../graphNames.ts';
import type { Fine } from './fine.ts';
import { finesByIds, stepsOfFines, suspensionsOfFines, type ViolationRow } from './fineQueries.ts';
import type { FineStep } from './fineStore.ts';
import type { Suspension } from './suspension.ts';

/** Everything of one kind that a request asks for is one query. */
export const sanctionsLoaders = ({ db, viewer }: BareContext) => ({
  fines: loaderOf<Fine>(
    (ids) => db.read((tx) => finesByIds(tx, viewer, ids)),
    ({ id }) => id,
  ),
  stepsByFine: listLoaderOf<FineStep>(
    (ids) => db.read((tx) => stepsOfFines(tx, ids)),
    ({ fineId }) => fineId,
  ),
  suspensionByFine: loaderOf<Suspension>(
    (ids) => db.read((tx) => suspensionsOfFines(tx, ids)),
    ({ fineId }) => fineId,
  ),
});

export type SanctionsContext = GraphContext<
  ReturnType<typeof sanctionsLoaders> & { readonly explanations: ExplanationLoader }
>;

type Context = SanctionsContext;
type Explained = { readonly explanationId: string };

const stub = (id: string | null) => (id === null ? null : { id });
const site = ({ siteId }: { readonly siteId: string }) => stub(siteId);
const staff = ({ staffId }: { readonly staffId: string }) => stub(staffId);
const money = (fen: number | null) => (fen === null ? null : toGraphMoney(fen));
const explanation = ({ explanationId }: Explained, _: unknown, { loaders }: Context) =>
  explained(loaders.explanations, explanationId);

/** Whoever proposed the fine is whoever reported, also where their more specific entry took the place of another. */
const namesReporter = ({ step }: FineStep): boolean => step === 'proposed' || step === 'superseded';

/** One's own, when the viewer is a member of staff. */
export const self = ({ viewer }: Context): string | null => (viewer.kind === 'staff' ? viewer.staffId : null);

/** The fields of a fine and of what belongs to it. */
export const fineResolvers = {
  Fine: {
    site,
    staff,
    kind: ({ kind }: Fine) => toGraphName(kind),
    rule: ({ code }: Fine) => (code === null ? null : toGraphRule(code)),
    deal: ({ dealId }: Fine) => stub(dealId),
    state: ({ state }: Fine) => toGraphName(state),
    basis: ({ basis }: Fine) => toGraphName(basis),
    least: ({ leastFen }: Fine) => toGraphMoney(leastFen),
    most: ({ mostFen }: Fine) => toGraphMoney(mostFen),
    amount: ({ amountFen }: Fine) => money(amountFen),
    pay: ({ payFen }: Fine) => money(payFen),
    effects: ({ effects }: Fine) => effects.map(toGraphName),
    reportedBy: ({ reportedBy, staffId }: Fine, _: unknown, context: Context) =>
      self(context) === staffId ? null : stub(reportedBy),
    confirmedBy: ({ confirmedBy }: Fine) => stub(confirmedBy),
    suspension: ({ id }: Fine, _: unknown, { loaders }: Context) => loaders.suspensionByFine.load(id),
    history: async ({ id, staffId }: Fine, _: unknown, context: Context) => {
      const steps = await context.loaders.stepsByFine.load(id);
      const own = self(context) === staffId;
      return steps.map((step) => (own && namesReporter(step) ? { ...step, by: null } : step));
    },
    explanation,
  },
  FineStep: {
    by: ({ by }: FineStep) => stub(by),
    amount: ({ amountFen }: FineStep) => money(amountFen),
    explanation,
  },
  Suspension: { site, staff, explanation },
  FinableViolation: { id: ({ violationId }: ViolationRow) => violationId, site, staff, explanation },
};
