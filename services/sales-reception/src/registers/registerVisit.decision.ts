import {
  accepted,
  type Decision,
  firstRefusal,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  siteDate,
  text,
} from '@shouwen/kernel';
import { isComplete, type ReceivedVisit, type VisitDetails, type VisitRegistration } from './registration.ts';

export type RegisterVisitFacts = {
  readonly visit: ReceivedVisit;
  readonly clientId: string;
  readonly clientKnown: boolean;
  readonly registeredBefore: boolean;
  readonly details: VisitDetails;
  readonly inPublicRegister: boolean;
  readonly by: string;
  readonly at: Date;
  readonly zone: string;
  readonly registrationId: string;
};

export type VisitRegistered = { readonly type: 'VisitRegistered'; readonly registration: VisitRegistration };

export type RegisterVisitRefusal = Refusal<
  'NOT_THE_RECEIVER' | 'ALREADY_REGISTERED' | 'CLIENT_UNKNOWN' | 'OTHER_CLIENT' | 'VISIT_NOT_BEGUN' | 'BAD_INPUT'
>;

/**
 * SR-2.01: the receiving consultant writes the visit into the register, on the same day. A late line is kept, since registers
 * lose nothing, but it is a violation and proves nothing; ownership decides what follows.
 */
export const decideRegistration = (facts: RegisterVisitFacts): Decision<VisitRegistered, RegisterVisitRefusal> => {
  const { visit, at, zone, details } = facts;
  const why = reasoning(at).fact('receiver', visit.receiverId, visit.receivedAt).fact('registeredBy', facts.by, at);
  why.apply('SR-2.01');
  const refusal = firstRefusal(requirements, facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const visitedOn = siteDate(visit.receivedAt, zone);
  const inTime = siteDate(at, zone) === visitedOn;
  const registration: VisitRegistration = {
    ...details,
    registrationId: facts.registrationId,
    siteId: visit.siteId,
    visitId: visit.visitId,
    clientId: facts.clientId,
    receiverId: visit.receiverId,
    actingFor: visit.actingFor,
    visitedAt: visit.receivedAt,
    visitedOn,
    registeredAt: at,
    registeredBy: facts.by,
    inTime,
    inPublicRegister: facts.inPublicRegister,
    corrects: null,
    reason: null,
    signedBy: null,
  };
  why.fact('inTime', inTime);
  return accepted([{ type: 'VisitRegistered', registration }], why.explain('REGISTERED', inTime ? registered : late));
};

const requirements: readonly Requirement<RegisterVisitFacts, RegisterVisitRefusal>[] = [
  ({ visit, by }) =>
    visit.receiverId === by ? null : { code: 'NOT_THE_RECEIVER', rule: 'SR-2.01', message: onlyReceiver },
  ({ visit, at }) =>
    visit.receivedAt <= at ? null : { code: 'VISIT_NOT_BEGUN', rule: 'SR-2.01', message: onlyPresent },
  ({ clientKnown }) =>
    clientKnown ? null : { code: 'CLIENT_UNKNOWN', rule: null, message: unknownClient, retryable: true },
  ({ visit, clientId }) =>
    visit.clientId === null || visit.clientId === clientId
      ? null
      : { code: 'OTHER_CLIENT', rule: 'SR-2.01', message: otherClient },
  ({ registeredBefore }) =>
    registeredBefore ? { code: 'ALREADY_REGISTERED', rule: 'SR-2.03', message: registeredAlready } : null,
  ({ details }) => (isComplete(details) ? null : { code: 'BAD_INPUT', rule: 'SR-2.01', message: incomplete }),
];

const registered = text('已于接待当日登记。', 'Registered on the day of the visit.');
const late = text(
  '未在接待当日登记：属违规，且不能作为归属依据。',
  'Not registered by the end of the day: a violation, and no proof of ownership.',
);
const onlyReceiver = text('来访由接待的置业顾问登记。', 'A visit is registered by the consultant who received it.');
const onlyPresent = text('只能登记已到场的客户。', 'Only a client present on site can be entered as a visit.');
const unknownClient = text(
  '尚无该客户的档案，请稍后再试。',
  'No such client is known here yet; try again in a moment.',
);
const otherClient = text('该来访的客户另有其人。', 'The visit is another client’s.');
const registeredAlready = text(
  '该来访已登记；更正须另行登记并由经理签字。',
  'The visit is registered already; a correction is a new entry that a manager signs.',
);
const incomplete = text(
  '意向与渠道必填，各项不超过500字。',
  'What they look for and how they heard of us are needed; no field is longer than 500 characters.',
);
