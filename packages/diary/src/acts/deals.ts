import { parseYuan } from '@shouwen/kernel';
import type { DiaryRow } from '../diaryRow.ts';
import {
  type Act,
  carriedOut,
  type DiaryRun,
  type Explained,
  type Outcome,
  phoneKey,
  turnedDown,
} from '../diaryRun.ts';
import { accepted, isRefused, refusalFields } from '../gatewayClient.ts';
import { ownerNow, personCalled } from './contacts.ts';
import { identify, lookUp } from './identify.ts';

const addUnits = `mutation ($input: AddUnitsInput!) { addUnits(input: $input) {
  __typename ... on UnitsAdded { units { id } } ${refusalFields} } }`;
const recordDeposit = `mutation ($input: RecordDepositInput!) { recordDeposit(input: $input) {
  __typename ... on DealRecorded { deal { id consultants { staff { id } } explanation { applied { id } } } } ${refusalFields} } }`;
const cancelDeal = `mutation ($input: CancelDealInput!) { cancelDeal(input: $input) {
  __typename ... on DealRecorded { deal { cancellation { explanation { applied { id } } } } } ${refusalFields} } }`;

type Deal = {
  readonly deal: {
    readonly id: string;
    readonly consultants: readonly { readonly staff: { readonly id: string } }[];
    readonly explanation: Explained;
  };
};
type Cancelled = { readonly deal: { readonly cancellation: { readonly explanation: Explained } } };

/** `@receiver` takes the formal deposit for a unit at a price, `1-0301 1478960`. */
export const deposit: Act = async (run, row) => {
  const visitor = await lookUp(run, row, row.phone);
  if (visitor === null) {
    const unknown = await identify(run, row);
    return isRefused(unknown) ? turnedDown(unknown) : deposit(run, row);
  }
  const [unit = '', yuan = ''] = row.note.split(' ');
  const price = parseYuan(yuan);
  if (price === null) return unreadable(row.note);
  const { site } = run;
  const visit = run.visits.get(phoneKey(row.phone));
  const receiver = visit?.consultantId ? site.nameOf(visit.consultantId) : await ownerNow(run, row, visitor.clientId);
  const answer = await personCalled(run, receiver ?? site.manager.name).command<Deal>(row.at, recordDeposit, {
    unitId: await unitOnSale(run, row, { unit, price }),
    clientId: visitor.clientId,
    ...(visit ? { visitId: visit.visitId } : {}),
    price,
  });
  if (isRefused(answer)) return turnedDown(answer, receiver);
  run.deals.set(phoneKey(row.phone), answer.deal.id);
  const sharers = answer.deal.consultants.map(({ staff }) => site.nameOf(staff.id)).join('、');
  return carriedOut(answer.deal.explanation, { consultant: sharers });
};

/** A diary holds no inventory: what it names goes on sale at its price when it is first named. */
const unitOnSale = async (run: DiaryRun, { at }: DiaryRow, { unit, price }: { unit: string; price: number }) => {
  const known = run.units.get(unit);
  if (known) return known;
  const [building = '', number = ''] = unit.split('-');
  const { units } = accepted(
    await run.site.manager.command<{ units: { id: string }[] }>(at, addUnits, {
      siteId: run.site.siteId,
      units: [
        {
          building,
          floor: Number(number.slice(0, -2)) || 1,
          number,
          layout: '三房',
          area: 100,
          orientation: '南',
          listPrice: price,
        },
      ],
    }),
  );
  const id = units[0]?.id ?? '';
  run.units.set(unit, id);
  return id;
};

const faults: Readonly<Record<string, string>> = { client: 'CLIENT', consultant: 'CONSULTANT', developer: 'DEVELOPER' };

/** The manager cancels the client's deal; the note says whose fault it is. */
export const cancel: Act = async (run, row) => {
  const dealId = run.deals.get(phoneKey(row.phone)) ?? '00000000-0000-7000-8000-000000000000';
  const input = { dealId, fault: faults[row.note] ?? 'NONE' };
  const answer = await run.site.manager.command<Cancelled>(row.at, cancelDeal, input);
  return isRefused(answer) ? turnedDown(answer) : carriedOut(answer.deal.cancellation.explanation);
};

const unreadable = (note: string): Outcome => ({
  outcome: 'failed',
  consultant: null,
  turn: null,
  rules: [],
  code: null,
  reason: { zh: `无法读出房号与价格：${note}`, en: `no unit and price can be read in "${note}"` },
});
