import {
  type CommandResult,
  can,
  demandIds,
  demandStaff,
  done,
  Forbidden,
  keepAct,
  NotFound,
  type Permission,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { type Decision, type Refusal, siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { postsOf } from '../colleagues/index.ts';
import { recordsPolicyAt } from '../policies/index.ts';
import { lockRequest } from '../requests/index.ts';
import { traceRefusal } from '../trace/index.ts';
import { correctionById, correctionsOf, insertCorrection, saveCorrectionVerdict } from './correctionStore.ts';
import { type FigureGroup, withFigure } from './figure.ts';
import { decideCheck, decideCorrection, decideProposal, type Verdict } from './statistics.decision.ts';
import {
  insertVersion,
  lockReport,
  type Report,
  type ReportReader,
  reportById,
  saveCheck,
  versionsOf,
} from './statisticsStore.ts';

type Judging = { readonly idempotencyKey: string; readonly verdict: Verdict; readonly reason: string | null };
export type CheckReport = Judging & { readonly reportId: string };
export type ProposeCorrection = {
  readonly idempotencyKey: string;
  readonly reportId: string;
  readonly group: FigureGroup;
  readonly key: string;
  readonly value: number;
  readonly reason: string;
};
export type DecideCorrection = Judging & { readonly correctionId: string };
export type ReportDone = { readonly reportId: string; readonly explanationId: string };

/** What the viewer sees of the reports of a site: all of them, or those that a department of theirs asked for (CR-4.09). */
export const reportReaderAt = async (tx: Tx, { viewer, now }: BareContext, siteId: string): Promise<ReportReader> => {
  const { staffId } = demandStaff(viewer);
  const desks = await acrossSites(tx, () => postsOf(tx, staffId, siteDate(now)));
  return {
    all: can(viewer, 'recordsStatistics.read', siteId),
    checks: can(viewer, 'recordsStatistics.check', siteId),
    desks: desks.map(({ department, siteId: at }) => ({ department, siteId: at })),
  };
};

/** A report that the viewer may read; null as if there were none, and then the attempt is traced. */
export const findReport = async (context: BareContext, id: string): Promise<Report | null> => {
  demandIds({ id });
  const { report, seen } = await context.db.read(async (tx) => {
    const one = await acrossSites(tx, () => reportById(tx, id));
    if (one === null) return { report: null, seen: false };
    const { all, checks, desks } = await reportReaderAt(tx, context, one.siteId);
    const asked = desks.some(
      ({ department, siteId }) =>
        department === one.department && (siteId === null || one.fromSiteId === null || siteId === one.fromSiteId),
    );
    return { report: one, seen: (all || asked) && (one.state === 'issued' || checks) };
  });
  if (report === null || seen) return report;
  await traceRefusal(context, { siteId: null, action: 'statistics.read', resource: { type: 'StatisticsReport', id } });
  return null;
};

type Act<Event> = {
  readonly name: string;
  readonly permission: Permission;
  readonly reportId: string;
  readonly input: unknown;
  readonly idempotencyKey: string;
  readonly decide: (tx: Tx, report: Report) => Promise<Decision<Event, Refusal>>;
  readonly keep: (tx: Tx, report: Report, event: Event, explanationId: string) => Promise<void>;
};

const act = async <Event>(context: BareContext, asked: Act<Event>): Promise<CommandResult<ReportDone>> => {
  const found = await findReport(context, asked.reportId);
  if (found === null) throw new NotFound();
  if (!can(context.viewer, asked.permission, found.siteId)) {
    const resource = { type: 'StatisticsReport', id: found.id };
    await traceRefusal(context, { siteId: found.siteId, action: `statistics.${asked.name}`, resource });
    throw new Forbidden(asked.permission);
  }
  const { name, idempotencyKey, input } = asked;
  return runCommand<ReportDone>({ ...context, name, idempotencyKey, input }, async (tx) => {
    const report = await lockReport(tx, found.id);
    if (report === null) throw new NotFound();
    const decision = await asked.decide(tx, report);
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const subject = { type: 'StatisticsReport', id: report.id };
    const kept = { action: `statistics.${name}`, siteId: report.siteId, subject, explanation: decision.explanation };
    const explanationId = await keepAct(tx, context, kept);
    const [event] = decision.events as [Event];
    await asked.keep(tx, report, event, explanationId);
    return done({ reportId: report.id, explanationId });
  });
};

/** CR-4.09, checked before issue: another person looks at a prepared report, and issues it or sends it back. @throws NotFound, Forbidden */
export const checkReport = (context: BareContext, { idempotencyKey, ...input }: CheckReport) => {
  const by = demandStaff(context.viewer).staffId;
  const { verdict, reason } = input;
  const at = context.now;
  return act(context, {
    ...{
      name: 'checkStatistics',
      permission: 'recordsStatistics.check',
      reportId: input.reportId,
      input,
      idempotencyKey,
    },
    decide: async (tx, { state, requestId }) => {
      const request = await acrossSites(tx, () => lockRequest(tx, requestId));
      const parties = [request?.requesterId, request?.readerId].filter((one) => one !== undefined);
      return decideCheck({ verdict, reason, now: at, by, state, parties });
    },
    keep: async (tx, { id, figures }) => {
      await saveCheck(tx, id, { verdict, by, at, reason });
      if (verdict === 'refused') return;
      await insertVersion(tx, { reportId: id, version: 1, figures, issuedAt: at, issuedBy: by, correctionId: null });
    },
  });
};

/** CR-4.09: asks the general manager to set one figure of an issued report right. @throws NotFound, Forbidden */
export const proposeCorrection = (context: BareContext, { idempotencyKey, ...input }: ProposeCorrection) => {
  const { group, key, value, reason, reportId } = input;
  const [by, now] = [demandStaff(context.viewer).staffId, context.now];
  return act(context, {
    ...{ name: 'correctStatistics', permission: 'recordsStatistics.check', reportId, input, idempotencyKey },
    decide: async (tx, { state }) => {
      const figures = (await versionsOf(tx, [reportId]))[0]?.figures ?? [];
      const open = (await correctionsOf(tx, [reportId])).some(({ verdict }) => verdict === null);
      return decideProposal({ now, state, figures, wanted: { group, key, value }, reason, open });
    },
    keep: (tx, _, { from }, explanationId) =>
      insertCorrection(tx, {
        ...{ id: context.newId(), reportId, group, key, fromValue: from, toValue: value, reason: reason.trim() },
        ...{ proposedBy: by, proposedAt: now, explanationId },
      }),
  });
};

/** CR-4.09: the general manager decides; the version before stays as it was. @throws NotFound, Forbidden */
export const decideOnCorrection = async (context: BareContext, { idempotencyKey, ...input }: DecideCorrection) => {
  demandIds({ correctionId: input.correctionId });
  const [by, now] = [demandStaff(context.viewer).staffId, context.now];
  const { verdict, reason, correctionId } = input;
  const found = await context.db.read((tx) => correctionById(tx, correctionId));
  if (found === null) throw new NotFound();
  return act(context, {
    ...{ name: 'decideCorrection', permission: 'request.direct', reportId: found.reportId, input, idempotencyKey },
    decide: async (tx) => {
      const one = await correctionById(tx, correctionId);
      return decideCorrection({
        verdict,
        reason,
        now,
        by,
        decided: one?.verdict !== null,
        proposedBy: found.proposedBy,
      });
    },
    keep: async (tx, { id, siteId }) => {
      await saveCorrectionVerdict(tx, correctionId, { verdict, by, at: now, why: reason });
      if (verdict === 'refused') return;
      const [last] = await versionsOf(tx, [id]);
      if (!last) throw new Error('an issued report without a version');
      const { params } = await recordsPolicyAt(tx, siteId, now);
      const { group, key, toValue } = found;
      const isSmall = group !== 'satisfaction' && toValue > 0 && toValue < params['statistics.smallest'];
      const figures = withFigure(last.figures, { group, key, value: isSmall ? null : toValue });
      const version = last.version + 1;
      await insertVersion(tx, { reportId: id, version, figures, issuedAt: now, issuedBy: by, correctionId });
    },
  });
};
