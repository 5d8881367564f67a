import { actorOf, saveExplanation, systemViewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { reasoning, siteDate, text } from '@shouwen/kernel';
import type { DueWork } from '@shouwen/timers';
import { expire, type Ledger } from './ledger.ts';
import { clientsWithOverdueLots, lockLedger, writePostings } from './ledgerStore.ts';

const by = actorOf(systemViewer('client-records'));

export type Expiring = { readonly now: Date; readonly newId: () => string };

/** Writes off what is over in this ledger, each record with its reasons. */
export const writeExpired = async (tx: Tx, ledger: Ledger, { now, newId }: Expiring): Promise<void> => {
  const today = siteDate(now);
  for (const posting of expire(ledger, today)) {
    const explanationId = newId();
    const why = reasoning(now).apply('CR-6.04').fact('expired', -posting.points).fact('today', today);
    const explanation = why.explain('EXPIRED', text('积分到期。', 'The points expired.'));
    const [first] = posting.takes;
    if (!first) continue;
    const subject = { type: 'Client', id: posting.clientId };
    await saveExplanation(tx, { id: explanationId, subject, siteId: null, explanation });
    const reference = { kind: 'lot', id: first.lotId } as const;
    await writePostings(tx, [posting], { reference, at: now, by, explanationId, newId });
  }
};

/** CR-6.04: points expire; whoever reads before the timer came does not count them any more. */
const expirePoints: DueWork = {
  name: 'loyalty.expire',
  batch: async ({ db, newId }, { now, siteId }) =>
    siteId !== null
      ? 0
      : db.transaction(async (tx) => {
          const clientIds = await clientsWithOverdueLots(tx, siteDate(now), 100);
          for (const clientId of clientIds) await writeExpired(tx, await lockLedger(tx, [clientId]), { now, newId });
          return clientIds.length;
        }),
};

export const loyaltyDueWork: readonly DueWork[] = [expirePoints];
