import {
  actorOf,
  appendAudit,
  type CommandResult,
  can,
  demandStaff,
  keepAct,
  NotFound,
  refusedWith,
  sitesWhere,
  type Viewer,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Explanation, isUuid, type Refusal, type RuleId, reasoning, siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { type ClientRow, readableClients } from '../clients/index.ts';
import { insertVisitStep } from './visitStepStore.ts';

/** What somebody is visited for (CR-8.01). */
export type VisitPurpose = 'market' | 'competitor' | 'care' | 'collection' | 'new-client' | 'product';

/** The own, and those of the sites where the viewer reviews; to others there are none. Parameters $1–$3 are `sightOf`. */
export const seenVisits = (alias: string): string =>
  `(${alias}.staff_id = $1::uuid OR $2 OR ${alias}.site_id = ANY($3::uuid[]))`;

export const sightOf = (viewer: Viewer): [string | null, boolean, readonly string[]] => {
  const sites = sitesWhere(viewer, 'visitPlan.review');
  const own = viewer.kind === 'staff' ? viewer.staffId : null;
  return sites === '*' ? [own, true, []] : [own, false, sites];
};

/** Whether the viewer reviews what is done at the site. */
export const reviews = (viewer: Viewer, siteId: string): boolean => can(viewer, 'visitPlan.review', siteId);

/** The records among these whose client is the viewer's own at the site, whatever else the viewer may read (CR-8.01, CR-2.01). */
export const ownClients = async (
  tx: Tx,
  { viewer, now }: Pick<BareContext, 'viewer' | 'now'>,
  { siteId, clientIds }: { readonly siteId: string; readonly clientIds: readonly string[] },
): Promise<ReadonlyMap<string, ClientRow>> => {
  const own = { staffId: demandStaff(viewer).staffId, siteIds: [siteId] };
  const scope = { custody: false, siteIds: [], own };
  const rows = await readableClients(tx, { scope, today: siteDate(now) }, clientIds.filter(isUuid));
  return new Map(rows.map((row) => [row.askedId, row]));
};

type Attempt = { readonly action: string; readonly type: string; readonly id: string };

/** Traces an attempt on what the viewer may not know of, which answers as what there is not (CR-2.04). @throws NotFound */
export const refuseUnseen = async (context: BareContext, { action, type, id }: Attempt): Promise<never> => {
  const { now: at, viewer: actor, requestId } = context;
  const resource = { type, id: isUuid(id) ? id : 'none' };
  await context.db.transaction((tx) =>
    appendAudit(tx, { at, actor, siteId: null, action, resource, decision: 'refused', requestId }),
  );
  throw new NotFound();
};

export const refuseVisit = <T>(refusal: Refusal, now: Date): CommandResult<T> => {
  const why = reasoning(now);
  if (refusal.rule !== null) why.apply(refusal.rule as RuleId);
  return refusedWith(refusal, why.explain('REFUSED', refusal.message));
};

type Kept = {
  readonly type: 'VisitPlan' | 'ClientVisit' | 'VisitPromise' | 'VisitCost';
  readonly id: string;
  readonly siteId: string;
  readonly step: string;
  readonly explanation: Explanation;
  readonly clientId?: string;
};

/** Writes a step into the history, and why it was allowed; answers the id of the explanation. */
export const keepVisitStep = async (tx: Tx, context: BareContext, kept: Kept): Promise<string> => {
  const { type, id, siteId, step, explanation, clientId } = kept;
  const { now: at, newId, viewer } = context;
  await insertVisitStep(tx, { stepId: newId(), subjectId: id, siteId, step, at, by: actorOf(viewer) });
  const action = `visits.${step}`;
  return keepAct(tx, context, {
    action,
    siteId,
    subject: { type, id },
    explanation,
    ...(clientId ? { clientId } : {}),
  });
};
