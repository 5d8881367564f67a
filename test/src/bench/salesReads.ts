import { instantOf } from '@shouwen/kernel';
import { type BenchService, staffAt } from './benchService.ts';
import type { Call } from './measure.ts';
import { type Amount, type SeededSite, seedPast, seedSite, today } from './seedMonth.ts';

const at = instantOf(today, '10:30');

/** What people look at all day, at a site with this past: the floor board, whose client somebody is, and today's follow-ups. */
export const readsOf = async (bench: BenchService, amount: Amount): Promise<Readonly<Record<string, Call>>> => {
  const site = await seedSite(bench, amount.consultants);
  await seedPast(bench, site, amount);
  await openTheDay(bench, site);
  const clients = await someClients(bench, site);
  const { siteId } = site;
  const duty = staffAt(siteId, site.dutyPerson, ['rotation.read', 'claim.read', 'explanation.read', 'visit.read']);
  const consultant = (turn: number) =>
    staffAt(siteId, site.consultants[turn % site.consultants.length] as string, ['followUp.record', 'claim.read']);
  const client = (turn: number) => ({ __typename: 'Client', id: clients[turn % clients.length] });
  return {
    'floor board': () => bench.ask({ viewer: duty, at, query: floor, variables: { siteId } }),
    'ownership of a client': (turn) =>
      bench.ask({ viewer: duty, at, query: ownership, variables: { siteId, of: [client(turn)] } }),
    "a consultant's list of today": (turn) =>
      bench.ask({ viewer: consultant(turn), at, query: todaysList, variables: { siteId } }),
  };
};

/** Opens the rotation with everybody and lets a third of them receive, by the ordinary commands. */
export const openTheDay = async (bench: BenchService, site: SeededSite): Promise<void> => {
  const viewer = staffAt(site.siteId, site.dutyPerson, ['rotation.open', 'rotation.read', 'reception.receive']);
  const roster = site.consultants.map((consultantId) => ({ consultantId }));
  const opened = await bench.ask<{ openRotation: { __typename: string } }>({
    viewer,
    at: instantOf(today, '09:00'),
    query: open,
    variables: { input: { idempotencyKey: 'open', siteId: site.siteId, roster } },
  });
  if (opened.openRotation.__typename === 'Refusal')
    throw new Error(`the day was not opened: ${JSON.stringify(opened)}`);
  for (let visitor = 0; visitor < site.consultants.length / 3; visitor += 1) {
    await receiveOne(bench, site, { at: instantOf(today, '10:00'), key: `early-${visitor}` });
  }
};

/** One walk-in at the desk. */
export const receiveOne = (
  bench: BenchService,
  { siteId, dutyPerson }: SeededSite,
  { at: time, key }: { at: Date; key: string },
): Promise<unknown> =>
  bench.ask({
    viewer: staffAt(siteId, dutyPerson, ['reception.receive', 'rotation.read']),
    at: time,
    query: receive,
    variables: { input: { idempotencyKey: key, siteId } },
  });

const someClients = ({ world }: BenchService, { siteId }: SeededSite): Promise<string[]> =>
  world.db.read(async (tx) => {
    const rows = (await tx.query(
      `SELECT client_id AS id FROM known_client WHERE site_id = $1 ORDER BY md5(client_id::text) LIMIT 200`,
      [siteId],
    )) as { id: string }[];
    return rows.map(({ id }) => id);
  });

const open = `mutation ($input: OpenRotationInput!) { openRotation(input: $input) { __typename ... on Refusal { code } } }`;
const receive = `mutation ($input: ReceiveVisitorInput!) { receiveVisitor(input: $input) { __typename ... on Refusal { code } } }`;
const floor = `query ($siteId: ID!) { floor(siteId: $siteId) {
  date open order { id } next { consultant { id } madeUp held } waiting { id } receiving { consultant { id } since }
  away { consultant { id } reason } makeUpsDue { consultant { id } } lunchDesk { id } phoneOrder { id } warning { zh en } } }`;
const ownership = `query ($siteId: ID!, $of: [_Any!]!) { _entities(representations: $of) { ... on Client {
  owner(siteId: $siteId) { standing consultant { id } validThrough freshThrough lapsesOn
    explanation { summary { zh en } applied { id } rejected { rule { id } } facts { name value } } } } } }`;
const todaysList = `query ($siteId: ID!) { todaysFollowUps(siteId: $siteId, first: 50) { edges { node { client { id } } } pageInfo { hasNextPage } } }`;
