import type { Permission, StaffViewer } from '@shouwen/access';
import { type DealDesk, dealDesk } from './dealDeskFixture.ts';

type House = Parameters<typeof dealDesk>[0];

export type Answered = {
  readonly __typename: string;
  readonly code?: string;
  readonly rule?: { readonly id: string };
  readonly deal?: { readonly id: string };
  readonly intent?: { readonly id: string } | null;
};

const refusal = '... on Refusal { code rule { id } message { zh en } }';
const deal = `id state stage paid { fen } paymentMethod price { fen } client { id } unit { id state } closedBy { id }
  consultants { staff { id } parts role } closedOn steps { step happenedAt by { id } papers { kind reference } }
  payments { kind amount { fen } } contracts { state drawnBy { id } checkedBy { id } } cancellation { fault on }`;
const intent = 'id state earnestMoney { fen } unit { id state } steps { step } contracts { state }';

/** The commands of deals, by the input they take. */
const inputs: Readonly<Record<string, string>> = {
  recordDeposit: 'RecordDepositInput',
  recordEarnestMoney: 'EarnestMoneyInput',
  returnEarnestMoney: 'DealStepInput',
  openContract: 'OpenContractInput',
  drawContract: 'DealStepInput',
  checkContract: 'CheckContractInput',
  reportContractFault: 'ContractFaultInput',
  signContract: 'SignContractInput',
  recordPayment: 'PaymentInput',
  fileDeal: 'DealStepInput',
  handOver: 'DealStepInput',
  swapUnit: 'SwapUnitInput',
  changeBuyer: 'ChangeBuyerInput',
  cancelDeal: 'CancelDealInput',
};
const ofDeals = ['recordDeposit', 'recordPayment', 'fileDeal', 'handOver', 'swapUnit', 'changeBuyer', 'cancelDeal'];

const mutation = (name: string): string => {
  const answer = ofDeals.includes(name)
    ? `... on DealRecorded { deal { ${deal} } }`
    : `... on SaleRecorded { deal { ${deal} } intent { ${intent} } }`;
  return `mutation ($input: ${inputs[name]}!) { act: ${name}(input: $input) { __typename ${answer} ${refusal} } }`;
};

export type Violation = {
  readonly staffId: string;
  readonly code: string;
  readonly dealId: string | null;
  readonly occurrences: number;
};

/** The desk of deals with everybody whom the later steps need. For tests. */
export const stepDesk = async (house: House) => {
  const desk = await dealDesk(house);
  const { newId, db } = house.world;
  const people = {
    li: desk.viewer(desk.li, 'contract.draw', 'unit.hold'),
    zhao: desk.viewer(desk.zhao, 'contract.draw', 'unit.hold'),
    checker: desk.viewer(newId(), 'deal.read', 'contract.check', 'contract.draw'),
    cashier: desk.viewer(newId(), 'deal.read', 'payment.record'),
    manager: desk.managerSees,
  } as const;
  type Person = keyof typeof people | StaffViewer;
  const viewerOf = (person: Person): StaffViewer => (typeof person === 'string' ? people[person] : person);

  /** What the graph answers to a command of that person at that time. */
  const act = async (person: Person, time: Date, command: readonly [string, object]): Promise<Answered> => {
    const [name, wanted] = command;
    const input = { idempotencyKey: desk.next(), ...wanted };
    return (await house.as(viewerOf(person), time).ask<{ act: Answered }>(mutation(name), { input })).act;
  };
  const violations = (dealId: string): Promise<Violation[]> =>
    db.read((tx) =>
      tx.query(
        `select staff_id as "staffId", code, deal_id as "dealId", occurrences from violation
         where deal_id = $1 or subject_id = $1 or subject_id in (select contract_id from deal_contract where deal_id = $1)
         order by code, staff_id`,
        [dealId],
      ),
    );
  const withMore = (staffId: string, ...more: Permission[]) => desk.viewer(staffId, ...more);
  return { ...desk, people, act, violations, withMore };
};

export type StepDesk = DealDesk & Awaited<ReturnType<typeof stepDesk>>;
