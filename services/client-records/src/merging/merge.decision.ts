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
import type { MergeStopCode } from './mergeStops.ts';

/** A record as a merge looks at it. */
export type MergeSide = {
  readonly id: string;
  readonly number: string;
  /** The record that survives it already; its own id when it was not merged. */
  readonly personId: string;
  readonly kind: 'person' | 'company';
  readonly hasIdentityNumber: boolean;
};

export type MergeFacts = {
  readonly surviving: MergeSide;
  readonly merged: MergeSide;
  readonly sameName: boolean;
  /** Both are known by a resident's card, and the two cards have different numbers. */
  readonly differentCards: boolean;
  /** A relation between the two stands, or a line of parents leads from one to the other (CR-1.04). */
  readonly related: boolean;
  /** What forbids to touch one of the records now. */
  readonly stops: readonly MergeStopCode[];
  readonly now: Date;
};

export type RecordsMerged = { readonly type: 'RecordsMerged'; readonly survivingId: string; readonly mergedId: string };
export type MergeRefusal = Refusal<
  | 'MERGED_WITH_ITSELF'
  | 'ALREADY_MERGED'
  | 'CLIENT_ON_HOLD'
  | 'CLIENT_ERASED'
  | 'KINDS_DIFFER'
  | 'IDENTITY_CARDS_DIFFER'
  | 'RELATED_CLIENTS'
>;
type Rule = Requirement<MergeFacts, MergeRefusal>;

const refusal = (code: MergeRefusal['code'], zh: string, en: string): MergeRefusal => ({
  code,
  rule: 'CR-1.05',
  message: text(zh, en),
});

export const stopped: Readonly<Record<MergeStopCode, MergeRefusal>> = {
  CLIENT_ON_HOLD: refusal(
    'CLIENT_ON_HOLD',
    '档案处于冻结状态，不得合并或撤销合并。',
    'The record is on hold: it is neither merged nor parted.',
  ),
  CLIENT_ERASED: refusal('CLIENT_ERASED', '该客户资料已删除。', 'The data of this client were erased.'),
};
const itself = refusal('MERGED_WITH_ITSELF', '不能与自身合并。', 'A record cannot be merged into itself.');
const already = refusal(
  'ALREADY_MERGED',
  '该档案已被合并，请使用存续档案。',
  'This record was merged already: name the surviving one.',
);
const kinds = refusal('KINDS_DIFFER', '个人与公司不能合并。', 'A person and a company are not one client.');
const cards = refusal(
  'IDENTITY_CARDS_DIFFER',
  '身份证号码不同，不是同一人。',
  'Different identity cards: these are two people.',
);
const relatives = refusal(
  'RELATED_CLIENTS',
  '两位客户之间登记有关系，请先终止。',
  'The two are recorded as related: end that relation first.',
);

const mustBeTwoRecords: Rule = ({ surviving, merged }) => (surviving.id === merged.id ? itself : null);
const mustStandAlone: Rule = ({ surviving, merged }) =>
  surviving.personId !== surviving.id || merged.personId !== merged.id ? already : null;
const mustNotBeStopped: Rule = ({ stops: [stop] }) => (stop ? stopped[stop] : null);
const mustBeOfOneKind: Rule = ({ surviving, merged }) => (surviving.kind === merged.kind ? null : kinds);
const cardsMustAgree: Rule = ({ differentCards }) => (differentCards ? cards : null);
const mustNotBeRelated: Rule = ({ related }) => (related ? relatives : null);

const rules = [mustBeTwoRecords, mustStandAlone, mustNotBeStopped, mustBeOfOneKind, cardsMustAgree, mustNotBeRelated];

/**
 * CR-1.05: two records turn out to be of one person. Both keep what they hold; where they differ, what the surviving one says goes first:
 * its name is the name, its main phone the first one, and the other's stand beside them.
 */
export const decideMerge = (facts: MergeFacts): Decision<RecordsMerged, MergeRefusal> => {
  const { surviving, merged, sameName } = facts;
  const why = reasoning(facts.now)
    .apply('CR-1.05')
    .fact('survivingNumber', surviving.number)
    .fact('mergedNumber', merged.number)
    .fact('sameName', sameName);
  const no = firstRefusal(rules, facts);
  if (no) return refused(no, why.explain('REFUSED', no.message));
  why.fact('mainPhoneOf', surviving.number).fact('nameOf', surviving.number);
  why.fact('identityNumberOf', identityOf(surviving, merged));
  const summary = text(
    `两份档案为同一客户，以${surviving.number}为准：姓名与首选电话从之，另一份的保留在侧。`,
    `Both records are of one client and stand under ${surviving.number}: its name and main phone go first, the other's stay beside them.`,
  );
  const event = { type: 'RecordsMerged', survivingId: surviving.id, mergedId: merged.id } as const;
  return accepted([event], why.explain('MERGED', summary));
};

const identityOf = (surviving: MergeSide, merged: MergeSide): string | null =>
  [surviving, merged].find(({ hasIdentityNumber }) => hasIdentityNumber)?.number ?? null;
