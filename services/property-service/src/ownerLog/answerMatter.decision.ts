import { accepted, type Decision, type Refusal, reasoning, refused, type Text, text } from '@shouwen/kernel';

export type AnswerFacts = {
  readonly answer: string;
  readonly answered: boolean;
  readonly struckOff: boolean;
  readonly now: Date;
};

export type MatterAnswered = { readonly type: 'MatterAnswered'; readonly answer: string; readonly at: Date };
export type AnswerRefusal = Refusal<'CONTENT_MISSING' | 'ANSWERED_ALREADY' | 'STRUCK_OFF_ALREADY'>;

/** PS-1.02: the answer of substance that the owner was given, written down once and never over an earlier one. */
export const decideAnswer = (facts: AnswerFacts): Decision<MatterAnswered, AnswerRefusal> => {
  const { answer, now } = facts;
  const why = reasoning(now).apply('PS-1.02').fact('length', answer.length).fact('answered', facts.answered);
  const refusal = refusalOf(facts);
  if (refusal) return refused(refusal, why.explain('refused', refusal.message));
  const summary = text('已答复业主。', 'The owner is answered.');
  return accepted([{ type: 'MatterAnswered', answer, at: now }], why.explain('answered', summary));
};

const refusalOf = ({ answer, answered, struckOff }: AnswerFacts): AnswerRefusal | null => {
  if (struckOff) return no('STRUCK_OFF_ALREADY', text('该记录已注销。', 'This entry is struck off already.'));
  if (answered) return no('ANSWERED_ALREADY', text('该来事已答复。', 'This matter is answered already.'));
  if (answer.length >= 1 && answer.length <= 2000) return null;
  return no(
    'CONTENT_MISSING',
    text('须写明答复内容（1 至 2000 字）。', 'Write down the answer, in 1 to 2000 characters.'),
  );
};

const no = (code: AnswerRefusal['code'], message: Text): AnswerRefusal => ({ code, rule: 'PS-1.02', message });
