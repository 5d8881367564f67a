import {
  accepted,
  type Decision,
  formatYuan,
  type PolicyVersion,
  type Reasoning,
  type Refusal,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { LeasingPolicy, Standing } from '../../policies/index.ts';
import type { SpaceState } from '../spaces/leaseSpace.ts';
import { authorityFor } from './authority.ts';
import { cautiousQuote } from './cautious.ts';

export type QuoteFacts = {
  readonly now: Date;
  readonly open: boolean;
  readonly standing: Standing;
  /** SR-10.06: the visitor left neither card nor phone. */
  readonly anonymous: boolean;
  readonly space: {
    readonly name: string;
    readonly state: SpaceState;
    readonly rentFen: number;
    readonly managementFeeFen: number;
  };
  readonly months: number;
  /** What the negotiator would agree to; null: the list rent. */
  readonly rentFen: number | null;
  readonly phoneLines: number;
  readonly parkingPlaces: number;
  /** The rent that the general manager approved for this tenant, space and term at least; null: nothing was approved. */
  readonly approvedRentFen: number | null;
};

/** Fen a month; null: not told in a cautious quote. */
export type Quoted = {
  readonly type: 'LeaseQuoted';
  readonly rentFen: number;
  readonly managementFeeFen: number | null;
  readonly phoneFen: number | null;
  readonly parkingFen: number | null;
  readonly totalFen: number;
  readonly cautious: boolean;
};
export type QuoteCode =
  | 'ENQUIRY_CLOSED'
  | 'SPACE_STATE'
  | 'BEYOND_AUTHORITY'
  | 'CAUTIOUS_QUOTES_ONLY'
  | 'ABOVE_LIST_RENT';
type QuoteDecision = Decision<Quoted, Refusal<QuoteCode>>;

/** SR-10.02, SR-10.06: the quote for a space, as far as the negotiator's authority reaches. */
export const decideQuote = (facts: QuoteFacts, policy: PolicyVersion<LeasingPolicy>): QuoteDecision => {
  const { space, now } = facts;
  const why = reasoning(now)
    .under(policy)
    .fact('space', space.name)
    .fact('listRent', formatYuan(space.rentFen))
    .fact('months', facts.months);
  if (!facts.open) return no(why, 'ENQUIRY_CLOSED');
  if (space.state !== 'vacant') return no(why, 'SPACE_STATE');
  return facts.anonymous ? cautiously(facts, policy, why) : withinAuthority(facts, policy, why);
};

/** Nobody who hides who they are learns what we would give way to. */
const cautiously = (facts: QuoteFacts, { params }: PolicyVersion<LeasingPolicy>, why: Reasoning): QuoteDecision => {
  why.apply('SR-10.06').fact('cautious', params['quote.cautious']);
  if (facts.rentFen !== null) return no(why, 'CAUTIOUS_QUOTES_ONLY');
  why.reject(
    'SR-10.02',
    text('来访者未留联系方式，不给折扣。', 'No discount for a visitor who left neither card nor phone.'),
  );
  const { rentFen, managementFeeFen } = facts.space;
  const { amountFen, managementFeeFen: fee } = cautiousQuote(
    { kind: 'rent', amountFen: rentFen, managementFeeFen },
    params,
  );
  const alone = params['quote.cautious'] === 'list-price-only';
  const [phoneFen, parkingFen] = alone ? [null, null] : chargesOf(facts, params);
  return quoted(why, { rentFen: amountFen, managementFeeFen: fee, phoneFen, parkingFen, cautious: true });
};

const withinAuthority = (
  facts: QuoteFacts,
  { params }: PolicyVersion<LeasingPolicy>,
  why: Reasoning,
): QuoteDecision => {
  const { space, standing, months, approvedRentFen } = facts;
  const rentFen = facts.rentFen ?? space.rentFen;
  const authority = authorityFor({ standing, months, listRentFen: space.rentFen }, params);
  why
    .apply('SR-10.02')
    .fact('standing', standing)
    .fact('term', authority.term)
    .fact('discountPercent', authority.discountPercent)
    .fact('leastRent', formatYuan(authority.leastRentFen))
    .fact('rent', formatYuan(rentFen))
    .fact('approvedRent', approvedRentFen === null ? null : formatYuan(approvedRentFen));
  if (rentFen > space.rentFen) return no(why, 'ABOVE_LIST_RENT');
  if (rentFen < Math.min(authority.leastRentFen, approvedRentFen ?? space.rentFen)) return no(why, 'BEYOND_AUTHORITY');
  const [phoneFen, parkingFen] = chargesOf(facts, params);
  return quoted(why, { rentFen, managementFeeFen: space.managementFeeFen, phoneFen, parkingFen, cautious: false });
};

const chargesOf = ({ phoneLines, parkingPlaces }: QuoteFacts, params: LeasingPolicy): [number, number] => [
  phoneLines * params['lease.phoneLineFen'],
  parkingPlaces * params['lease.parkingPlaceFen'],
];

const quoted = (why: Reasoning, parts: Omit<Quoted, 'type' | 'totalFen'>): QuoteDecision => {
  const { rentFen, managementFeeFen, phoneFen, parkingFen } = parts;
  const totalFen = rentFen + (managementFeeFen ?? 0) + (phoneFen ?? 0) + (parkingFen ?? 0);
  const summary = text(`每月合计${formatYuan(totalFen)}元。`, `${formatYuan(totalFen)} yuan a month in all.`);
  return accepted([{ type: 'LeaseQuoted', ...parts, totalFen }], why.explain('quoted', summary));
};

const messages = {
  ENQUIRY_CLOSED: text('该询价已结束。', 'This enquiry is closed.'),
  SPACE_STATE: text('该空房目前不可出租。', 'The space cannot be let now.'),
  BEYOND_AUTHORITY: text(
    '超出洽谈人的折扣权限，须经总经理批准。',
    'This is beyond the discount that a negotiator may grant; the general manager decides on an application.',
  ),
  CAUTIOUS_QUOTES_ONLY: text(
    '来访者未留名片或电话，只可作保守报价。',
    'A visitor who left neither card nor phone gets cautious quotes only.',
  ),
  ABOVE_LIST_RENT: text('不得高于挂牌租金。', 'A quote is not above the list rent.'),
} as const;

const no = (why: Reasoning, code: QuoteCode): QuoteDecision => {
  const rule = code === 'CAUTIOUS_QUOTES_ONLY' ? 'SR-10.06' : 'SR-10.02';
  why.apply(rule);
  return refused({ code, rule, message: messages[code] }, why.explain('refused', messages[code]));
};
