import { randomUUID } from 'node:crypto';
import {
  act,
  type Case,
  desk,
  first,
  hiddenOrNothing,
  inAMinute,
  li,
  manager,
  second,
  siteOf,
  somebodyElses,
  zhao,
} from './badInputActs.ts';
import type { BusySite } from './twoSites.ts';
import { unknownConsultants } from './unknownConsultants.ts';

const deposit = (here: BusySite, more: Record<string, unknown>) =>
  act('recordDeposit', { unitId: here.units.free, clientId: here.clients.first, price: 125_000_000, ...more });
const followUp = (input: Record<string, unknown>) =>
  act('recordFollowUp', { channel: 'PHONE', reached: true, said: '再约', ...input });

const inTheFuture: readonly Case[] = [
  {
    what: 'a visitor who came in a minute from now',
    ...{ code: 'BAD_ARRIVAL_TIME', by: desk },
    tries: (here) => [act('receiveVisitor', { ...siteOf(here), cameInAt: inAMinute })],
  },
  {
    what: 'the registrations of tomorrow',
    ...{ code: 'DAY_NOT_BEGUN', by: manager },
    tries: (here) => [act('confirmRegistrations', { ...siteOf(here), date: '2026-03-03' })],
  },
  {
    what: 'a deposit paid a minute from now',
    ...{ code: 'TIME_IN_FUTURE', by: manager },
    tries: (here) => [deposit(here, { paidAt: inAMinute })],
  },
  {
    what: 'a message sent a minute from now',
    ...{ code: 'BAD_INPUT', by: second },
    tries: ({ callId }) => [act('recordCallMessage', { callId, sentAt: inAMinute })],
  },
  {
    what: 'a violation a minute from now',
    ...{ code: 'IN_THE_FUTURE', by: manager },
    tries: (here) => {
      const about = { ...siteOf(here), staffId: li(here) };
      return [act('reportViolation', { ...about, code: 'V-01', occurredAt: inAMinute, note: '仪容' })];
    },
  },
];

const phones = ['', 'abc', '1380013800', '138001380000', '+1 234', '２３４', '13800138000 转 1'];

const others: readonly Case[] = [
  {
    what: 'a phone that is none',
    ...{ code: 'PHONE_INVALID', by: desk },
    tries: (here) => phones.map((phone) => act('identifyClient', { ...siteOf(here), name: '无号', phone })),
  },
  {
    what: 'a follow-up on the client of a colleague, of another site, of nobody',
    ...{ code: 'CLIENT_UNKNOWN', by: first },
    tries: (here, there) =>
      [here.clients.second, there.clients.first, randomUUID()].map((clientId) =>
        followUp({ ...siteOf(here), clientId }),
      ),
  },
  {
    what: 'a follow-up at another site, or at none',
    ...{ code: 'FORBIDDEN', by: first },
    tries: hiddenOrNothing(
      ({ site }) => site.siteId,
      (siteId, { clients }) => followUp({ siteId, clientId: clients.first }),
    ),
  },
  {
    what: 'a deposit on a reserved unit, by the manager',
    ...{ code: 'UNIT_RESERVED', by: manager },
    tries: (here) => [deposit(here, { unitId: here.units.reserved })],
  },
  {
    what: 'a deposit on a reserved unit, by the consultant',
    ...{ code: 'UNIT_RESERVED', by: first },
    tries: (here) => [deposit(here, { unitId: here.units.reserved })],
  },
  {
    what: 'a deposit on a reserved unit of another site, or on none',
    ...{ code: 'NOT_FOUND', by: manager },
    tries: hiddenOrNothing(
      ({ units }) => units.reserved,
      (unitId, here) => deposit(here, { unitId }),
    ),
  },
];

const split = (here: BusySite, parts: readonly number[]) => {
  const staff = [li(here), zhao(here), here.site.staffIds.get('周敏')];
  return parts.map((one, index) => ({ staffId: staff[index], parts: one }));
};
const wrongSplits = [[59, 40], [61, 40], [110, -10], [99], [], [50, 25, 25]];
const halves = (here: BusySite, staffId: string) => [
  { staffId: li(here), parts: 50 },
  { staffId, parts: 50 },
];

const disputes: readonly Case[] = [
  {
    what: 'a ruling whose shares do not add up',
    ...{ code: 'SHARES_DO_NOT_ADD_UP', by: manager },
    tries: (here) =>
      wrongSplits.map((parts) =>
        act('ruleDispute', { disputeId: here.disputeId, reason: '证据', shares: split(here, parts) }),
      ),
  },
  {
    what: 'a settlement whose shares do not add up',
    ...{ code: 'SHARES_DO_NOT_ADD_UP', by: first },
    tries: (here) =>
      wrongSplits.map((parts) => act('proposeSettlement', { disputeId: here.disputeId, shares: split(here, parts) })),
  },
  {
    what: 'a settlement with somebody of another site, or with nobody',
    ...{ code: 'SHARES_DO_NOT_ADD_UP', by: first },
    tries: hiddenOrNothing(somebodyElses, (id, here) =>
      act('proposeSettlement', { disputeId: here.disputeId, shares: halves(here, id) }),
    ),
  },
  {
    what: 'a ruling on the dispute of another site, or on none, right or wrong',
    ...{ code: 'NOT_FOUND', by: manager },
    tries: (here, there) =>
      [there.disputeId, randomUUID()].flatMap((disputeId) =>
        [[100], [99]].map((parts) => act('ruleDispute', { disputeId, reason: '证据', shares: split(here, parts) })),
      ),
  },
  {
    what: 'a dispute about the client of a colleague, of another site, of nobody',
    ...{ code: 'NOT_A_PARTY', by: first },
    tries: (here, there) =>
      [here.clients.second, there.clients.first, randomUUID()].map((clientId) =>
        act('openDispute', { ...siteOf(here), clientId, oneSide: li(here), otherSide: zhao(here) }),
      ),
  },
];

export const cases: readonly Case[] = [...unknownConsultants, ...inTheFuture, ...others, ...disputes];
