import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Contract, LiveContract } from './contract.ts';

type Row = {
  readonly contractId: string;
  readonly dealId: string;
  readonly drawnBy: string;
  readonly drawnAt: Date;
  readonly checkedBy: string | null;
  readonly checkedAt: Date | null;
  readonly outcome: 'correct' | 'returned' | null;
  readonly signedAt: Date | null;
  readonly faultFoundAt: Date | null;
  readonly supersededAt: Date | null;
};

const columns = `contract_id as "contractId", deal_id as "dealId", drawn_by as "drawnBy", drawn_at as "drawnAt",
  checked_by as "checkedBy", checked_at as "checkedAt", outcome, signed_at as "signedAt", fault_found_at as "faultFoundAt",
  superseded_at as "supersededAt"`;

const toContract = (row: Row): Contract => {
  const { checkedBy, checkedAt, outcome, signedAt, faultFoundAt, supersededAt, ...drawn } = row;
  if (supersededAt) return { ...drawn, state: 'superseded', supersededAt };
  if (checkedBy === null || checkedAt === null) return { ...drawn, state: 'drawn' };
  const checked = { ...drawn, checkedBy, checkedAt };
  if (outcome === 'returned') return { ...checked, state: 'returned' };
  if (faultFoundAt) return { ...checked, state: 'faulty', signedAt, faultFoundAt };
  return signedAt ? { ...checked, state: 'signed', signedAt } : { ...checked, state: 'correct' };
};

/** Every contract that was drawn up for these deals or intents, oldest first. */
export const contractsOf = async (tx: Tx, dealIds: readonly string[]): Promise<Contract[]> => {
  const rows = (await tx.query(
    `select ${columns} from deal_contract where deal_id = any($1::uuid[]) order by deal_id, drawn_at, contract_id`,
    [dealIds],
  )) as Row[];
  return rows.map(toContract);
};

/** The contract that counts, null when there is none; its deal or intent must be locked. */
export const liveContractOf = async (tx: Tx, dealId: string): Promise<LiveContract | null> =>
  (await contractsOf(tx, [dealId])).find(isLive) ?? null;

/** A contract there was, and none that is signed counts: the signed one was found faulty, and another is not signed yet (SR-9.04). */
export const awaitsNewContract = async (tx: Tx, dealId: string): Promise<boolean> => {
  const contracts = await contractsOf(tx, [dealId]);
  return contracts.length > 0 && !contracts.some(({ state }) => state === 'signed');
};

const isLive = (contract: Contract): contract is LiveContract =>
  contract.state !== 'returned' && contract.state !== 'faulty' && contract.state !== 'superseded';

/** Keeps a new contract; the database refuses it while another one counts. The deal or intent must be locked. */
export const insertContract = async (tx: Tx, contract: Extract<Contract, { state: 'drawn' }>): Promise<void> => {
  const { contractId, dealId, drawnBy, drawnAt } = contract;
  await tx.query('insert into deal_contract (contract_id, deal_id, drawn_by, drawn_at) values ($1, $2, $3, $4)', [
    contractId,
    dealId,
    drawnBy,
    drawnAt,
  ]);
};

export const saveCheck = (
  tx: Tx,
  contractId: string,
  check: { readonly by: string; readonly at: Date; readonly outcome: 'correct' | 'returned' },
): Promise<void> =>
  guardedUpdate(tx, 'deal_contract', {
    where: { contract_id: contractId, outcome: null, superseded_at: null },
    set: { checked_by: check.by, checked_at: check.at, outcome: check.outcome },
  });

export const saveSignature = (tx: Tx, contractId: string, signedAt: Date): Promise<void> =>
  guardedUpdate(tx, 'deal_contract', {
    where: { contract_id: contractId, outcome: 'correct', signed_at: null, fault_found_at: null, superseded_at: null },
    set: { signed_at: signedAt },
  });

export const saveFault = (
  tx: Tx,
  contractId: string,
  found: { readonly by: string; readonly at: Date },
): Promise<void> =>
  guardedUpdate(tx, 'deal_contract', {
    where: { contract_id: contractId, outcome: 'correct', fault_found_at: null },
    set: { fault_found_at: found.at, fault_found_by: found.by },
  });

/** The terms changed: what was drawn up for the old ones, and not signed, does not count any more (SR-9.04). */
export const supersedeUnsigned = async (tx: Tx, dealId: string, at: Date): Promise<void> => {
  await tx.query(
    `update deal_contract set superseded_at = $2
     where deal_id = $1 and signed_at is null and fault_found_at is null and superseded_at is null
       and outcome is distinct from 'returned'`,
    [dealId, at],
  );
};
