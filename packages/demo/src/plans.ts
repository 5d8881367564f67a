import { clock, demoHistory } from './historyDays.ts';
import { type DemoSalesSite, demoClientCount } from './salesSites.ts';
import { spread } from './spread.ts';

/** How a client came through the door. */
export type DemoArrival = {
  readonly day: number;
  /** Minutes after midnight. */
  readonly minute: number;
  readonly asksFor: 'nobody' | 'ownConsultant' | 'callAnswerer';
  /** Was here before and does not remember with whom: the owner has to recognise the client, or is too late. */
  readonly forgot: boolean;
  /** The day on which the owner recognises the client after all; null: at once, if at all. */
  readonly recognisedOn: number | null;
  /** Whether the client pays the deposit during this visit. */
  readonly buys: boolean;
  /** Which earlier client of the site comes along. */
  readonly broughtBy: number | null;
};

export type DemoFollowUp = { readonly day: number; readonly minute: number; readonly reached: boolean };

/** What one client did in the weeks of the history. */
export type DemoPlan = {
  /** Place among the site's clients, from 0. */
  readonly client: number;
  readonly call: { readonly day: number; readonly minute: number } | null;
  readonly visits: readonly DemoArrival[];
  readonly followUps: readonly DemoFollowUp[];
};

/** First contacts from Monday to Sunday, times five weeks the site's clients. */
const firstContacts = { riverside: [2, 3, 3, 3, 3, 5, 5], cloudLane: [2, 2, 2, 2, 2, 3, 3] } as const;

/** How long a claim of the site outlives a single visit without follow-up: then the client is new again. */
const lapsedAfterDays = { riverside: 14, cloudLane: 32 } as const;

/** Every so many-th return ends with a deposit. */
const buysEvery = { riverside: 4, cloudLane: 6 } as const;

/** The client of the README's query: met on the first morning, came again with the family, and bought. */
export const showcaseClient = 0;
/** At 云栖里 this one forgets the consultant, is recognised two days late, and buys: two consultants share. */
export const sharedClient = 9;

/** What the clients of a site did, in the order of their first contact. */
export const plansOf = (site: DemoSalesSite): readonly DemoPlan[] =>
  Array.from({ length: demoClientCount[site] }, (_, client) => planOf(site, client));

const planOf = (site: DemoSalesSite, client: number): DemoPlan => {
  const first = firstContactOf(site, client);
  const told = storyOf(site, client);
  if (told) return { client, call: null, ...told, visits: [arrival(first), ...told.visits] };
  const calls = client % 10 === 7;
  const firstVisit = calls ? { ...afternoon(site, client, first.day + 3), asksFor: 'callAnswerer' as const } : first;
  const visits = [arrival({ ...firstVisit, broughtBy: broughtBy(client) }), ...returnsOf(site, client, firstVisit.day)];
  const past = visits.filter(({ day }) => day < demoHistory.days);
  return { client, call: calls ? first : null, visits: past, followUps: followUpsOf(site, client, past) };
};

type Moment = { readonly day: number; readonly minute: number };

const firstContactOf = (site: DemoSalesSite, client: number): Moment => {
  const week = firstContacts[site];
  const aWeek = week.reduce<number>((sum, count) => sum + count, 0);
  let [weekday, slot] = [0, client % aWeek];
  while (slot >= (week[weekday] ?? 1)) {
    slot -= week[weekday] ?? 1;
    weekday += 1;
  }
  const apart = Math.floor(440 / (week[weekday] ?? 1));
  return { day: Math.floor(client / aWeek) * 7 + weekday, minute: clock(9, 25) + slot * apart + spread(client, 20) };
};

const arrival = (seen: Moment & Partial<DemoArrival>): DemoArrival => ({
  asksFor: 'nobody',
  forgot: false,
  recognisedOn: null,
  buys: false,
  broughtBy: null,
  ...seen,
});

const afternoon = (site: DemoSalesSite, client: number, day: number): Moment => ({
  day,
  minute: clock(13, 30) + spread(client * 3 + site.length, 190),
});

const broughtBy = (client: number): number | null => (client % 17 === 11 ? client - 5 : null);
const comesAgain = (client: number): boolean => client % 3 === 1;
const comesTooLate = (client: number): boolean => client % 19 === 4 && !comesAgain(client);
const forgetsWhom = (client: number): boolean => client % 23 === 9 && !comesTooLate(client);

const returnsOf = (site: DemoSalesSite, client: number, since: number): DemoArrival[] => {
  const after = (days: number) => afternoon(site, client, since + days);
  if (comesAgain(client)) {
    const buys = Math.floor(client / 3) % buysEvery[site] === 2;
    return [arrival({ ...after(4 + spread(client, 5)), asksFor: 'ownConsultant', buys })];
  }
  if (comesTooLate(client)) return [arrival(after(lapsedAfterDays[site]))];
  return forgetsWhom(client) ? [arrival({ ...after(5), forgot: true })] : [];
};

const followUpsOf = (site: DemoSalesSite, client: number, visits: readonly DemoArrival[]): DemoFollowUp[] => {
  if (client % 4 === 0 || comesTooLate(client)) return [];
  const all = visits.flatMap(({ day }) => {
    const minute = clock(10) + spread(client * 7 + site.length, 110);
    const reached = client % 5 !== 0;
    const again = { day: day + 4, minute: minute + 5, reached: true };
    return [{ day: day + 3, minute, reached }, ...(reached ? [] : [again])];
  });
  return all.filter(({ day }) => day < demoHistory.days);
};

/** The two clients whose story is told for its own sake. */
const storyOf = (site: DemoSalesSite, client: number): Pick<DemoPlan, 'visits' | 'followUps'> | null => {
  if (site === 'riverside' && client === showcaseClient) {
    const again = arrival({ day: 12, minute: clock(15, 10), asksFor: 'ownConsultant', buys: true });
    return { visits: [again], followUps: [{ day: 4, minute: clock(10, 20), reached: true }] };
  }
  if (site === 'cloudLane' && client === sharedClient) {
    // A Tuesday, on which the first consultant of the site rests.
    const forgets = arrival({ day: 8, minute: clock(14, 5), forgot: true, recognisedOn: 10 });
    const buys = arrival({ day: 20, minute: clock(15, 30), asksFor: 'ownConsultant', buys: true });
    return { visits: [forgets, buys], followUps: [] };
  }
  return null;
};
