import { canSomewhere, sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { PageRequest } from '@shouwen/subgraph';
import type { Fine, FineState } from './fine.ts';
import { type FineStep, selectFines } from './fineStore.ts';
import { proposalsToManagement } from './schedule/effects.ts';
import type { Suspension } from './suspension.ts';
import { selectSuspensions } from './suspensionStore.ts';
import type { RecordedViolation } from './violation.ts';
import { selectViolations } from './violationStore.ts';

/** Whose fines a viewer may know of: all of some sites, and at some sites the own ones. */
const sight = (viewer: Viewer): unknown[] => {
  const [all, own] = [sitesWhere(viewer, 'fine.read'), sitesWhere(viewer, 'fine.readOwn')];
  const self = viewer.kind === 'staff' && canSomewhere(viewer, 'fine.readOwn') ? viewer.staffId : null;
  return [all === '*' ? null : all, own === '*' ? null : own, self];
};

const seen = `(($1::uuid[] is null or fine.site_id = any($1)) or
  (fine.staff_id = $3::uuid and ($2::uuid[] is null or fine.site_id = any($2))))`;

/** These fines, as far as the viewer may know of them. */
export const finesByIds = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Fine[]> =>
  tx.query(`${selectFines} where ${seen} and fine.id = any($4::uuid[])`, [...sight(viewer), ids]);

export type FinesWanted = {
  readonly siteId: string | null;
  readonly staffId: string | null;
  readonly state: FineState | null;
  /** Only those that propose something to management. */
  readonly proposing: boolean;
  readonly page: PageRequest<string[]>;
};

/** A page of fines that the viewer may know of, newest act first; one row more than the limit when more follow. */
export const finesOf = async (tx: Tx, viewer: Viewer, wanted: FinesWanted): Promise<Fine[]> => {
  const { siteId, staffId, state, proposing, page } = wanted;
  return tx.query(
    `${selectFines} where ${seen} and ($4::uuid is null or fine.site_id = $4) and ($5::uuid is null or fine.staff_id = $5)
       and ($6::text is null or fine.state = $6)
       and ($7::text[] is null or (fine.effects && $7 and fine.state in ('confirmed', 'contested', 'deducted')))
       and ($8::timestamptz is null or (fine.occurred_at, fine.id) < ($8, $9::uuid))
     order by fine.occurred_at desc, fine.id desc limit $10`,
    [
      ...sight(viewer),
      ...[siteId, staffId, state, proposing ? proposalsToManagement : null],
      ...[page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit + 1],
    ],
  );
};

/** The steps of fines that the viewer was found to know of, oldest first. */
export const stepsOfFines = async (tx: Tx, fineIds: readonly string[]): Promise<FineStep[]> =>
  tx.query(
    `select id, fine_id as "fineId", step, at, by_staff as by, amount_fen as "amountFen", reason,
       explanation_id as "explanationId"
     from fine_step where fine_id = any($1::uuid[]) order by at, id`,
    [fineIds],
  );

/** The suspension of each of these fines, the latest of them. */
export const suspensionsOfFines = async (tx: Tx, fineIds: readonly string[]): Promise<Suspension[]> =>
  tx.query(`${selectSuspensions} where fine_id = any($1::uuid[]) order by imposed_at, id`, [fineIds]);

export type ViolationRow = RecordedViolation & { readonly explanationId: string };

/** The violations of a site for which no fine stands, newest first; the viewer may propose fines there, and is not told of their own. */
export const finableViolationsOf = async (
  tx: Tx,
  { siteId, exceptFor, page }: { siteId: string; exceptFor: string | null; page: PageRequest<string[]> },
): Promise<ViolationRow[]> =>
  tx.query(
    `${selectViolations} violation where site_id = $1 and staff_id is distinct from $2::uuid and not exists (
         select from fine where fine.violation_id = violation.violation_id
           and fine.state in ('proposed', 'confirmed', 'contested', 'deducted'))
       and ($3::timestamptz is null or (occurred_at, violation_id) < ($3, $4::uuid))
     order by occurred_at desc, violation_id desc limit $5`,
    [siteId, exceptFor, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit + 1],
  );
