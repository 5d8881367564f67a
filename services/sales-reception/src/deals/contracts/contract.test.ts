import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import {
  type ContractFacts,
  decideCheckContract,
  decideContractFault,
  decideDrawContract,
  decideSignContract,
} from './contract.decision.ts';
import type { LiveContract } from './contract.ts';

const at = new Date('2026-03-03T10:00:00+08:00');
const drawn: LiveContract = { state: 'drawn', contractId: 'c', dealId: 'd', drawnBy: 'li', drawnAt: at };
const correct: LiveContract = { ...drawn, state: 'correct', checkedBy: 'zhou', checkedAt: at };
const signed: LiveContract = { ...correct, state: 'signed', signedAt: at };
const facts = (contract: LiveContract | null, staffId = 'zhou', awaitsContract = true): ContractFacts => ({
  contract,
  awaitsContract,
  staffId,
  at,
});

describe('SR-9.04 a contract is drawn up by one and checked by another', () => {
  it('is drawn up where none counts yet', () => {
    given(facts(null, 'li')).when(decideDrawContract).thenAccepted({ drawnBy: 'li' }).citing('SR-9.04');
    for (const contract of [drawn, correct, signed])
      given(facts(contract, 'li')).when(decideDrawContract).thenRefused('CONTRACT_STATE', 'SR-9.04');
    given(facts(null, 'li', false))
      .when(decideDrawContract)
      .thenRefused('CONTRACT_STATE');
  });

  it.each(['correct', 'returned'] as const)('is found %s by another, never by its author', (outcome) => {
    given(facts(drawn), outcome).when(decideCheckContract).thenAccepted({ outcome });
    given(facts(drawn, 'li'), outcome).when(decideCheckContract).thenRefused('OWN_CONTRACT', 'SR-9.04');
  });

  it('is checked once', () => {
    for (const contract of [null, correct, signed])
      given(facts(contract), 'correct' as const)
        .when(decideCheckContract)
        .thenRefused('CONTRACT_STATE');
  });

  it('is signed only when it was found correct', () => {
    given(facts(correct, 'li')).when(decideSignContract).thenAccepted({ drawnBy: 'li', checkedBy: 'zhou' });
    for (const contract of [null, drawn, signed])
      given(facts(contract, 'li')).when(decideSignContract).thenRefused('CONTRACT_STATE', 'SR-9.04');
    given(facts(correct, 'li', false))
      .when(decideSignContract)
      .thenRefused('CONTRACT_STATE');
  });

  it('a fault that both overlooked is booked to both, before and after the signatures', () => {
    for (const contract of [correct, signed])
      given(facts(contract, 'chen'))
        .when(decideContractFault)
        .thenAccepted({ bookedTo: ['li', 'zhou'] })
        .citing('SR-9.04', 'FI-3');
    for (const contract of [null, drawn])
      given(facts(contract)).when(decideContractFault).thenRefused('CONTRACT_STATE');
    expect(decideContractFault(facts(correct))).toMatchObject({ events: [{ bookedTo: ['li', 'zhou'] }] });
  });
});
