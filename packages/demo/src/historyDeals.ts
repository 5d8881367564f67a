import { demoClientsOf } from './clients.ts';
import { demoSites, demoStaffIn } from './company.ts';
import { demoTime } from './historyDays.ts';
import type { DemoStep } from './historyStep.ts';
import type { DemoArrival, DemoPlan } from './plans.ts';
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
  return given ? [...deposits, cancellationOf(given)] : deposits;
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
