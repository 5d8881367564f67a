import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import type { Month } from './month.ts';

export type ClosingFacts = {
  readonly siteId: string;
  readonly month: Month;
  /** The month that the site's calendar shows now. */
  readonly currentMonth: Month;
  /** The last closed month; null when none is. */
  readonly lockedThrough: Month | null;
  readonly now: Date;
};

export type MonthClosed = { readonly type: 'MonthClosed'; readonly siteId: string; readonly month: Month };
export type ClosingRefusal = Refusal<'MONTH_NOT_OVER' | 'MONTH_ALREADY_CLOSED'>;

/** FI-2.03: a month that is over may be closed, with all before it; from then on nothing more is posted into it. */
export const decideClosing = (facts: ClosingFacts): Decision<MonthClosed, ClosingRefusal> => {
  const { siteId, month, currentMonth, lockedThrough } = facts;
  const reasons = reasoning(facts.now).apply('FI-2.03').fact('month', month);
  reasons.fact('currentMonth', currentMonth).fact('lockedThrough', lockedThrough);
  if (month >= currentMonth) {
    const message = text('当月结束后才能结账。', 'A month can be closed only when it is over.');
    return refused({ code: 'MONTH_NOT_OVER', rule: 'FI-2.03', message }, reasons.explain('refused', message));
  }
  if (lockedThrough !== null && month <= lockedThrough) {
    const message = text('该月已结账。', 'This month is already closed.');
    return refused({ code: 'MONTH_ALREADY_CLOSED', rule: 'FI-2.03', message }, reasons.explain('refused', message));
  }
  const summary = text(`${month} 已结账。`, `${month} is closed.`);
  return accepted([{ type: 'MonthClosed', siteId, month }], reasons.explain('closed', summary));
};
