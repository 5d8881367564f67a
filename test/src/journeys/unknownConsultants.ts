import {
  act,
  afternoon,
  type Case,
  desk,
  hiddenOrNothing,
  li,
  manager,
  nextMorning,
  siteOf,
  somebodyElses,
} from './badInputActs.ts';
import type { Mutation } from './stage.ts';
import type { BusySite } from './twoSites.ts';

type OfConsultant = readonly [
  what: string,
  code: string,
  mutation: (consultantId: string, here: BusySite) => Mutation,
  by?: Case['by'],
];

const withUnknownConsultant: readonly OfConsultant[] = [
  [
    'on the roster',
    'NOT_A_CONSULTANT_HERE',
    (consultantId, here) => act('openRotation', { ...siteOf(here), roster: [{ consultantId }] }),
  ],
  [
    'asked for',
    'NOT_A_CONSULTANT_HERE',
    (consultantId, here) => act('receiveVisitor', { ...siteOf(here), asksFor: 'CONSULTANT', consultantId }),
  ],
  [
    'away',
    'NOT_IN_ROTATION',
    (consultantId, here) => act('leaveFloor', { ...siteOf(here), consultantId, reason: 'PRIVATE' }),
  ],
  ['on the phone', 'CANNOT_ANSWER', (answeredBy, here) => act('answerCall', { ...siteOf(here), answeredBy })],
  [
    'granted a make-up',
    'NOT_IN_ROTATION',
    (grantMakeUpTo, here) => act('correctRotation', { ...siteOf(here), reason: '补轮', grantMakeUpTo }),
    manager,
  ],
  [
    'as a replacement',
    'NOT_A_CONSULTANT_HERE',
    (consultantId, { visits }) =>
      act('replaceConsultant', { visitId: visits.first, ground: 'COMPLAINT', reason: '投诉', consultantId }),
    manager,
  ],
  [
    'as the other side of a dispute',
    'STAFF_UNKNOWN',
    (otherSide, here) =>
      act('openDispute', { ...siteOf(here), clientId: here.clients.second, oneSide: li(here), otherSide }),
    manager,
  ],
  [
    'reported',
    'STAFF_UNKNOWN',
    (staffId, here) => {
      const what = { code: 'V-01', occurredAt: afternoon.toISOString(), note: '仪容' };
      return act('reportViolation', { ...siteOf(here), staffId, ...what });
    },
    manager,
  ],
];

/** Wherever somebody names a consultant: one of another site, and nobody at all. */
export const unknownConsultants: readonly Case[] = withUnknownConsultant.map(
  ([what, code, mutation, by = desk]): Case => ({
    what: `an unknown consultant ${what}`,
    ...{ code, by },
    at: what === 'on the roster' ? nextMorning : afternoon,
    tries: hiddenOrNothing(somebodyElses, mutation),
  }),
);
