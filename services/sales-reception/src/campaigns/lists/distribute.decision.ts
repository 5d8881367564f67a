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

/** A consultant who took part, and how many clients of earlier lists the site gave them. */
export type Participant = { readonly staffId: string; readonly hadBefore: number };

export type DistributionFacts = {
  readonly distributedAt: Date;
  readonly alreadyDistributed: boolean;
  /** In the order in which they were entered. */
  readonly clientIds: readonly string[];
  /** Those of them who are somebody's by a claim that holds, or bought: they stay where they are. */
  readonly owned: readonly string[];
  /** As named; who is no consultant of the site has no place in the roster. */
  readonly participants: readonly Participant[];
  /** The consultants of the site in their order. */
  readonly roster: readonly string[];
};

export type Given = { readonly clientId: string; readonly staffId: string };
export type Distributed = { readonly given: readonly Given[] };
export type DistributionRefusal = Refusal<'BAD_INPUT' | 'STAFF_UNKNOWN' | 'ALREADY_DISTRIBUTED'>;

const no = (code: DistributionRefusal['code'], zh: string, en: string): DistributionRefusal => ({
  code,
  rule: 'SR-7.06',
  message: text(zh, en),
});

const requirements: readonly Requirement<DistributionFacts, DistributionRefusal>[] = [
  ({ alreadyDistributed }) =>
    alreadyDistributed ? no('ALREADY_DISTRIBUTED', '该名单已分配。', 'The list was distributed before.') : null,
  ({ participants }) =>
    participants.length > 0 && new Set(participants.map(({ staffId }) => staffId)).size === participants.length
      ? null
      : no('BAD_INPUT', '须列明参加者，每人一次。', 'Name those who took part, each once.'),
  ({ participants, roster }) =>
    participants.every(({ staffId }) => roster.includes(staffId))
      ? null
      : no('STAFF_UNKNOWN', '参加者须为本案场置业顾问。', 'Those who take part are consultants of the site.'),
];

/**
 * SR-7.06: one client after the other to one participant after the other, so that nobody gets more than one more than anybody else.
 * First come those who had fewest so far, of equals the one who stands first in the roster: whoever is left over by the remainder
 * comes first the next time.
 */
export const decideDistribution = (facts: DistributionFacts): Decision<Distributed, DistributionRefusal> => {
  const { distributedAt, clientIds, owned, participants, roster } = facts;
  const why = reasoning(distributedAt).apply('SR-7.06');
  const refusal = firstRefusal(requirements, facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const order = [...participants].sort(
    (a, b) => a.hadBefore - b.hadBefore || roster.indexOf(a.staffId) - roster.indexOf(b.staffId),
  );
  for (const { staffId, hadBefore } of order) why.fact(`hadBefore.${staffId}`, hadBefore);
  const free = clientIds.filter((clientId) => !owned.includes(clientId));
  const given = free.map((clientId, place) => ({ clientId, staffId: order[place % order.length]?.staffId ?? '' }));
  why
    .fact(
      'order',
      order.map(({ staffId }) => staffId),
    )
    .fact('clients', clientIds.length);
  why.fact('keptByTheirOwners', owned);
  for (const { staffId } of order) why.fact(`gets.${staffId}`, given.filter((one) => one.staffId === staffId).length);
  return accepted([{ given }], why.explain('DISTRIBUTED', distributed));
};

const distributed = text(
  '名单按公开顺序平均分配，已有归属的客户不动。',
  'The list is distributed evenly in the order shown; clients who are somebody’s stay.',
);
