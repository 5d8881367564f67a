import type { DiarySite } from '@shouwen/diary';
import { carryOut, on, type Stage } from './stage.ts';
import { addUnit, consultantOf, identify, openDay, visit } from './steps.ts';

/** A site on its first day with whatever somebody could ask about. */
export type BusySite = {
  readonly site: DiarySite;
  readonly clients: { readonly first: string; readonly second: string };
  readonly visits: { readonly first: string; readonly second: string };
  /** A call that the second of the two answered. */
  readonly callId: string;
  readonly units: { readonly free: string; readonly reserved: string };
  readonly disputeId: string;
};

export const theDay = '2026-03-02';

/** Two consultants receive a client each; somebody calls; of two units one is reserved; the two argue about the first client. */
export const busySite = async (
  stage: Stage,
  preset: 'one-month' | 'triple-confirmation',
  { names, phones }: { names: readonly [string, string]; phones: readonly [string, string, string] },
): Promise<BusySite> => {
  const site = await stage.openSite(preset, names, theDay);
  const at = (time: string) => on(theDay, time);
  const { siteId } = site;
  await openDay(site, theDay);
  const met = await Promise.all(phones.map((phone) => identify(site, at('09:00'), { name: '某客户', phone })));
  const [first = '', second = '', caller] = met;
  const received = [
    await visit(site, at('09:30'), { clientId: first }),
    await visit(site, at('09:40'), { clientId: second }),
  ];
  const { call } = await carryOut<{ call: { id: string } }>(site.dutyPerson, at('11:00'), {
    name: 'answerCall',
    fields: '... on CallAnswered { call { id } }',
    input: { siteId, clientId: caller },
  });
  const units = {
    free: await addUnit(site, at('09:00'), { number: '0301', priceFen: 125_000_000 }),
    reserved: await addUnit(site, at('09:00'), { number: '0302', priceFen: 125_000_000 }),
  };
  await carryOut(site.manager, at('09:10'), {
    name: 'reserveUnit',
    fields: '... on UnitChanged { unit { id } }',
    input: { unitId: units.reserved, reason: 'SHOW_UNIT' },
  });
  const [oneSide, otherSide] = names.map((name) => site.staffIds.get(name));
  const { dispute } = await carryOut<{ dispute: { id: string } }>(site.manager, at('12:00'), {
    name: 'openDispute',
    fields: '... on DisputeDone { dispute { id } }',
    input: { siteId, clientId: first, oneSide, otherSide },
  });
  for (const name of names)
    await carryOut(consultantOf(site, name), at('12:30'), {
      name: 'makeStatement',
      fields: '... on DisputeDone { dispute { id } }',
      input: { disputeId: dispute.id, said: '我先接待' },
    });
  const [visitOfFirst = '', visitOfSecond = ''] = received.map(({ visitId }) => visitId);
  return {
    ...{ site, units, callId: call.id, disputeId: dispute.id },
    clients: { first, second },
    visits: { first: visitOfFirst, second: visitOfSecond },
  };
};

export type Everything = Readonly<Record<string, unknown>> & {
  readonly clients: { readonly edges: readonly unknown[] };
};

/** All that the manager can list of a site. */
export const everythingAt = async ({ siteId, manager }: DiarySite, at: Date): Promise<Everything> => {
  const answers = await Promise.all(lists.map((list) => manager.ask<object>(at, list, { siteId, date: theDay })));
  return Object.assign({}, ...answers);
};

const page = (list: string, fields: string) => `${list} { edges { node { ${fields} } } pageInfo { hasNextPage } }`;

const lists = [
  `query ($siteId: ID!, $date: Date!) {
    floor(siteId: $siteId) { open order { id } phoneOrder { id } receiving { consultant { id } } away { consultant { id } }
      makeUpsDue { consultant { id } } }
    ${page('rotationLog(siteId: $siteId, date: $date, first: 100)', 'id')}
    ${page('receptions(siteId: $siteId, date: $date, first: 100)', 'id status counted consultant { id }')} }`,
  `query ($siteId: ID!) { ${page('units(siteId: $siteId, first: 100)', 'id name state')}
    ${page('deals(siteId: $siteId, first: 100)', 'id')} ${page('dealIntents(siteId: $siteId, first: 100)', 'id')} }`,
  `query ($siteId: ID!) { ${page('disputes(siteId: $siteId, first: 20)', 'id state proposals { id } statements { id }')}
    ${page('violations(siteId: $siteId, first: 100)', 'id')} ${page('callsToReturn(siteId: $siteId, first: 100)', 'id')}
    ${page('pendingCorrections(siteId: $siteId, first: 100)', 'id')} ${page('fines(siteId: $siteId, first: 100)', 'id')} }`,
  `query ($siteId: ID!) { clients(first: 20) { edges { node { id owner(siteId: $siteId) { standing lapsesOn consultant { id } }
    followUps(first: 10) { edges { node { id } } } registrations { id confirmedAt } } } } }`,
];
