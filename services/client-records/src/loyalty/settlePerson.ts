import { saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import { restrictionOf } from '../clients/index.ts';
import { idsOfPerson, personOf, personsOf } from '../persons/index.ts';
import { recordsPolicyAt } from '../policies/index.ts';
import { earningsOf, lastDayOf, type PersonFacts, type Wanted } from './earning.decision.ts';
import { dealsOf, guestsOf, lockPerson } from './factStore.ts';
import { after, earn, expire, type Posting, takeBack } from './ledger.ts';
import { type GivenLot, lockLedger, lotsFor, revokeLot, writePostings } from './ledgerStore.ts';

export type Settling = { readonly now: Date; readonly newId: () => string; readonly by: string };

/**
 * CR-6.04: brings the ledger to what is to be earned through this person, whatever came in whichever order: what is missing is earned,
 * what is too much is taken back. The transaction sees all sites.
 */
export const settlePerson = async (tx: Tx, settling: Settling, clientId: string): Promise<void> => {
  await lockPerson(tx, await personOf(tx, clientId));
  const facts = await factsOf(tx, settling.now, await idsOfPerson(tx, clientId));
  for (const wanted of earningsOf(facts)) await settle(tx, settling, wanted);
};

const factsOf = async (tx: Tx, now: Date, ids: readonly string[]): Promise<PersonFacts> => {
  const [guests, deals] = [await guestsOf(tx, ids), await dealsOf(tx, ids)];
  // Whoever turned out to be the same person brought nobody.
  const isSelf = (id: string | null) => id !== null && ids.includes(id);
  const brought = guests.map((guest) => (isSelf(guest.broughtBy) ? { ...guest, broughtBy: null } : guest));
  const policyOf = (siteId: string, at: Date) => recordsPolicyAt(tx, siteId, at);
  return {
    now,
    guests: await Promise.all(brought.map(async (one) => ({ ...one, policy: await policyOf(one.siteId, one.heldAt) }))),
    deals: await Promise.all(deals.map(async (one) => ({ ...one, policy: await policyOf(one.siteId, one.closedAt) }))),
  };
};

/** Earns or takes back the difference between what is wanted for one thing and what was given for it. */
const settle = async (tx: Tx, settling: Settling, wanted: Wanted): Promise<void> => {
  const given = await lotsFor(tx, wanted.reference);
  const persons = await personsOf(tx, [...given.map(({ clientId }) => clientId), ...[wanted.clientId ?? []].flat()]);
  const isMeant = ({ clientId }: GivenLot) =>
    wanted.clientId !== null && persons.get(clientId) === persons.get(wanted.clientId);
  let missing = wanted.points;
  for (const lot of given) {
    const kept = isMeant(lot) ? Math.min(missing, lot.points - lot.revoked) : 0;
    missing -= kept;
    await revoke(tx, settling, { wanted, lot, points: lot.points - lot.revoked - kept });
  }
  if (missing > 0 && wanted.clientId !== null)
    await give(tx, settling, { wanted, clientId: wanted.clientId, points: missing });
};

type Giving = { readonly wanted: Wanted; readonly clientId: string; readonly points: number };

const give = async (tx: Tx, settling: Settling, { wanted, clientId, points }: Giving): Promise<void> => {
  if ((await restrictionOf(tx, clientId)) === 'erased') return;
  const today = siteDate(settling.now);
  const through = lastDayOf(today, wanted.policy.params['points.expireMonths']);
  const lot = { lotId: settling.newId(), clientId, through, remaining: points };
  const ledger = await lockLedger(tx, await idsOfPerson(tx, clientId));
  await write(tx, settling, {
    wanted,
    clientId,
    postings: earn(ledger, lot, { kind: 'earned', reason: wanted.reason }),
  });
};

type Revoking = { readonly wanted: Wanted; readonly lot: GivenLot; readonly points: number };

/** What expired is gone without being used: it is not taken back a second time. */
const revoke = async (tx: Tx, settling: Settling, { wanted, lot, points }: Revoking): Promise<void> => {
  if (points <= 0) return;
  const today = siteDate(settling.now);
  const before = await lockLedger(tx, await idsOfPerson(tx, lot.clientId));
  const over = expire(before, today);
  await write(tx, settling, { wanted, clientId: lot.clientId, postings: over });
  const mine = over.flatMap(({ takes }) => takes).filter(({ lotId }) => lotId === lot.lotId);
  const expired = mine.reduce((sum, take) => sum + take.points, lot.expired);
  const back = Math.min(points, lot.points - expired - lot.takenBack);
  await revokeLot(tx, lot.lotId, { points, back });
  if (back === 0) return;
  const postings = takeBack(after(before, over), { lotId: lot.lotId, clientId: lot.clientId, points: back, today });
  await write(tx, settling, { wanted, clientId: lot.clientId, postings });
};

type Writing = { readonly wanted: Wanted; readonly clientId: string; readonly postings: readonly Posting[] };

const write = async (tx: Tx, { now, newId, by }: Settling, { wanted, clientId, postings }: Writing): Promise<void> => {
  if (postings.length === 0) return;
  const explanationId = newId();
  const { explanation, reference } = wanted;
  await saveExplanation(tx, {
    id: explanationId,
    subject: { type: 'Client', id: clientId },
    siteId: null,
    explanation,
  });
  await writePostings(tx, postings, { reference, at: now, by, explanationId, newId });
};
