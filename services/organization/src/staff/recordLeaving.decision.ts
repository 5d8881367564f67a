import {
  accepted,
  type Decision,
  firstRefusal,
  isValidDate,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { Post, Staff } from './staff.ts';

export type LeavingFacts = {
  readonly now: Date;
  readonly staff: Pick<Staff, 'id' | 'hiredOn' | 'leftOn'>;
  readonly recorderId: string | null;
  /** The last day. */
  readonly leftOn: string;
  readonly today: string;
  readonly posts: readonly Post[];
};
export type LeavingCode = 'BAD_INPUT' | 'STAFF_LEFT' | 'LEAVING_AHEAD' | 'OWN_LEAVING';
/** `ends` holds the posts that were still to run; one that was to begin later ends before it began, and is never in force. */
export type StaffLeft = {
  readonly type: 'StaffLeft';
  readonly leftOn: string;
  readonly ends: readonly { readonly post: Post; readonly endedOn: string }[];
};

type Rule = Requirement<LeavingFacts, Refusal<LeavingCode>>;

const stillHere: Rule = ({ staff }) =>
  staff.leftOn === null
    ? null
    : { code: 'STAFF_LEFT', rule: 'OR-1.04', message: text('该员工已离职。', 'This member of staff has left.') };

const dayMakesSense: Rule = ({ leftOn, staff }) =>
  isValidDate(leftOn) && leftOn >= staff.hiredOn
    ? null
    : { code: 'BAD_INPUT', rule: null, message: text('离职日期早于入职。', 'The last day lies before the hiring.') };

/** Sessions end at once, so leaving is recorded when it happens, not ahead of it. */
const notAhead: Rule = ({ leftOn, today }) =>
  leftOn <= today
    ? null
    : {
        code: 'LEAVING_AHEAD',
        rule: 'OR-1.04',
        message: text('离职须在当日登记。', 'Leaving is recorded on the last day.'),
      };

/** Whoever recorded their own leaving would end the session it is done in. */
const notOneself: Rule = ({ staff, recorderId }) =>
  staff.id === recorderId
    ? { code: 'OWN_LEAVING', rule: 'OR-1.03', message: text('不得登记本人离职。', 'Nobody records their own leaving.') }
    : null;

export const leavingRules = [stillHere, dayMakesSense, notAhead, notOneself];

/** OR-1.04: leaving ends every post; sessions follow in the use case. */
export const decideLeaving = (facts: LeavingFacts): Decision<StaffLeft, Refusal<LeavingCode>> => {
  const { leftOn, posts } = facts;
  const reasons = reasoning(facts.now).apply('OR-1.04').fact('leftOn', leftOn);
  const refusal = firstRefusal(leavingRules, facts);
  if (refusal) return refused(refusal, reasons.explain(refusal.code, refusal.message));
  const running = posts.filter((post) => post.to === null || post.to > leftOn);
  const ends = running.map((post) => ({ post, endedOn: leftOn }));
  const summary = text('离职已登记，岗位与登录同时终止。', 'Leaving is recorded; posts and sessions have ended.');
  const explanation = reasons.fact('postsEnded', ends.length).explain('STAFF_LEFT', summary);
  return accepted([{ type: 'StaffLeft', leftOn, ends }], explanation);
};
