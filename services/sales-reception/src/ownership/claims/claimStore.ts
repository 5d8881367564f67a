import { guardedUpdate, type Tx } from '@shouwen/database';
import { unreachable } from '@shouwen/kernel';
import { personOf } from '../../projections/index.ts';
import type { Claim, ClaimEvent } from './claim.ts';
import type { DueTimes } from './dueClaims.ts';

export type ClientAtSite = { readonly siteId: string; readonly clientId: string };

/**
 * Whoever changes the ownership of a client takes this first and reads afterwards. Held until the transaction ends; two clients who are
 * one person (CR-1.05) share it.
 */
export const lockClient = async (tx: Tx, { siteId, clientId }: ClientAtSite): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `ownership:${siteId}:${await personOf(tx, clientId)}`,
  ]);
};

/** Every claim there ever was on the person, oldest first, under whichever client it was made (CR-1.05). */
export const claimsOf = async (tx: Tx, { siteId, clientId }: ClientAtSite): Promise<Claim[]> =>
  (await tx.query(
    `SELECT ${claimColumns} FROM claim WHERE site_id = $1 AND client_id = ANY(clients_of_person($2)) ORDER BY opened_at, claim_id`,
    [siteId, clientId],
  )) as Claim[];

/** The id of the kept explanation, and when the claim is due, where the event opens or moves a window. */
export type Written = { readonly why: string; readonly due: Partial<DueTimes> };

/** Writes what happened. @throws ConcurrentChange when the claim was ended meanwhile */
export const saveClaimEvent = async (tx: Tx, event: ClaimEvent, { why, due }: Written): Promise<void> => {
  if (event.type === 'ClaimOpened') return insertClaim(tx, event.claim, { why, due });
  // A deal may still be divided when the claim it was closed under is over, and a ruling divides anew what was divided before.
  const guard = event.type === 'ClaimShared' ? {} : { status: 'open' };
  const where = { claim_id: event.claimId, ...guard };
  await guardedUpdate(tx, 'claim', { where, set: { ...columnsOf(event, why), ...dueColumns(due), latest_why: why } });
};

const columnsOf = (event: Exclude<ClaimEvent, { type: 'ClaimOpened' }>, why: string): Record<string, unknown> => {
  switch (event.type) {
    case 'ClaimExtended': {
      const { windowFrom, validThrough, freshThrough } = event;
      return { window_from: windowFrom, valid_through: validThrough, fresh_through: freshThrough };
    }
    case 'ClaimConfirmed':
      return { confirmation: 'given' };
    case 'ClaimShared':
      return { sharing: JSON.stringify(event.sharing) };
    case 'ClaimEnded': {
      const { endedAt, endedOn, reason } = event;
      return { status: 'ended', ended_at: endedAt, ended_on: endedOn, end_reason: reason, ended_why: why };
    }
    default:
      return unreachable(event);
  }
};

const dueColumns = ({ lapsesAt, warnAt }: Partial<DueTimes>): Record<string, unknown> => ({
  ...(lapsesAt === undefined ? {} : { lapses_at: lapsesAt }),
  ...(warnAt === undefined ? {} : { warn_at: warnAt }),
});

const insertClaim = async (tx: Tx, claim: Claim, { why, due }: Written): Promise<void> => {
  await tx.query(
    `INSERT INTO claim (claim_id, site_id, client_id, consultant_id, opened_by, source_id, opened_at, opened_on, window_from,
       valid_through, fresh_through, confirmation, status, sharing, opened_why, latest_why, lapses_at, warn_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'open', $13, $14, $14, $15, $16)`,
    [
      claim.claimId,
      claim.siteId,
      claim.clientId,
      claim.consultantId,
      claim.openedBy,
      claim.sourceId,
      claim.openedAt,
      claim.openedOn,
      claim.windowFrom,
      claim.validThrough,
      claim.freshThrough,
      claim.confirmation,
      claim.sharing && JSON.stringify(claim.sharing),
      why,
      due.lapsesAt,
      due.warnAt,
    ],
  );
};

/** In the shape of `Claim`. */
export const claimColumns = `claim_id AS "claimId", site_id AS "siteId", client_id AS "clientId",
  consultant_id AS "consultantId", opened_by AS "openedBy", source_id AS "sourceId", opened_at AS "openedAt",
  opened_on AS "openedOn", window_from AS "windowFrom", valid_through AS "validThrough", fresh_through AS "freshThrough",
  confirmation, status, sharing, ended_at AS "endedAt",
  ended_on AS "endedOn", end_reason AS "endReason"`;
