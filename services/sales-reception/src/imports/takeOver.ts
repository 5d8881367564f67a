import type { Tx } from '@shouwen/database';
import { policyAt, siteDate } from '@shouwen/kernel';
import { lastDayOf, openCallClaim, openClaim, windowOfCall, windowOfVisit } from '../ownership/index.ts';
import type { SitePolicies } from '../policies/index.ts';
import { type ClientClass, insertPaperCalls, insertPaperVisits } from '../registers/index.ts';
import type { TakenRow } from './importRegister.decision.ts';
import type { RegisterImport } from './importStore.ts';

type TakingOver = {
  readonly opened: RegisterImport;
  /** In the order in which they happened. */
  readonly rows: readonly TakenRow[];
  readonly site: SitePolicies;
  readonly now: Date;
  readonly newId: () => string;
};

/**
 * Writes the rows into the register, and lets those decide about ownership whose windows still run by the policy of their day; what
 * is over by the calendar is history and opens no claim. Answers how many claims were opened or extended.
 */
export const takeOver = async (tx: Tx, taking: TakingOver): Promise<number> =>
  taking.opened.kind === 'visits' ? takeOverVisits(tx, taking) : takeOverCalls(tx, taking);

const takeOverVisits = async (tx: Tx, { opened, rows, site, now, newId }: TakingOver): Promise<number> => {
  const visits = rows.map((row) => ({ ...row, visitId: newId(), registrationId: newId() }));
  await insertPaperVisits(
    tx,
    visits.map((visit) => ({ ...visitLine(opened, visit, now), importId: opened.importId })),
  );
  let claims = 0;
  for (const { visitId, clientId, consultantId: receiverId, at: receivedAt } of visits) {
    if (
      lastDayOf(windowOfVisit(receivedAt, policyAt(site.versions, receivedAt).params, site.zone)) <
      siteDate(now, site.zone)
    )
      continue;
    const visit = {
      visitId,
      siteId: site.siteId,
      clientId,
      receiverId,
      actingFor: null,
      receivedAt,
      forgotWhom: false,
    };
    // The paper register was kept on the day itself: that it is typed in now makes it no later.
    const registered = { registeredAt: receivedAt, inPublicRegister: true, clientSays: null, newId };
    const { outcome } = await openClaim(tx, { ...registered, visit: { ...visit, kind: 'client' } });
    if (outcome === 'OPENED' || outcome === 'EXTENDED') claims += 1;
  }
  return claims;
};

const takeOverCalls = async (tx: Tx, { opened, rows, site, now, newId }: TakingOver): Promise<number> => {
  const calls = rows.map((row) => ({ ...row, callId: newId() }));
  await insertPaperCalls(
    tx,
    calls.map((call) => ({ ...callLine(opened, call, now), importId: opened.importId })),
  );
  let claims = 0;
  for (const { callId, clientId, consultantId, at: answeredAt } of calls) {
    if (
      lastDayOf(windowOfCall(answeredAt, policyAt(site.versions, answeredAt).params, site.zone)) <
      siteDate(now, site.zone)
    )
      continue;
    const { outcome } = await openCallClaim(tx, {
      siteId: site.siteId,
      callId,
      clientId,
      consultantId,
      answeredAt,
      newId,
    });
    if (outcome === 'OPENED') claims += 1;
  }
  return claims;
};

const visitLine = (
  { siteId, openedBy }: RegisterImport,
  row: TakenRow & { readonly visitId: string; readonly registrationId: string },
  now: Date,
) => ({
  registrationId: row.registrationId,
  siteId,
  visitId: row.visitId,
  clientId: row.clientId,
  receiverId: row.consultantId,
  actingFor: null,
  visitedAt: row.at,
  visitedOn: row.on,
  registeredAt: now,
  registeredBy: openedBy,
  inTime: true,
  inPublicRegister: true,
  class: row.class as ClientClass,
  lookingFor: row.lookingFor,
  budget: row.budget,
  channel: row.channel,
  companions: row.companions,
  corrects: null,
  reason: null,
  signedBy: null,
});

const callLine = ({ siteId, openedBy }: RegisterImport, row: TakenRow & { readonly callId: string }, now: Date) => ({
  callId: row.callId,
  siteId,
  clientId: row.clientId,
  consultantId: row.consultantId,
  answeredAt: row.at,
  answeredOn: row.on,
  class: row.class as ClientClass | null,
  interest: row.lookingFor,
  channel: row.channel,
  plannedVisitAt: null,
  addressSentAt: null,
  registeredAt: now,
  registeredBy: openedBy,
});
