import { demoClientsOf } from './clients.ts';
import { demoSites, demoStaffIn } from './company.ts';
import { clock, demoDay, demoTime } from './historyDays.ts';
import type { DemoStep } from './historyStep.ts';
import { type DemoArrival, type DemoPlan, showcaseClient } from './plans.ts';
import type { DemoSalesSite } from './salesSites.ts';
import { demoReservedUnit, demoUnits } from './units.ts';

type Deposit = Extract<DemoStep, { does: 'deposit' }>;
type Buying = { readonly client: number; readonly visit: DemoArrival; readonly number: number };

/** The deposits of a site in their order, and the one that came to nothing. */
export const dealsOf = (site: DemoSalesSite, plans: readonly DemoPlan[]): DemoStep[] => {
  const buying = plans
    .flatMap(({ client, visits }) => visits.map((visit, number): Buying => ({ client, visit, number })))
    .filter(({ visit }) => visit.buys)
    .sort((a, b) => a.visit.day - b.visit.day || a.visit.minute - b.visit.minute);
  const deposits = buying.flatMap((one, order) => depositOf(site, one, order));
  const given = site === 'riverside' ? buying[2] : undefined;
  const papers = deposits.filter(isContracted(given)).flatMap((deposit) => papersOf(site, deposit));
  return [...deposits, ...papers, ...(given ? [cancellationOf(given)] : [])];
};

/** The first four of a site, and the buyer of whom the examples speak; but not who gave the deposit up. */
const isContracted =
  (given: Buying | undefined) =>
  ({ key }: Deposit, order: number): boolean =>
    key !== depositKey(given?.client ?? -1) && (order < 4 || key === depositKey(showcaseClient));

const depositKey = (client: number): string => `deposit-${client}`;

/** SR-9.02, SR-9.04: the deposit of 20,000 yuan, the contract drawn up, checked and signed, and 30 per cent paid down. */
const papersOf = (site: DemoSalesSite, { key: deal, at, unit, discountBasisPoints }: Deposit): DemoStep[] => {
  const { listPriceFen = 0 } = demoUnits[site][unit] ?? {};
  const priceFen = (listPriceFen * (10_000 - discountBasisPoints)) / 10_000;
  const after = (days: number, minute: number) => demoTime(demoDay(at) + days, minute);
  return [
    { key: `pay-${deal}`, does: 'pay', at: after(0, clock(18)), deal, kind: 'deposit', amountFen: 2_000_000 },
    { key: `draw-${deal}`, does: 'contract', at: after(2, clock(10)), deal, step: 'draw' },
    { key: `check-${deal}`, does: 'contract', at: after(2, clock(15)), deal, step: 'check' },
    { key: `sign-${deal}`, does: 'contract', at: after(3, clock(11)), deal, step: 'sign' },
    {
      ...{ key: `pay-down-${deal}`, does: 'pay', at: after(3, clock(11, 30)), deal, kind: 'instalment' },
      amountFen: Math.round(priceFen * 0.3),
    },
  ];
};

const depositOf = (site: DemoSalesSite, { client: number, visit, number: nth }: Buying, order: number): Deposit[] => {
  const client = demoClientsOf(site)[number];
  if (!client) return [];
  return [
    {
      key: `deposit-${number}`,
      does: 'deposit',
      at: demoTime(visit.day, visit.minute + 35),
      visit: `visit-${number}-${nth}`,
      client,
      unit: unitOf(site, order),
      discountBasisPoints: site === 'riverside' && order === 3 ? 200 : 0,
      ...channelOf(site, order),
    },
  ];
};

/** Every seventh of the price list, past the one that the developer keeps. */
const unitOf = (site: DemoSalesSite, order: number): number => {
  const { length } = demoUnits[site];
  const free = Array.from({ length }, (_, step) => (step * 7 + 4) % length);
  const kept = site === demoReservedUnit.site ? demoReservedUnit.number : -1;
  return free.filter((unit) => unit !== kept)[order] ?? 0;
};

/** Under the preset of 云栖里 a channel has its part of the commission (SR-5). */
const channelOf = (site: DemoSalesSite, order: number): Pick<Deposit, 'channel' | 'introducerId'> => {
  if (site === 'cloudLane' && order === 1) return { channel: 'company-introduced', introducerId: null };
  if (site !== 'cloudLane' || order !== 4) return { channel: 'none', introducerId: null };
  const introducerId = demoStaffIn('receptionist', demoSites.riversideOffice.id).id;
  return { channel: 'employee-referral', introducerId };
};

const cancellationOf = ({ client, visit }: Buying): DemoStep => ({
  key: `cancel-${client}`,
  does: 'cancel',
  at: demoTime(visit.day + 5, 16 * 60),
  deal: `deposit-${client}`,
  fault: 'client',
  reason: 'changed-mind',
});
