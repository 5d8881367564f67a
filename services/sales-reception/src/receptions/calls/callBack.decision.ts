import {
  accepted,
  type Decision,
  firstRefusal,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { MissedCall } from './missedCall.ts';
import { notIdentified } from './secondCaller.decision.ts';

type CallBackFacts = {
  readonly call: MissedCall;
  readonly staffId: string;
  /** A consultant of the site who is not suspended. */
  readonly mayCall: boolean;
  readonly clientId: string | null;
  /** Whom the one who calls back names. */
  readonly otherClient: string | null;
  readonly at: Date;
};

type CallBackRefusal = Refusal<
  'CANNOT_ANSWER' | 'ALREADY_CALLED_BACK' | 'CALLER_NOT_IDENTIFIED' | 'NOTED_BY_ANOTHER' | 'BAD_INPUT'
>;

/** SR-1.12: once, by a consultant; a second caller by the one who noted the number. */
export const decideCallBack = (facts: CallBackFacts): Decision<never, CallBackRefusal> => {
  const { call, staffId, at } = facts;
  const because = reasoning(at)
    .apply('SR-1.12')
    .fact('rang', call.kind, call.rangAt)
    .fact('notedBy', call.consultantId);
  because.fact('calledBackBy', staffId, at);
  const refusal = firstRefusal(callBackRules, facts);
  if (refusal) return refused(refusal, because.explain(refusal.code, refusal.message));
  return accepted([], because.explain('CALLED_BACK', calledBack));
};

type CallBackRule = Requirement<CallBackFacts, CallBackRefusal>;

const byAConsultant: CallBackRule = ({ mayCall }) =>
  mayCall
    ? null
    : {
        code: 'CANNOT_ANSWER',
        rule: 'SR-1.12',
        message: text('须由本案场未停盘的置业顾问回拨。', 'A consultant of the site who is not suspended calls back.'),
      };

const once: CallBackRule = ({ call }) =>
  call.calledBackAt === null
    ? null
    : {
        code: 'ALREADY_CALLED_BACK',
        rule: 'SR-1.12',
        message: text('该来电已回拨。', 'Somebody has called back already.'),
      };

const byWhoNotedIt: CallBackRule = ({ call, staffId }) =>
  call.consultantId === null || call.consultantId === staffId
    ? null
    : {
        code: 'NOTED_BY_ANOTHER',
        rule: 'SR-1.12',
        message: text('由记下号码的置业顾问回拨。', 'The consultant who noted the number calls back.'),
      };

const theSameCaller: CallBackRule = ({ call, otherClient }) =>
  call.clientId === null || otherClient === null || call.clientId === otherClient
    ? null
    : {
        code: 'BAD_INPUT',
        rule: 'SR-1.12',
        message: text('来电客户已另行登记。', 'The caller was noted as another client.'),
      };

const toSomebody: CallBackRule = ({ clientId }) => (clientId === null ? notIdentified : null);

const callBackRules = [byAConsultant, once, byWhoNotedIt, theSameCaller, toSomebody];

const calledBack = text('已回拨，来电客户由回拨者联系。', 'Called back; whoever did has the caller.');
