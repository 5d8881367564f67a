import { accepted, type Decision, firstRefusal, type Requirement, reasoning, refused, text } from '@shouwen/kernel';
import type { CareEvent, CareEventKind, CareEventRefusal } from './careEvent.ts';

const refuse = (code: CareEventRefusal['code'], zh: string, en: string): CareEventRefusal => ({
  code,
  rule: 'CR-7.02',
  message: text(zh, en),
});
const isShort = (said: string, most: number): boolean =>
  [...said.trim()].length >= 1 && [...said.trim()].length <= most;

export type PlanFacts = {
  readonly now: Date;
  readonly kind: CareEventKind;
  readonly title: string;
  readonly place: string;
  readonly at: Date;
  readonly plannedCostFen: number;
};
type PlanRule = Requirement<PlanFacts, CareEventRefusal>;

const liesAhead: PlanRule = ({ at, now }) =>
  at > now ? null : refuse('CARE_EVENT_BEGAN', '活动时间须在将来。', 'An event is planned before it begins.');
const isNamed: PlanRule = ({ title, place }) =>
  isShort(title, 80) && isShort(place, 80)
    ? null
    : refuse('BAD_INPUT', '名称和地点各1至80字。', 'Title and place have 1 to 80 characters.');
const hasCost: PlanRule = ({ plannedCostFen }) =>
  plannedCostFen >= 0 ? null : refuse('BAD_INPUT', '费用不得为负。', 'A cost is not negative.');

/** CR-7.02: news, a tour or an event is planned, with its cost. */
export const decidePlan = (facts: PlanFacts): Decision<null, CareEventRefusal> => {
  const { now, kind, at, plannedCostFen } = facts;
  const why = reasoning(now).apply('CR-7.02').fact('kind', kind).fact('at', at.toISOString(), at);
  why.fact('plannedCostFen', plannedCostFen);
  const refusal = firstRefusal([liesAhead, isNamed, hasCost], facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  return accepted([null], why.explain('PLANNED', text('活动已安排。', 'The event is planned.')));
};

export type InviteFacts = { readonly now: Date; readonly event: Pick<CareEvent, 'at' | 'state'> };

/** CR-7.02: who is invited is invited before the event begins. */
export const mayInvite = ({ now, event }: InviteFacts): CareEventRefusal | null => {
  if (event.state === 'held') return held;
  return now < event.at ? null : refuse('CARE_EVENT_BEGAN', '活动已开始。', 'The event began already.');
};

const held = refuse('CARE_EVENT_HELD', '活动已结算。', 'The event was closed with its cost.');

/** Invited, or why not; told for each client, so that one refusal does not undo the others. */
export type Invitation = 'invited' | 'already-invited' | 'no-consent' | 'unknown';

/** CR-7.02: only clients who agreed to marketing are invited; whom one may not know of is unknown. */
export const inviteOne = (facts: {
  readonly isSeen: boolean;
  readonly isInvited: boolean;
  readonly hasConsent: boolean;
}): Invitation => {
  if (!facts.isSeen) return 'unknown';
  if (facts.isInvited) return 'already-invited';
  return facts.hasConsent ? 'invited' : 'no-consent';
};

export type Came = { readonly clientId: string; readonly came: boolean; readonly broughtBy: string | null };
export type AttendanceFacts = InviteFacts & {
  readonly guests: readonly Came[];
  /** The clients who are guests of the event, as invited or as recorded now. */
  readonly present: ReadonlySet<string>;
};

/** CR-7.02: who came is recorded once the event began; a client is brought by another who came, and nobody by oneself. */
export const mayRecord = ({ now, event, guests, present }: AttendanceFacts): CareEventRefusal | null => {
  if (event.state === 'held') return held;
  if (now < event.at) return refuse('CARE_EVENT_NOT_BEGUN', '活动尚未开始。', 'The event has not begun.');
  const wrong = guests.some(
    ({ clientId, came, broughtBy }) =>
      broughtBy !== null && (!came || broughtBy === clientId || !present.has(broughtBy)),
  );
  return wrong
    ? refuse('BROUGHT_BY_INVALID', '带客者须为到场的另一位客户。', 'Another client who came brings one.')
    : null;
};

/** CR-7.02: the event is closed with what it cost. */
export const mayClose = (facts: InviteFacts & { readonly actualCostFen: number }): CareEventRefusal | null => {
  if (facts.event.state === 'held') return held;
  if (facts.now < facts.event.at) return refuse('CARE_EVENT_NOT_BEGUN', '活动尚未开始。', 'The event has not begun.');
  return facts.actualCostFen >= 0 ? null : refuse('BAD_INPUT', '费用不得为负。', 'A cost is not negative.');
};
