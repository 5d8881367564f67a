import { can, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { policyAt } from '@shouwen/kernel';
import { findSitePolicies } from '../policies/index.ts';
import { suspendedAt } from '../projections/index.ts';
import { type Floor, floorAt } from './floor.ts';
import { floorFacts } from './floorFacts.ts';
import { withSuspended } from './rotation.ts';
import type { RotationEvent } from './rotationEvents.ts';
import { readRotation } from './rotationStore.ts';

/** The floor as it is at that moment; null for whoever may not see it. */
export const floorOf = async (
  tx: Tx,
  viewer: Viewer,
  { siteId, now }: { siteId: string; now: Date },
): Promise<Floor | null> => {
  if (!can(viewer, 'rotation.read', siteId)) return null;
  const site = await findSitePolicies(tx, siteId);
  if (!site) return null;
  const suspended = await suspendedAt(tx, { siteId, at: now, zone: site.zone });
  const rotation = withSuspended(await readRotation(tx, siteId), suspended);
  return floorAt(floorFacts(rotation, { at: now, zone: site.zone, policy: policyAt(site.versions, now) }));
};

export type LogRow = {
  readonly entryNo: number;
  readonly at: Date;
  readonly kind: RotationEvent['type'];
  readonly consultantId: string | null;
  readonly position: number | null;
  readonly reason: string | null;
  readonly makeUp: string | null;
  readonly explanationId: string;
};

type LogPage = {
  readonly siteId: string;
  readonly date: string;
  readonly limit: number;
  readonly after: number | null;
};

/** A page of the log of a day, oldest first; one row more than the limit when more follow. */
export const logOfDay = async (tx: Tx, viewer: Viewer, { siteId, date, limit, after }: LogPage): Promise<LogRow[]> => {
  if (!can(viewer, 'rotation.read', siteId)) return [];
  return (await tx.query(
    `SELECT entry_no AS "entryNo", at, kind, consultant_id AS "consultantId", turn_position AS "position",
       event->>'reason' AS reason, event->>'makeUp' AS "makeUp", explanation_id AS "explanationId"
     FROM rotation_log WHERE site_id = $1 AND day = $2 AND entry_no > $3 ORDER BY entry_no LIMIT $4`,
    [siteId, date, after ?? 0, limit + 1],
  )) as LogRow[];
};
