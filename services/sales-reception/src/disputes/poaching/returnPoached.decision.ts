import {
  accepted,
  type Decision,
  firstRefusal,
  type IsoDate,
  type Refusal,
  type Requirement,
  type RuleId,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';

/** A claim as far as poaching matters: whose, from when to when, and its last day by the calendar. */
export type HeldClaim = {
  readonly claimId: string;
  readonly consultantId: string;
  readonly openedAt: Date;
  readonly endedAt: Date | null;
  readonly lastDay: IsoDate;
};

export type PoachingFacts = {
  readonly poacherId: string;
  /** When the colleague's client was approached, and the day of it at the site. */
  readonly poachedAt: Date;
  readonly poachedOn: IsoDate;
  readonly reportedAt: Date;
  readonly reportedBy: string;
  /** The owner had asked the colleague to step in. */
  readonly invited: boolean;
  /** Knew that it was a colleague's client and signed all the same (V-48 instead of V-47). */
  readonly knowinglySigned: boolean;
  readonly note: string;
  /** Whose buyer it was at that time (SR-3.13); null: no buyer, or nobody's. */
  readonly buyerOf: string | null;
  /** All claims on the client at the site, oldest first. */
  readonly claims: readonly HeldClaim[];
  /** The consultants of the site on that day. */
  readonly consultants: readonly string[];
};

export type Poached = {
  readonly ownerId: string;
  readonly code: RuleId;
  /** The claim that the poacher holds and has to give back; null when the owner's still stands. */
  readonly givesBack: string | null;
};
export type PoachingRefusal = Refusal<
  'BAD_INPUT' | 'IN_THE_FUTURE' | 'STAFF_UNKNOWN' | 'WAS_INVITED' | 'NOBODYS_CLIENT' | 'PARTY_CANNOT_RULE'
>;

const no = (code: PoachingRefusal['code'], zh: string, en: string): PoachingRefusal => ({
  code,
  rule: 'SR-7.01',
  message: text(zh, en),
});

/** Whose client it was when the colleague stepped in; a buyer stays whose they are, with or without a claim (SR-3.13). */
export const ownerWhenPoached = (facts: PoachingFacts): string | null => {
  const { buyerOf, poacherId } = facts;
  if (buyerOf !== null) return buyerOf === poacherId ? null : buyerOf;
  return claimWhenPoached(facts)?.consultantId ?? null;
};

/** A claim that ended by that very act still counts, one that had lapsed does not. */
const claimWhenPoached = ({ claims, poacherId, poachedAt, poachedOn }: PoachingFacts): HeldClaim | null =>
  claims.findLast(
    ({ consultantId, openedAt, endedAt, lastDay }) =>
      consultantId !== poacherId &&
      openedAt <= poachedAt &&
      (endedAt === null || endedAt >= poachedAt) &&
      lastDay >= poachedOn,
  ) ?? null;

const requirements: readonly Requirement<PoachingFacts, PoachingRefusal>[] = [
  ({ note }) =>
    note.trim() !== '' && note.length <= 1000
      ? null
      : no('BAD_INPUT', '须写明事由，不超过1000字。', 'Say what happened, in at most 1000 characters.'),
  ({ poachedAt, reportedAt }) =>
    poachedAt <= reportedAt
      ? null
      : no('IN_THE_FUTURE', '尚未发生的事不能报告。', 'What has not happened yet cannot be reported.'),
  ({ consultants, poacherId }) =>
    consultants.includes(poacherId)
      ? null
      : no('STAFF_UNKNOWN', '当日本案场无此置业顾问。', 'Nobody of that id was a consultant of the site on that day.'),
  ({ invited }) =>
    invited ? no('WAS_INVITED', '系受邀协助，不属抢客。', 'Whoever was invited to step in has poached nobody.') : null,
  (facts) =>
    ownerWhenPoached(facts)
      ? null
      : no('NOBODYS_CLIENT', '当时该客户不归其他置业顾问。', 'At that time it was no colleague’s client.'),
  (facts) =>
    ownerWhenPoached(facts) === facts.reportedBy || facts.poacherId === facts.reportedBy
      ? no('PARTY_CANNOT_RULE', '当事人不得自行认定。', 'Nobody finds in their own cause.')
      : null,
];

/** SR-7.01: who stepped in uninvited loses the client to the owner again; the fine and the suspension are finance's (V-47, V-48). */
export const decidePoaching = (facts: PoachingFacts): Decision<Poached, PoachingRefusal> => {
  const { poacherId, poachedAt, reportedAt, invited, knowinglySigned, claims } = facts;
  const why = reasoning(reportedAt).apply('SR-7.01');
  why.fact('poacher', poacherId, poachedAt).fact('invited', invited).fact('knowinglySigned', knowinglySigned);
  const owner = ownerWhenPoached(facts);
  const refusal = firstRefusal(requirements, facts);
  if (refusal || !owner) {
    const told = refusal ?? no('NOBODYS_CLIENT', '当时该客户不归任何人。', 'At that time it was nobody’s client.');
    return refused(told, why.explain('REFUSED', told.message));
  }
  const held = facts.buyerOf === null ? claimWhenPoached(facts) : null;
  why.fact('owner', owner, held?.openedAt).fact('ownersLastDay', held?.lastDay ?? null);
  if (held === null) why.apply('SR-3.13');
  const taken = claims.findLast((claim) => claim.endedAt === null && claim.consultantId === poacherId) ?? null;
  why.fact('takenClaim', taken?.claimId ?? null);
  const code = knowinglySigned ? 'V-48' : 'V-47';
  if (knowinglySigned) why.apply('V-48').reject('V-47', moreSpecific);
  else why.apply('V-47').reject('V-27', moreSpecific);
  const poached = { ownerId: owner, code, givesBack: taken?.claimId ?? null } as const;
  return accepted([poached], why.explain(taken ? 'GIVEN_BACK' : 'RECORDED', taken ? givenBack : recorded));
};

const moreSpecific = text('一行为适用一条款，以更具体者为准。', 'One act, one code: the more specific one.');
const givenBack = text('抢客属实：客户归还原置业顾问。', 'The client had been poached and goes back to the owner.');
const recorded = text('抢客属实：客户仍归原置业顾问。', 'It was poaching; the client is still the owner’s.');
