import { type Explanation, reasoning, text } from '@shouwen/kernel';
import { given } from '@shouwen/testing';
import type { Claim, Standing } from '../ownership/index.ts';
import { at, bothPresets, day, facts, floorOf } from '../rotation/floorFixture.ts';
import type { Rotation } from '../rotation/index.ts';
import type { Arrival, Remark } from './arrival.ts';
import { decideReception } from './receiveVisitor.decision.ts';
import type { Visit } from './visit.ts';

/** Builders for tests of arrivals: four consultants A B C D, all free, ten in the morning. */
export const floor = floorOf(['A', 'B', 'C', 'D']);

export const anArrival = (
  changes: Partial<Arrival> = {},
  { rotation = floor as Rotation, time = '10:00', preset = bothPresets[0] } = {},
): Arrival => ({
  ...facts(rotation, time, preset),
  visitId: 'visit',
  clientId: 'client',
  standing: { kind: 'NEW', unconfirmed: null, explanation: why },
  asksFor: { kind: 'nobody' },
  remark: null,
  related: null,
  partySize: 1,
  assignedTo: null,
  announced: false,
  byAppointment: false,
  visitedBefore: false,
  cameInAt: null,
  ownerConsents: null,
  cycle: ['A', 'B', 'C', 'D', 'E'],
  onSite: null,
  ...changes,
});

const why: Explanation = reasoning(at('10:00')).explain('ANY', text('无', 'none'));

const claimOf = (consultantId: string, openedBy: Claim['openedBy']): Claim => ({
  claimId: 'claim',
  clientId: 'client',
  siteId: 'site',
  consultantId,
  openedBy,
  sourceId: 'earlier',
  openedAt: at('10:00', '2026-03-01'),
  openedOn: '2026-03-01',
  windowFrom: at('10:00', '2026-03-01'),
  validThrough: '2026-03-31',
  freshThrough: null,
  confirmation: 'given',
  status: 'open',
  sharing: null,
  endedAt: null,
  endedOn: null,
  endReason: null,
});

export const newcomer: Standing = { kind: 'NEW', unconfirmed: null, explanation: why };
export const unconfirmedWith = (consultantId: string): Standing => ({
  kind: 'NEW',
  unconfirmed: { ...claimOf(consultantId, 'visit'), confirmation: 'awaited' },
  explanation: why,
});
export const ownedBy = (consultantId: string): Standing => ({
  kind: 'OWNED',
  claim: claimOf(consultantId, 'visit'),
  explanation: why,
});
export const callerOf = (consultantId: string): Standing => ({
  kind: 'OWNED',
  claim: claimOf(consultantId, 'call'),
  explanation: why,
});
export const lapsedFrom = (consultantId: string, openedBy: Claim['openedBy'] = 'visit'): Standing => ({
  kind: 'LAPSED',
  claim: claimOf(consultantId, openedBy),
  lapsedOn: day,
  rule: openedBy === 'visit' ? 'SR-3.01' : 'SR-3.03',
  explanation: why,
});
export const buyerFrom = (consultantId: string | null): Standing => ({
  kind: 'BUYER',
  consultantId,
  dealId: 'deal',
  explanation: why,
});

/** A reception by A that began at ten and goes on. For tests, which vary one thing. */
export const aVisit = (changes: Partial<Visit> = {}): Visit =>
  ({
    visitId: 'visit',
    siteId: 'site',
    clientId: 'client',
    kind: 'newClient',
    remark: null,
    arrivedAt: at('10:00'),
    partySize: 1,
    related: null,
    standing: { kind: 'OWNED', consultantId: 'A', claimId: 'claim', openedBy: 'visit' },
    turn: null,
    rules: ['SR-1.20'],
    explanationId: 'why',
    actingFor: null,
    takenOverFrom: null,
    sharing: null,
    status: 'receiving',
    consultantId: 'A',
    startedAt: at('10:00'),
    endedAt: null,
    ...changes,
  }) as Visit;

/** The desk's decision about an arrival, for given/when/then. */
export const receive = (arrival: Arrival) => given(arrival, 'explanation').when(decideReception);

/** The visit that came of it, whatever the rotation events before it. */
export const visitOf = (arrival: Arrival): Visit => {
  const { decision } = receive(arrival);
  if (decision.outcome !== 'accepted') throw new Error(decision.refusal.code);
  const received = decision.events.at(-1);
  if (received?.type !== 'VisitorReceived') throw new Error('no visit');
  return received.visit;
};

/** What visitors say. */
export const asks = (consultantId: string) => ({ asksFor: { kind: 'consultant', consultantId } as const });
export const own = { asksFor: { kind: 'ownConsultant' } as const };
export const answerer = { asksFor: { kind: 'callAnswerer' } as const };
export const remark = (one: Remark) => ({ remark: one });
