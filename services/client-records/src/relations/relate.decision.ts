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
import type { Ends } from './relation.ts';

export type RelateFacts = {
  readonly ends: Ends;
  /** Both ids are of one person, by merging too (CR-1.05). */
  readonly onePerson: boolean;
  /** The same relation between the two stands already. */
  readonly standsAlready: boolean;
  /** Of a parent: the child to be is the parent's own parent, grandparent and so on. */
  readonly isAncestor: boolean;
  readonly now: Date;
};

export type ClientsRelated = { readonly type: 'ClientsRelated' } & Ends;
export type RelateRefusal = Refusal<'RELATED_TO_ONESELF' | 'ALREADY_RELATED' | 'OWN_ANCESTOR'>;

type Rule = Requirement<RelateFacts, RelateRefusal>;

const mustBeTwo: Rule = ({ onePerson }) =>
  onePerson ? refusal('RELATED_TO_ONESELF', '不能与本人建立关系。', 'Nobody is related to themselves.') : null;
const mustBeNew: Rule = ({ standsAlready }) =>
  standsAlready ? refusal('ALREADY_RELATED', '该关系已登记。', 'This relation is recorded already.') : null;
const mustNotBeAncestor: Rule = ({ isAncestor }) =>
  isAncestor
    ? refusal('OWN_ANCESTOR', '父母与子女关系不能首尾相连。', 'Nobody is their own parent, grandparent and so on.')
    : null;

const refusal = (code: RelateRefusal['code'], zh: string, en: string): RelateRefusal => ({
  code,
  rule: 'CR-1.04',
  message: text(zh, en),
});

/** CR-1.04: a relation is between two, stands once, and nobody descends from oneself. */
export const decideRelation = (facts: RelateFacts): Decision<ClientsRelated, RelateRefusal> => {
  const { ends, now } = facts;
  const why = reasoning(now).apply('CR-1.04').fact('relation', ends.kind);
  const no = firstRefusal([mustBeTwo, mustBeNew, mustNotBeAncestor], facts);
  if (no) return refused(no, why.explain('REFUSED', no.message));
  const summary = text('已登记两位客户之间的关系。', 'The relation between the two clients is recorded.');
  return accepted([{ type: 'ClientsRelated', ...ends }], why.explain('RELATED', summary));
};
