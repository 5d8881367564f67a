import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';

export type HandlerFacts = {
  readonly handlerId: string;
  readonly aboutStaffId: string | null;
  readonly status: 'registered' | 'accepted';
  readonly now: Date;
};

export type HandlerAssigned = { readonly type: 'HandlerAssigned'; readonly handlerId: string };
export type HandlerRefusal = Refusal<'COMPLAINED_ABOUT' | 'HANDLED_ALREADY'>;

/** PS-3.01, PS-3.03: somebody accepts the complaint and answers for it; never the person complained about. */
export const decideHandler = (facts: HandlerFacts): Decision<HandlerAssigned, HandlerRefusal> => {
  const { handlerId, aboutStaffId, now } = facts;
  const why = reasoning(now).fact('handler', handlerId).fact('about', aboutStaffId);
  const refusal = refusalOf(facts);
  if (refusal)
    return refused(refusal, why.apply(...(refusal.rule ? [refusal.rule] : [])).explain('refused', refusal.message));
  const summary = text('已受理并指定处理人。', 'Accepted, with somebody who answers for it.');
  return accepted(
    [{ type: 'HandlerAssigned', handlerId }],
    why.apply('PS-3.01', 'PS-3.03').explain('accepted', summary),
  );
};

const refusalOf = ({ handlerId, aboutStaffId, status }: HandlerFacts): HandlerRefusal | null => {
  if (handlerId === aboutStaffId) {
    const message = text('被投诉人不得参与处理。', 'The person complained about takes no part in handling it.');
    return { code: 'COMPLAINED_ABOUT', rule: 'PS-3.01', message };
  }
  if (status === 'registered') return null;
  const message = text('该投诉已有处理人。', 'Somebody answers for this complaint already.');
  return { code: 'HANDLED_ALREADY', rule: 'PS-3.03', message };
};
