import { demand, NotFound } from '@shouwen/access';
import { type GraphContext, toGraphExplanation } from '@shouwen/subgraph';
import { demandIds } from '../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import { findSitePolicies } from '../policies/index.ts';
import { toGraphResult } from '../toGraphResult.ts';
import { type FinishRegisterImport, finishRegisterImport, paperSite, type RegisterImported } from './finishImport.ts';
import type { ImportRefusal } from './importRegister.decision.ts';
import type { RegisterKind, TypedRow } from './paperRow.ts';
import { readPaperRows } from './readPaperRows.ts';
import {
  type AddRegisterRows,
  addRegisterRows,
  demandFewRows,
  type OpenRegisterImport,
  openRegisterImport,
} from './stageRows.ts';

type Context = GraphContext<ExplanationLoaders>;
type Keyed<Input> = { readonly input: Input & { readonly idempotencyKey: string } };
type GraphKind = { readonly kind: Uppercase<RegisterKind> };
type Check = GraphKind & { readonly siteId: string; readonly rows: readonly TypedRow[] };

export const importsResolvers = {
  Query: {
    checkRegisterRows: async (_: unknown, { siteId, kind, rows }: Check, { viewer, db, now }: Context) => {
      demandIds({ siteId });
      demand(viewer, 'register.import', siteId);
      const typed = rows.map(complete);
      demandFewRows(typed);
      return db.read(async (tx) => {
        const site = await findSitePolicies(tx, siteId);
        if (!site) throw new NotFound();
        return readPaperRows(toKind(kind), typed, await paperSite(tx, site, now)).reasons;
      });
    },
  },
  Mutation: {
    openRegisterImport: async (
      _: unknown,
      { input }: Keyed<Omit<OpenRegisterImport, 'kind'> & GraphKind>,
      context: Context,
    ) => {
      demandIds({ siteId: input.siteId });
      return toGraphResult(
        'RegisterImportOpened',
        await openRegisterImport(context, { ...input, kind: toKind(input.kind) }),
      );
    },
    addRegisterRows: async (_: unknown, { input }: Keyed<AddRegisterRows>, context: Context) => {
      demandIds({ importId: input.importId });
      return toGraphResult(
        'RegisterRowsAdded',
        await addRegisterRows(context, { ...input, rows: input.rows.map(complete) }),
      );
    },
    finishRegisterImport: async (_: unknown, { input }: Keyed<FinishRegisterImport>, context: Context) => {
      demandIds({ importId: input.importId });
      const answer = await finishRegisterImport(context, input);
      if (answer.outcome === 'accepted' || answer.refusal.code !== 'ROWS_REFUSED')
        return toGraphResult('RegisterImported', answer);
      const { rows } = answer.refusal as ImportRefusal;
      return { __typename: 'RegisterRowsRefused', rows, explanation: toGraphExplanation(answer.explanation) };
    },
  },
  RegisterImported: {
    explanation: ({ explanationId }: RegisterImported, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  VisitRegistration: { fromPaper: ({ importId }: { readonly importId: string | null }) => importId !== null },
};

const toKind = (kind: GraphKind['kind']): RegisterKind => kind.toLowerCase() as RegisterKind;

/** What a caller leaves out is null, so that the same request always has the same hash. */
const complete = ({
  time = null,
  class: grade = null,
  budget = null,
  companions = null,
  clientId = null,
  ...row
}: Partial<TypedRow>) => ({ ...row, time, class: grade, budget, companions, clientId }) as TypedRow;
