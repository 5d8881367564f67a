import { accepted, type Decision, firstRefusal, type Requirement, reasoning, refused, text } from '@shouwen/kernel';
import type { LostClient, LostRefusal, WinBackResult, WinBackWay } from './lost.ts';

export type WinBackFacts = {
  readonly now: Date;
  readonly today: string;
  readonly loss: Pick<LostClient, 'outcome' | 'listedFrom'>;
  readonly way: WinBackWay;
  readonly result: WinBackResult;
  readonly nextOn: string | null;
  /** Whether the client said no to being addressed. */
  readonly refusedOffers: boolean;
};

export type WonBack = { readonly outcome: 'won' | 'given-up' | null };

type Rule = Requirement<WinBackFacts, LostRefusal>;
const refuse = (code: LostRefusal['code'], zh: string, en: string): LostRefusal => ({
  code,
  rule: 'CR-7.04',
  message: text(zh, en),
});

const isLost: Rule = ({ loss, today }) => {
  if (loss.outcome !== null)
    return refuse('LOST_CLIENT_CLOSED', '该流失记录已了结。', 'This loss is over and done with.');
  return today < loss.listedFrom ? refuse('CLIENT_NOT_LOST', '该客户尚未流失。', 'The client is not lost yet.') : null;
};

const mayBeAddressed: Rule = ({ refusedOffers }) =>
  refusedOffers ? refuse('CONSENT_MISSING', '客户拒绝营销联系。', 'The client said no to being addressed.') : null;

const goesOn: Rule = ({ nextOn, result, today }) =>
  nextOn === null || (result === 'open' && nextOn > today)
    ? null
    : refuse(
        'BAD_INPUT',
        '下次日期须在今天之后，且尚未了结。',
        'A next day is after today, of an attempt that is open.',
      );

/** CR-7.04: an attempt to win a lost client back, and what came of it. */
export const decideWinBack = (facts: WinBackFacts): Decision<WonBack, LostRefusal> => {
  const { now, way, result, nextOn } = facts;
  const why = reasoning(now).apply('CR-7.04').fact('way', way).fact('result', result, now).fact('nextOn', nextOn);
  const refusal = firstRefusal([isLost, mayBeAddressed, goesOn], facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const outcome = result === 'open' ? null : result;
  return accepted([{ outcome }], why.explain('ATTEMPTED', attempted));
};

const attempted = text('已记录挽回及结果。', 'The attempt and its result were recorded.');
