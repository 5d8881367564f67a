import { saveExplanation } from '@shouwen/access';
import { guardedUpdate, isUniqueViolation, type Tx } from '@shouwen/database';
import { reasoning, text } from '@shouwen/kernel';
import { endKeeping } from './keepingStore.ts';
import { isOver, type Keeping, type Unit, type UnitDescription, type UnitMove, unitMoves, unitName } from './unit.ts';

/** When something happens to a unit, and ids for what is written down about it. */
export type Moment = { readonly at: Date; readonly newId: () => string };

const columns = `u.unit_id as "unitId", u.site_id as "siteId", building, floor, number, layout,
  area_hundredths as "areaHundredths", orientation, list_price_fen as "listPriceFen", product, state,
  deal_id as "dealId", version, case when u.keeping_id is null then null else jsonb_build_object('keepingId', k.keeping_id,
    'kind', k.kind, 'staffId', k.staff_id, 'clientId', k.client_id, 'reason', k.reason) end as keeping,
  k.kept_at as "keptAt", k.ends_at as "endsAt"
  from unit u left join unit_keeping k on k.keeping_id = u.keeping_id`;

type Row = Unit & { readonly keptAt: Date; readonly endsAt: Date | null };

const toUnit = ({ keptAt, endsAt, ...unit }: Row): Unit =>
  unit.keeping === null
    ? unit
    : ({ ...unit, keeping: { ...unit.keeping, since: keptAt, until: endsAt } as Keeping } as Unit);

/**
 * The unit as it stands at that moment, locked until the end of the transaction; null when there is none. A hold that is over by
 * then is written down as ended first, if nobody did yet.
 */
export const lockUnit = async (tx: Tx, unitId: string, moment: Moment): Promise<Unit | null> => {
  // Locked first and read afterwards: what somebody else changed while we waited is seen whole.
  await tx.query('select 1 from unit where unit_id = $1 for update', [unitId]);
  const rows = (await tx.query(`select ${columns} where u.unit_id = $1`, [unitId])) as Row[];
  const unit = rows[0] ? toUnit(rows[0]) : null;
  return unit?.keeping && isOver(unit.keeping, moment.at) ? endOver(tx, unit, moment) : unit;
};

/** Units whose holds are over by then, oldest first, locked; those that somebody else holds are left for the next time. */
export const lockOverdue = async (
  tx: Tx,
  { now, siteId, limit }: { readonly now: Date; readonly siteId: string | null; readonly limit: number },
): Promise<string[]> => {
  const rows = (await tx.query(
    `select u.unit_id as "unitId" from unit u join unit_keeping k on k.keeping_id = u.keeping_id
     where k.ended_at is null and k.ends_at <= $1 and ($2::uuid is null or u.site_id = $2)
     order by k.ends_at, u.unit_id limit $3 for update of u skip locked`,
    [now, siteId, limit],
  )) as Pick<Unit, 'unitId'>[];
  return rows.map(({ unitId }) => unitId);
};

/** SR-9.01: ends a hold at its end; the unit is available from then on. */
const endOver = async (tx: Tx, unit: Unit, { at, newId }: Moment): Promise<Unit> => {
  const { keeping, siteId, unitId } = unit;
  if (keeping === null || keeping.until === null || !isOver(keeping, at)) return unit;
  const why = reasoning(keeping.until).apply('SR-9.01').fact('unit', unitName(unit)).fact('state', unit.state);
  why
    .fact('since', keeping.since.toISOString(), keeping.since)
    .fact('until', keeping.until.toISOString(), keeping.until);
  const explanation = why.explain(
    'over',
    text('保留到期，房源恢复可售。', 'The hold is over and the unit available again.'),
  );
  const id = newId();
  await saveExplanation(tx, { id, subject: { type: 'unit', id: unitId }, siteId, explanation });
  await endKeeping(tx, keeping.keepingId, { at: keeping.until, outcome: 'over', why: id });
  await putUnit(tx, unit, { state: 'available', deal_id: null, keeping_id: null });
  return { ...unit, state: 'available', dealId: null, keeping: null, version: unit.version + 1 };
};

