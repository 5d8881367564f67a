import { fineConfirmedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { appendToOutbox } from '@shouwen/messaging';
import type { Fine } from '../fine.ts';
import type { Effect } from '../schedule/effects.ts';
import type { SanctionAct } from './keepStep.ts';

export type Confirmed = {
  readonly fine: Fine;
  readonly amountFen: number;
  readonly effects: readonly Effect[];
  readonly confirmedAt: Date;
};

/** Tells that a fine is confirmed, with the amount that counts from now on; told again when that changes. */
export const tellConfirmed = async (
  tx: Tx,
  { now, newId }: Pick<SanctionAct, 'now' | 'newId'>,
  { fine, amountFen, effects, confirmedAt }: Confirmed,
): Promise<void> => {
  const { id, siteId, staffId, violationId, code } = fine;
  const about = { fineId: id, siteId, staffId, violationId, code, amountFen };
  const data = { ...about, sideEffects: [...effects], confirmedAt: confirmedAt.toISOString() };
  const aggregate = { type: fineConfirmedV1.aggregate, id };
  await appendToOutbox(tx, [{ event: fineConfirmedV1, aggregate, at: now, data, id: newId() }]);
};
