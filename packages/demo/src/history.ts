import { demoClientsOf } from './clients.ts';
import { demoConsultantsOf, demoSites } from './company.ts';
import { clock, demoDate, demoHistory, demoTime } from './historyDays.ts';
import { dealsOf } from './historyDeals.ts';
import type { DemoStep } from './historyStep.ts';
import { leasingMatters } from './leasingMatters.ts';
import { type DemoArrival, type DemoPlan, plansOf } from './plans.ts';
import { salesMattersOf } from './salesMatters.ts';
import type { DemoSalesSite } from './salesSites.ts';
import { spread } from './spread.ts';

/** What happened at a sales site, in the order in which it happened. */
export const demoHistoryOf = (site: DemoSalesSite): readonly DemoStep[] => {
  const plans = plansOf(site);
  const deals = dealsOf(site, plans);
  const steps = [
    ...days.flatMap((day) => floorOf(site, day)),
    ...plans.flatMap((plan) => stepsOf(site, plan)),
    ...strangersOf(site),
    ...deals,
    ...salesMattersOf(site),
    ...(site === 'cloudLane' ? leasingMatters() : []),
  ];
  return steps.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
};

const days = Array.from({ length: demoHistory.days }, (_, day) => day);

/** Opening, closing, the manager's confirmation, and now and then an errand on the manager's order. */
const floorOf = (site: DemoSalesSite, day: number): DemoStep[] => {
  const roster = rosterOn(site, day);
  const at = (minute: number) => demoTime(day, minute);
  const consultantId = roster[day % roster.length] ?? '';
  const errand: DemoStep[] = [
    { key: `leave-${day}`, does: 'leave', at: at(clock(9, 5)), consultantId },
    { key: `return-${day}`, does: 'return', at: at(clock(10, 30)), consultantId },
  ];
  return [
    { key: `open-${day}`, does: 'open', at: at(clock(9)), roster },
    ...(day % 7 === 3 ? errand : []),
    { key: `confirm-${day}`, does: 'confirm', at: at(clock(18)), date: demoDate(day) },
    { key: `close-${day}`, does: 'close', at: at(clock(18, 5)) },
  ];
};

/** Each consultant rests on one weekday: the first on Tuesday, and so on; nobody rests at the weekend. */
const rosterOn = (site: DemoSalesSite, day: number): string[] =>
  demoConsultantsOf(demoSites[site].id)
    .filter((_, index) => (index + 1) % 5 !== day % 7)
    .map(({ id }) => id);

const stepsOf = (site: DemoSalesSite, plan: DemoPlan): DemoStep[] => {
  const client = demoClientsOf(site)[plan.client];
  if (!client) return [];
  const call: DemoStep[] = plan.call
    ? [{ key: `call-${plan.client}`, does: 'answer', at: demoTime(plan.call.day, plan.call.minute), client }]
    : [];
  return [
    ...call,
    ...plan.visits.flatMap((visit, number) => visitSteps(site, { plan, visit, number })),
    ...plan.followUps.map(
      ({ day, minute, reached }, number): DemoStep => ({
        key: `follow-up-${plan.client}-${number}`,
        does: 'followUp',
        at: demoTime(day, minute),
        client,
        channel: (plan.client + number) % 3 === 0 ? 'wechat' : 'phone',
        reached,
        said: reached ? '询问家人意见，介绍在售房源与付款方式。' : '电话无人接听。',
        next: reached ? '邀请再次到访看样板房。' : '次日再联系。',
        nextOn: plannedFor(day + (reached ? 7 : 1)),
      }),
    ),
  ];
};

/** What was planned for the days around the end still is to be done; of what was planned before, the visits tell. */
const plannedFor = (day: number): string | null => (day >= demoHistory.days - 8 ? demoDate(day) : null);

/** Key of the visit that a client made for the so many-th time. */
export const visitKey = (client: number, number: number): string => `visit-${client}-${number}`;

type Coming = { readonly plan: DemoPlan; readonly visit: DemoArrival; readonly number: number };

const visitSteps = (site: DemoSalesSite, { plan, visit, number }: Coming): DemoStep[] => {
  const clients = demoClientsOf(site);
  const client = clients[plan.client];
  if (!client) return [];
  const key = visitKey(plan.client, number);
  const at = (minutes: number) => demoTime(visit.day, visit.minute + minutes);
  const broughtBy = visit.broughtBy === null ? null : (clients[visit.broughtBy]?.id ?? null);
  const { asksFor, forgot, recognisedOn } = visit;
  const receive = {
    asksFor,
    remark: forgot ? 'forgotWhom' : null,
    partySize: 1 + (plan.client % 2),
    broughtBy,
  } as const;
  const minutes = lengthOf(plan.client, visit);
  const recognisedAt = recognisedOn === null ? at(3) : demoTime(recognisedOn, clock(11));
  return [
    { key, does: 'receive', at: at(0), clientId: client.id, ...receive },
    ...(forgot ? [{ key: `recognise-${key}`, does: 'recognise' as const, at: recognisedAt, visit: key }] : []),
    { key: `end-${key}`, does: 'end', at: at(minutes), visit: key },
    { key: `register-${key}`, does: 'register', at: at(minutes + 3), visit: key, client },
  ];
};

/** Minutes that a reception takes; a deposit takes longer. */
const lengthOf = (client: number, { buys }: DemoArrival): number => (buys ? 45 : 25) + spread(client * 11, 20);

/** Those who are nobody's clients: somebody from the trade every Wednesday, and two tour groups. */
const strangersOf = (site: DemoSalesSite): DemoStep[] => {
  const comes = (day: number, remark: 'tradeSaysSo' | 'tourGroup'): DemoStep[] => {
    const key = `stranger-${day}`;
    const [hour, partySize] = remark === 'tourGroup' ? [clock(12, 40), 18] : [clock(11, 10), 1];
    const visitor = { clientId: null, asksFor: 'nobody', remark, partySize, broughtBy: null } as const;
    return [
      { key, does: 'receive', at: demoTime(day, hour), ...visitor },
      { key: `end-${key}`, does: 'end', at: demoTime(day, hour + 40), visit: key },
    ];
  };
  const trade = [2, 9, 16, 23, 30].flatMap((day) => comes(day, 'tradeSaysSo'));
  return site === 'riverside' ? [...trade, ...comes(13, 'tourGroup'), ...comes(27, 'tourGroup')] : trade;
};
