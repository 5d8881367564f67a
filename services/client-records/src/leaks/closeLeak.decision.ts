import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';

export type LeakClosed = { readonly type: 'LeakClosed' };
export type CloseRefusal = Refusal<'LEAK_CLOSED' | 'LEAK_REMEDY_MISSING' | 'LEAK_NEEDS_ANOTHER_PERSON'>;

export type ClosingFacts = {
  readonly closed: boolean;
  readonly remedies: number;
  readonly closerId: string;
  /** Null: a pattern raised it. */
  readonly reporterId: string | null;
  readonly accusedId: string | null;
};

/** CR-5.01: a case is closed when something was done about it, by neither who reported it nor who is suspected. */
export const decideClosing = (facts: ClosingFacts, now: Date): Decision<LeakClosed, CloseRefusal> => {
  const why = reasoning(now).apply('CR-5.01').fact('remedies', facts.remedies).fact('closerId', facts.closerId);
  const refusal = refusalFor(facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  return accepted([{ type: 'LeakClosed' }], why.explain('CLOSED', closed));
};

const refusalFor = ({ closed, remedies, closerId, reporterId, accusedId }: ClosingFacts): CloseRefusal | null => {
  if (closed) return leakRefusals.closed;
  if (closerId === reporterId || closerId === accusedId) return leakRefusals.samePerson;
  return remedies === 0 ? leakRefusals.noRemedy : null;
};

export const leakRefusals = {
  closed: {
    code: 'LEAK_CLOSED',
    rule: 'CR-5.01',
    message: text('该案件已经结案。', 'The case is closed.'),
  },
  samePerson: {
    code: 'LEAK_NEEDS_ANOTHER_PERSON',
    rule: 'CR-5.01',
    message: text('报告人和涉事人不得结案。', 'Neither who reported it nor who is suspected closes a case.'),
  },
  noRemedy: {
    code: 'LEAK_REMEDY_MISSING',
    rule: 'CR-5.01',
    message: text('尚未登记补救措施。', 'Nothing was recorded that was done about it.'),
  },
} as const satisfies Record<string, CloseRefusal>;

const closed = text('已采取补救措施，结案。', 'Something was done about it: the case is closed.');
