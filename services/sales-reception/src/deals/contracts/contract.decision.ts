import {
  accepted,
  type Decision,
  type Reasoning,
  type Refusal,
  reasoning,
  refused,
  type Text,
  text,
} from '@shouwen/kernel';
import type { ContractOutcome, LiveContract } from './contract.ts';

export type ContractFacts = {
  /** The contract that counts; null when there is none. */
  readonly contract: LiveContract | null;
  /** Whether a contract may be drawn up where none counts: neither filed nor cancelled; a faulty one is drawn up anew. */
  readonly awaitsContract: boolean;
  /** Who acts. */
  readonly staffId: string;
  readonly at: Date;
};
export type ContractRefusal = Refusal<'CONTRACT_STATE' | 'OWN_CONTRACT'>;
type Decided<Event> = Decision<Event, ContractRefusal>;

export type ContractDrawn = { readonly type: 'ContractDrawn'; readonly drawnBy: string };
export type ContractChecked = { readonly type: 'ContractChecked'; readonly outcome: ContractOutcome };
export type ContractSigned = { readonly type: 'ContractSigned'; readonly drawnBy: string; readonly checkedBy: string };
/** Booked to both, each a violation of their own. */
export type ContractFaultFound = { readonly type: 'ContractFaultFound'; readonly bookedTo: readonly [string, string] };

/** SR-9.04: one draws the contract up, where none counts yet. */
export const decideDrawContract = (facts: ContractFacts): Decided<ContractDrawn> => {
  const why = reasonsOf(facts);
  if (facts.contract || !facts.awaitsContract) return wrongState(why);
  const summary = text('合同已拟定，待他人复核。', 'The contract is drawn up; another checks it.');
  return accepted([{ type: 'ContractDrawn', drawnBy: facts.staffId }], why.explain('drawn', summary));
};

/** SR-9.04: another checks it, never who drew it up. */
export const decideCheckContract = (facts: ContractFacts, outcome: ContractOutcome): Decided<ContractChecked> => {
  const why = reasonsOf(facts).fact('outcome', outcome);
  if (facts.contract?.state !== 'drawn') return wrongState(why);
  if (facts.contract.drawnBy === facts.staffId) {
    const message = text('拟定人不得复核本人拟定的合同。', 'Nobody checks a contract that they drew up.');
    return refused({ code: 'OWN_CONTRACT', rule: 'SR-9.04', message }, why.explain('refused', message));
  }
  const summary =
    outcome === 'correct'
      ? text('合同复核无误，可以签署。', 'The contract is correct and may be signed.')
      : text('合同退回重拟。', 'The contract is sent back; another is to be drawn up.');
  return accepted([{ type: 'ContractChecked', outcome }], why.explain(outcome, summary));
};

/** SR-9.02: only a contract that another checked is signed. */
export const decideSignContract = (facts: ContractFacts): Decided<ContractSigned> => {
  const why = reasonsOf(facts);
  if (facts.contract?.state !== 'correct' || !facts.awaitsContract) return wrongState(why);
  const { drawnBy, checkedBy } = facts.contract;
  const summary = text('合同已签署。', 'The contract is signed.');
  return accepted([{ type: 'ContractSigned', drawnBy, checkedBy }], why.explain('signed', summary));
};

/** SR-9.04: what both overlooked is booked to both, once for the unit. */
export const decideContractFault = (facts: ContractFacts): Decided<ContractFaultFound> => {
  const why = reasonsOf(facts).apply('FI-3');
  const { contract } = facts;
  if (contract?.state !== 'correct' && contract?.state !== 'signed') return wrongState(why);
  const summary = text('合同差错记于拟定人与复核人。', 'The fault is booked to author and checker.');
  const bookedTo = [contract.drawnBy, contract.checkedBy] as const;
  return accepted([{ type: 'ContractFaultFound', bookedTo }], why.explain('booked', summary));
};

const reasonsOf = ({ contract, at, staffId }: ContractFacts): Reasoning => {
  const why = reasoning(at)
    .apply('SR-9.02', 'SR-9.04')
    .fact('contract', contract?.state ?? 'none')
    .fact('by', staffId);
  if (contract) why.fact('drawnBy', contract.drawnBy, contract.drawnAt);
  if (contract && contract.state !== 'drawn') why.fact('checkedBy', contract.checkedBy, contract.checkedAt);
  return why;
};

const wrongState = (why: Reasoning): Decision<never, ContractRefusal> =>
  refused({ code: 'CONTRACT_STATE', rule: 'SR-9.04', message: notNow }, why.explain('refused', notNow));

const notNow: Text = text('合同目前的状态不允许此操作。', 'The contract is in a state that does not allow this.');
