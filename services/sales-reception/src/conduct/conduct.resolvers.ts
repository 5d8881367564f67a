import { can, type Viewer } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import { connectionOf, type GraphContext, toGraphRule, typedPageOf } from '@shouwen/subgraph';
import { demandIds } from '../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import { fromGraphName } from '../graphNames.ts';
import { toGraphResult } from '../toGraphResult.ts';
import { pageOfViolations, violationsById } from './conductQueries.ts';
import type { Misdeed } from './misdeed.ts';
import { type ReportViolation, reportViolation, type ViolationReported } from './reportViolation.ts';
import type { Violation } from './violation.ts';

type Context = GraphContext<ExplanationLoaders>;
type Page = { readonly first?: number | null; readonly after?: string | null };
type Listed = Page & { readonly siteId: string; readonly staffId?: string | null };
type ReportInput = Omit<ReportViolation, 'misdeed' | 'subject' | 'code' | 'dealId'> & {
  readonly code?: string | null;
  readonly misdeed?: string | null;
  readonly subject?: { readonly kind: string; readonly id: string } | null;
  readonly dealId?: string | null;
};

const findViolation = async (id: string, { db, viewer }: Context): Promise<Violation | null> =>
  isUuid(id) ? ((await db.read((tx) => violationsById(tx, viewer, [id])))[0] ?? null) : null;

const toReport = (input: ReportInput): ReportViolation => {
  const { misdeed, subject, code = null, dealId = null } = input;
  return {
    ...input,
    code,
    dealId,
    misdeed: misdeed ? fromGraphName<Misdeed>(misdeed) : null,
    subject: subject ? { type: subjectTypes[subject.kind] ?? subject.kind, id: subject.id } : null,
  };
};

/** As the explanations and the other departments call them. */
const subjectTypes: Readonly<Record<string, string>> = {
  VISIT: 'Visit',
  CALL: 'PhoneCall',
  CLIENT: 'Client',
  DEAL: 'deal',
  UNIT: 'Unit',
  REGISTRATION: 'VisitRegistration',
};

export const conductResolvers = {
  Query: {
    violation: (_: unknown, { id }: { readonly id: string }, context: Context) => findViolation(id, context),
    violations: async (_: unknown, { siteId, staffId = null, ...asked }: Listed, { db, viewer }: Context) => {
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const page = { siteId, staffId, after: after as [string, string] | null, limit: limit + 1 };
      const known = isUuid(siteId) && (staffId === null || isUuid(staffId));
      const rows = known ? await db.read((tx) => pageOfViolations(tx, viewer, page)) : [];
      return connectionOf(rows, limit, ({ occurredAt, violationId }) => [occurredAt.toISOString(), violationId]);
    },
  },
  Mutation: {
    reportViolation: async (_: unknown, { input }: { readonly input: ReportInput }, context: Context) => {
      const { siteId, staffId, dealId, subject } = input;
      demandIds({ siteId, staffId, dealId, subject: subject?.id });
      const answer = await reportViolation(context, toReport(input));
      return toGraphResult('ViolationReported', answer);
    },
  },
  ViolationReported: {
    violation: ({ violationId }: ViolationReported, _: unknown, context: Context) =>
      findViolation(violationId, context),
  },
  Violation: {
    id: ({ violationId }: Violation) => violationId,
    site: ({ siteId }: Violation) => ({ id: siteId }),
    staff: ({ staffId }: Violation) => ({ id: staffId }),
    entry: ({ code }: Violation) => code && toGraphRule(code),
    reportedBy: (violation: Violation, _: unknown, { viewer }: Context) => reporterFor(viewer, violation),
    explanation: ({ explanationId }: Violation, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
};

/** Whoever is concerned learns what is held against them, not who reported it, though they read the violations of others. */
const reporterFor = (viewer: Viewer, { siteId, staffId, reportedBy }: Violation) => {
  const self = viewer.kind === 'staff' ? viewer.staffId : null;
  const shown = self === reportedBy || (self !== staffId && can(viewer, 'violation.read', siteId));
  return shown && reportedBy !== null ? { id: reportedBy } : null;
};