/** The site of a unit, which never changes; null when there is no such unit. */
export const siteOfUnit = async (tx: Tx, unitId: string): Promise<string | null> => {
  const rows = (await tx.query('select site_id as "siteId" from unit where unit_id = $1', [unitId])) as Pick<
    Unit,
    'siteId'
  >[];
  return rows[0]?.siteId ?? null;
};

export type UnitStep = {
  readonly move: UnitMove;
  readonly at: Date;
  /** The deal that the unit is sold by from now on; the one it had unless told. */
  readonly dealId?: string;
  /** Who keeps it from now on. */
  readonly keepingId?: string;
  /** Id of the kept explanation. */
  readonly why: string;
};

/** Moves a unit that was locked and found to allow it. @throws ConcurrentChange when it is not as it was read */
export const moveUnit = async (tx: Tx, unit: Unit, { move, at, dealId, keepingId, why }: UnitStep): Promise<void> => {
  const { to } = unitMoves[move];
  const sold = to === 'subscribed' || to === 'contracted' || to === 'handed-over';
  const outcome = sold ? 'subscribed' : 'released';
  if (unit.keeping) await endKeeping(tx, unit.keeping.keepingId, { at, outcome, why });
  await putUnit(tx, unit, {
    state: to,
    deal_id: sold ? (dealId ?? unit.dealId) : null,
    keeping_id: to === 'reserved' || to === 'held' ? (keepingId ?? null) : null,
  });
};

const putUnit = (tx: Tx, { unitId, version, state }: Unit, set: Readonly<Record<string, unknown>>): Promise<void> =>
  guardedUpdate(tx, 'unit', { where: { unit_id: unitId, version, state }, set });

export type NewListPrice = { readonly listPriceFen: number; readonly at: Date; readonly by: string };

/** Keeps another list price beside those before it. @throws ConcurrentChange when the unit is not as it was read */
export const saveListPrice = async (tx: Tx, unit: Unit, { listPriceFen, at, by }: NewListPrice): Promise<void> => {
  await putUnit(tx, unit, { list_price_fen: listPriceFen });
  await tx.query(
    `insert into unit_list_price (unit_id, number, list_price_fen, since, changed_by)
     select $1, max(number) + 1, $2, $3, $4 from unit_list_price where unit_id = $1`,
    [unit.unitId, listPriceFen, at, by],
  );
};

export type NewUnit = UnitDescription & { readonly unitId: string };
export type Entered = { readonly siteId: string; readonly at: Date; readonly by: string };

/** Adds units, all available. False when one of them is there already; then the transaction can only be rolled back. */
export const insertUnits = async (tx: Tx, { siteId, at, by }: Entered, units: readonly NewUnit[]): Promise<boolean> => {
  try {
    await tx.query(
      `insert into unit (site_id, unit_id, building, floor, number, layout, area_hundredths, orientation,
         list_price_fen, product, state)
       select $1, u.*, 'available' from unnest($2::uuid[], $3::text[], $4::int[], $5::text[], $6::text[], $7::int[],
         $8::text[], $9::bigint[], $10::text[]) as u`,
      [
        siteId,
        units.map(({ unitId }) => unitId),
        units.map(({ building }) => building),
        units.map(({ floor }) => floor),
        units.map(({ number }) => number),
        units.map(({ layout }) => layout),
        units.map(({ areaHundredths }) => areaHundredths),
        units.map(({ orientation }) => orientation),
        units.map(({ listPriceFen }) => listPriceFen),
        units.map(({ product }) => product),
      ],
    );
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
  await tx.query(
    `insert into unit_list_price (unit_id, number, list_price_fen, since, changed_by)
     select unit_id, 1, list_price_fen, $2, $3 from unit where unit_id = any($1::uuid[])`,
    [units.map(({ unitId }) => unitId), at, by],
  );
  return true;
};
