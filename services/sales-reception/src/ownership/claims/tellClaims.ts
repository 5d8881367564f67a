import { saveExplanation } from '@shouwen/access';
import { claimEndedV1, claimExtendedV1, claimOpenedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { type Explanation, policyAt } from '@shouwen/kernel';
import { appendToOutbox, type OutboxMessage } from '@shouwen/messaging';
import { sitePoliciesOf } from '../../policies/index.ts';
import type { Claim, ClaimEnded, ClaimEvent, Window } from './claim.ts';
import { saveClaimEvent } from './claimStore.ts';
import { type DueTimes, dueTimesOf } from './dueClaims.ts';
import { othersOfPerson } from './othersOfPerson.ts';
import { lapsesOn } from './windows.ts';

export type Told = {
  readonly siteId: string;
  readonly clientId: string;
  /** The claims as they were before the events. */
  readonly claims: readonly Claim[];
  readonly events: readonly ClaimEvent[];
  readonly explanation: Explanation;
  readonly at: Date;
  readonly newId: () => string;
};

/** Saves what a decision about claims said, keeps why, and tells the other departments. Returns the explanation's id. */
export const tellClaims = async (tx: Tx, told: Told): Promise<string> => {
  const { siteId, clientId, explanation, newId } = told;
  const events = [...(await othersOfPerson(tx, told)), ...told.events];
  const why = newId();
  await saveExplanation(tx, { id: why, subject: { type: 'Client', id: clientId }, siteId, explanation });
  for (const event of events) {
    await saveClaimEvent(tx, event, { why, due: await dueTimesAfter(tx, told, event) });
    await appendToOutbox(tx, messagesOf(told, event));
  }
  return why;
};

/** A window that does not move leaves the instants as they are: nobody is warned twice of one day. */
const dueTimesAfter = async (tx: Tx, { siteId, claims }: Told, event: ClaimEvent): Promise<Partial<DueTimes>> => {
  if (event.type !== 'ClaimOpened' && event.type !== 'ClaimExtended') return {};
  const before = event.type === 'ClaimExtended' ? claims.find(({ claimId }) => claimId === event.claimId) : null;
  const window = event.type === 'ClaimOpened' ? event.claim : event;
  if (before && lapsesOn(before) === lapsesOn(window)) return {};
  const { zone, versions } = await sitePoliciesOf(tx, siteId);
  return dueTimesOf(window, policyAt(versions, window.windowFrom).params, zone);
};

const messagesOf = (told: Told, event: ClaimEvent): OutboxMessage[] => {
  switch (event.type) {
    case 'ClaimOpened':
      return [openedMessage(told, event)];
    case 'ClaimExtended':
      return [extendedMessage(told, event.claimId, event)];
    case 'ClaimEnded':
      return [endedMessage(told, event)];
    // Proof and sharing concern nobody outside until a deal is closed.
    case 'ClaimConfirmed':
    case 'ClaimShared':
      return [];
  }
};

const openedMessage = (told: Told, { claim, rules }: Extract<ClaimEvent, { type: 'ClaimOpened' }>): OutboxMessage => {
  const { claimId, clientId, siteId, consultantId, openedOn, validThrough, freshThrough } = claim;
  const data = { claimId, clientId, siteId, consultantId, openedOn, validThrough, freshThrough, rules: [...rules] };
  return { event: claimOpenedV1, ...envelope(told, claimId), data };
};

const extendedMessage = (told: Told, claimId: string, { validThrough, freshThrough }: Omit<Window, 'windowFrom'>) => ({
  event: claimExtendedV1,
  ...envelope(told, claimId),
  data: { claimId, validThrough, freshThrough },
});

/** Tells that a claim is over; `told.claims` has the claim as it was. */
export const endedMessage = (
  told: Pick<Told, 'claims' | 'at' | 'newId'>,
  { claimId, endedOn, reason, rules }: ClaimEnded,
): OutboxMessage => {
  const claim = told.claims.find((one) => one.claimId === claimId);
  if (!claim) throw new Error(`claim ${claimId} was ended without being known`);
  const { clientId, siteId, consultantId } = claim;
  const data = { claimId, clientId, siteId, consultantId, endedOn, reason, rules: [...rules] };
  return { event: claimEndedV1, ...envelope(told, claimId), data };
};

const envelope = ({ at, newId }: Pick<Told, 'at' | 'newId'>, id: string) => ({
  aggregate: { type: 'claim', id },
  at,
  id: newId(),
});
