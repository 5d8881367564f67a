import type { Tx } from '@shouwen/database';
import { type AccountRef, accountKey, type Entry } from '../../ledger/index.ts';
import { applyWithholdings } from '../withholding/withhold.ts';
import type { SetOffReason } from './explainSetOff.ts';
import { setOffPaid } from './setOffPaid.ts';

export type Settlement = {
  readonly dealId: string | null;
  readonly siteId: string;
  readonly occurredAt: Date;
  readonly cause: string;
  readonly because: SetOffReason;
  readonly entries: readonly Entry[];
};

/**
 * What follows from a posting for those whose commission it changed: what a sanction keeps back of it (FI-1.06), then what was
 * paid already and is owed no longer (FI-1.05). One person after the other in a fixed order, so that nobody waits in a circle.
 */
export const settleAfter = async (tx: Tx, settlement: Settlement, newId: () => string): Promise<void> => {
  for (const account of touchedBy(settlement.entries)) {
    const { siteId, holderId } = account;
    const { occurredAt, cause } = settlement;
    if (account.kind === 'commission-payable' && holderId !== null)
      await applyWithholdings(tx, { siteId, staffId: holderId, at: occurredAt, cause }, newId);
    await setOffPaid(tx, { ...settlement, accounts: [account] }, newId);
  }
};

const touchedBy = (entries: readonly Entry[]): AccountRef[] => {
  const owed = entries.map(({ account }) => account).filter(({ kind }) => owedKinds.includes(kind));
  const once = new Map(owed.map((account) => [accountKey(account), account]));
  return [...once.values()].sort((a, b) => (accountKey(a) < accountKey(b) ? -1 : 1));
};

const owedKinds: readonly AccountRef['kind'][] = ['commission-payable', 'introducer-payable'];
