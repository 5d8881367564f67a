import {
  accepted,
  type Decision,
  firstRefusal,
  type IsoDate,
  type PolicyVersion,
  type Reasoning,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import { monthsWindowEnd } from '../../ownership/index.ts';
import type { SalesPolicy } from '../../policies/index.ts';

export type NeglectFacts = {
  readonly invitedAt: Date;
  readonly today: IsoDate;
  readonly inviterId: string;
  readonly note: string;
  /** Whose client it is by a claim that holds, and since which day; null: nobody's, to be received as new. */
  readonly owner: { readonly staffId: string; readonly since: IsoDate } | null;
  /** The last day on which the client came to an event to which the owner had invited; an invitation in vain is none. */
  readonly lastCame: IsoDate | null;
  /** The last day on which the owner visited the client. */
  readonly lastVisited: IsoDate | null;
  readonly consultants: readonly string[];
  readonly policy: PolicyVersion<SalesPolicy>;
};

export type NeglectRefusal = Refusal<
  'BAD_INPUT' | 'CLUB_DISABLED' | 'STAFF_UNKNOWN' | 'NOBODYS_CLIENT' | 'OWN_CLIENT' | 'STILL_CARED_FOR'
>;
export type NeglectFound = { readonly ownerId: string };

const no = (code: NeglectRefusal['code'], zh: string, en: string): NeglectRefusal => ({
  code,
  rule: 'SR-3.19',
  message: text(zh, en),
});

/**
 * The last days on which the owner is safe: so many months from the last time that the client came on invitation, and as many from the
 * last visit; both from the day the client became the owner's when it never happened.
 */
export const caredThrough = ({
  owner,
  lastCame,
  lastVisited,
  policy,
}: Pick<NeglectFacts, 'owner' | 'lastCame' | 'lastVisited' | 'policy'>): {
  readonly byInvitation: IsoDate;
  readonly byVisit: IsoDate;
} | null => {
  if (!owner) return null;
  const through = (last: IsoDate | null) =>
    monthsWindowEnd(last !== null && last > owner.since ? last : owner.since, policy.params['club.monthsUninvited']);
  return { byInvitation: through(lastCame), byVisit: through(lastVisited) };
};

const requirements: readonly Requirement<NeglectFacts, NeglectRefusal>[] = [
  ({ policy }) =>
    policy.params['club.enabled']
      ? null
      : no('CLUB_DISABLED', '本案场未实行会所制。', 'The site has no rules of the club.'),
  ({ note }) =>
    note.trim() !== '' && note.length <= 1000
      ? null
      : no('BAD_INPUT', '须写明情况，不超过1000字。', 'Say what happened, in at most 1000 characters.'),
  ({ consultants, inviterId }) =>
    consultants.includes(inviterId)
      ? null
      : no('STAFF_UNKNOWN', '邀约人须为本案场置业顾问。', 'Only a consultant of the site takes over a client.'),
  ({ owner }) => (owner ? null : no('NOBODYS_CLIENT', '该客户现无归属。', 'It is nobody’s client now.')),
  ({ owner, inviterId }) =>
    owner?.staffId === inviterId ? no('OWN_CLIENT', '该客户本就归您。', 'It is the inviter’s own client.') : null,
  (facts) => {
    const safe = caredThrough(facts);
    if (!safe || facts.today > safe.byInvitation || facts.today > safe.byVisit) return null;
    return no(
      'STILL_CARED_FOR',
      '近期已邀约到场并家访，服务到位。',
      'The owner invited, received and visited in time.',
    );
  },
];

/**
 * SR-3.19: a client who within three months was not invited, or in vain, or not visited may be invited by another department. One of
 * the three is enough.
 */
export const decideNeglect = (facts: NeglectFacts): Decision<NeglectFound, NeglectRefusal> => {
  const why = reasoning(facts.invitedAt).apply('SR-3.19').under(facts.policy);
  describe(facts, why);
  const refusal = firstRefusal(requirements, facts);
  if (refusal || !facts.owner) {
    const told = refusal ?? no('NOBODYS_CLIENT', '该客户现无归属。', 'It is nobody’s client now.');
    return refused(told, why.explain('REFUSED', told.message));
  }
  return accepted([{ ownerId: facts.owner.staffId }], why.explain('MAY_BE_INVITED', mayBeInvited));
};

const describe = (facts: NeglectFacts, why: Reasoning): void => {
  const { owner, lastCame, lastVisited, today, inviterId } = facts;
  const safe = caredThrough(facts);
  why
    .fact('today', today)
    .fact('inviter', inviterId)
    .fact('owner', owner?.staffId ?? null);
  why
    .fact('ownerSince', owner?.since ?? null)
    .fact('lastCame', lastCame)
    .fact('lastVisited', lastVisited);
  why.fact('caredByInvitationThrough', safe?.byInvitation ?? null).fact('caredByVisitThrough', safe?.byVisit ?? null);
};

const mayBeInvited = text(
  '服务不到位，其他部门可以邀约，并报客户资源总监变更记录。',
  'Not cared for in time: another department may invite; the client-resources director has the record changed.',
);
