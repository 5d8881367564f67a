import {
  type Explanation,
  type Fact,
  formatYuan,
  type Refusal,
  type RejectedRule,
  type RuleId,
  ruleOf,
  type Text,
} from '@shouwen/kernel';

export type GraphRule = { id: string; chapter: string; text: Text; source: string };
export type GraphMoney = { __typename: 'Money'; fen: number; yuan: string };
export type GraphExplanation = {
  __typename: 'Explanation';
  id: string | null;
  outcome: string;
  summary: Text;
  applied: GraphRule[];
  rejected: { rule: GraphRule; because: Text }[];
  facts: { name: string; value: string | null; at: Date | null }[];
  policies: { name: string; preset: string; version: number }[];
  decidedAt: Date;
};
export type GraphRefusal = {
  __typename: 'Refusal';
  code: string;
  message: Text;
  rule: GraphRule | null;
  retryable: boolean;
  explanation: GraphExplanation;
};

/** The rule as the catalogue tells it. */
export const toGraphRule = (id: RuleId): GraphRule => {
  const { chapter, text, source } = ruleOf(id);
  return { id, chapter: String(chapter), text, source };
};

const factValue = (fact: Fact): string | null => {
  if (fact.value === null) return null;
  return Array.isArray(fact.value) ? fact.value.join(', ') : String(fact.value);
};

const toGraphRejected = ({ rule, because }: RejectedRule) => ({ rule: toGraphRule(rule), because });

/** Times come back from JSON columns as text. */
const asDate = (value: Date | string): Date => (value instanceof Date ? value : new Date(value));

/** An explanation in the shape of the graph; `id` when it was saved. Accepts one that went through JSON. */
export const toGraphExplanation = (explanation: Explanation, id: string | null = null): GraphExplanation => ({
  __typename: 'Explanation',
  id,
  outcome: explanation.outcome,
  summary: explanation.summary,
  applied: explanation.applied.map(toGraphRule),
  rejected: explanation.rejected.map(toGraphRejected),
  facts: explanation.facts.map((fact) => ({
    name: fact.name,
    value: factValue(fact),
    at: fact.at === undefined ? null : asDate(fact.at),
  })),
  policies: explanation.policies.map(({ name, preset, version }) => ({ name, preset, version })),
  decidedAt: asDate(explanation.decidedAt),
});

/** A refusal as a member of a result union. */
export const toGraphRefusal = (refusal: Refusal, explanation: Explanation): GraphRefusal => ({
  __typename: 'Refusal',
  code: refusal.code,
  message: refusal.message,
  rule: refusal.rule === null ? null : toGraphRule(refusal.rule),
  retryable: refusal.retryable ?? false,
  explanation: toGraphExplanation(explanation),
});

/** An amount in fen (a number, or what a bigint column gives) in the shape of the graph. @throws RangeError when it is no whole number of fen */
export const toGraphMoney = (fen: number | bigint | string): GraphMoney => {
  const amount = Number(fen);
  return { __typename: 'Money', fen: amount, yuan: formatYuan(amount) };
};
