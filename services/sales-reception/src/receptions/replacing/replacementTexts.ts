import { type RuleId, type Text, text } from '@shouwen/kernel';

const refusal = <Code extends string>(code: Code, rule: RuleId, message: Text) => ({ code, rule, message });

export const nobodyReceived = refusal(
  'NOBODY_RECEIVED',
  'SR-1.25',
  text('该来访无人接待。', 'Nobody received this visitor.'),
);
export const ended = refusal(
  'RECEPTION_ENDED',
  'SR-1.06',
  text('该接待已经结束。', 'The reception has ended already.'),
);
export const reasonMissing = refusal(
  'REASON_MISSING',
  'SR-4.05',
  text('更换置业顾问须写明原因。', 'A replacement needs a reason.'),
);
export const managerInvolved = refusal(
  'APPROVER_INVOLVED',
  'SR-4.02',
  text('决定更换的经理不得是当事人。', 'The manager who decides may not be one of those concerned.'),
);
export const notHere = refusal(
  'NOT_A_CONSULTANT_HERE',
  'SR-4.02',
  text('所指人员不是本案场的置业顾问。', 'Whoever was named is not a consultant of this site.'),
);
export const sameConsultant = refusal(
  'SAME_CONSULTANT',
  'SR-4.02',
  text('该来访本就由其接待。', 'This one is receiving the visitor already.'),
);
export const suspended = refusal(
  'CONSULTANT_SUSPENDED',
  'FI-3',
  text('所指置业顾问正被停盘。', 'The consultant named is suspended.'),
);
export const notSuspended = refusal(
  'NOT_SUSPENDED',
  'FI-3',
  text('该置业顾问并未停盘。', 'The consultant is not suspended.'),
);
export const notFree = refusal(
  'CONSULTANT_NOT_FREE',
  'SR-1.06',
  text('所指置业顾问正在接待或不在场。', 'The consultant named is receiving or away.'),
);
export const nobodyElse = refusal(
  'NO_CONSULTANT',
  'SR-1.08',
  text('没有其他置业顾问可以接手。', 'No other consultant can take over.'),
);
export const switchedOff = (rule: RuleId) =>
  refusal(
    'DESIGNATION_OFF',
    rule,
    text('本案场不设中途换人。', 'At this site nobody is replaced in mid-reception on request.'),
  );
export const refusedInPrinciple = (rule: RuleId) =>
  refusal(
    'REPLACEMENT_REFUSED',
    rule,
    text(
      '原则上不予支持，由经理做好客户工作。',
      'Refused in principle: the manager speaks with the client, who has not insisted.',
    ),
  );
export const noPriorityTurn = refusal(
  'NO_PRIORITY_TURN',
  'SR-4.05',
  text('此种情形不得安排优先轮值。', 'No priority turn is granted in this case.'),
);

export const continues = text(
  '一般性过错：记录违规，由原置业顾问继续接待。',
  'An ordinary fault: the violation is recorded, the consultant continues.',
);
export const replaced = text(
  '由轮到的下一位接手，视为新客户，原置业顾问不再享有任何权益。',
  'The next in the rotation takes over as with a new client; the first loses every right.',
);
export const divided = text(
  '经理决定由客户指定者接手，成交按先接待者与指定者分成。',
  'The manager lets the one asked for take over; a deal is divided between the first and the designated one.',
);
export const instigated = text(
  '被指定者有怂恿行为，成交全归先接待者。',
  'The designated one instigated it: a deal is wholly the first one’s.',
);
export const backToTheFirst = text(
  '客户又回到先接待者，成交全归先接待者。',
  'The client is with the first one again: a deal is wholly theirs.',
);
export const standsIn = text(
  '经理准许由他人义务接待，客户仍归原置业顾问。',
  'The manager lets another stand in; the client stays with the owner.',
);
export const assigned = text('经理指定他人接手该客户。', 'The manager assigns the client to another.');
export const assignedAfter = text(
  '接待已结束，经理将该客户指定给他人。',
  'The reception is over; the manager assigns the client to another.',
);
export const forSuspended = text(
  '原置业顾问停盘，由轮到的下一位接手。',
  'The consultant is suspended: the next in the rotation takes over.',
);
export const notSwappedBack = text('客户未坚持，或过错一般。', 'The client did not insist, or the fault was ordinary.');
