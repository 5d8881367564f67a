import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';

export type StrikeOffFacts = {
  readonly struckOff: boolean;
  readonly answered: boolean;
  /** A complaint under the entry that is not closed. */
  readonly openComplaint: boolean;
  readonly now: Date;
};

export type StruckOff = { readonly type: 'StruckOff'; readonly at: Date };
export type StrikeOffRefusal = Refusal<'NOT_SETTLED' | 'STRUCK_OFF_ALREADY'>;

/** PS-2.08: an entry is struck off only when everything under it is settled: the owner answered, no complaint open. */
export const decideStrikeOff = (facts: StrikeOffFacts): Decision<StruckOff, StrikeOffRefusal> => {
  const { answered, openComplaint, struckOff, now } = facts;
  const why = reasoning(now).apply('PS-2.08').fact('answered', answered).fact('openComplaint', openComplaint);
  if (struckOff) {
    const message = text('该记录已注销。', 'This entry is struck off already.');
    return refused({ code: 'STRUCK_OFF_ALREADY', rule: 'PS-2.08', message }, why.explain('refused', message));
  }
  if (!answered || openComplaint) {
    const message = text('事项未全部办结，不得注销。', 'Not everything under this entry is settled.');
    return refused({ code: 'NOT_SETTLED', rule: 'PS-2.08', message }, why.explain('refused', message));
  }
  const summary = text('全部办结，予以注销。', 'Everything is settled: the entry is struck off.');
  return accepted([{ type: 'StruckOff', at: now }], why.explain('struck-off', summary));
};
