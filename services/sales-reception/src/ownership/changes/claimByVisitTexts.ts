import { text } from '@shouwen/kernel';

export const noClient = text('不是购房客户，不产生归属。', 'No client, so nobody’s.');
export const tooLate = text(
  '未在接待当日登记，不能作为归属依据。',
  'Not registered by the end of the day: a violation, and no proof of ownership.',
);
export const notInRegister = text(
  '公共来访登记本缺此登记，三位一体不全，视为新客户。',
  'The line in the public register is missing: no triple proof, a new client.',
);
export const namedNobody = text('客户未指名，也无人认出。', 'The client named nobody and nobody recognised them.');
export const secondVisitChangesNothing = text(
  '本案场再次到访不重新起算。',
  'At this site a second visit starts nothing again.',
);
export const keepsOwner = text('归属不变。', 'The owner stays the owner.');
export const extendedWhenConfirmed = text(
  '归属不变，经确认后重新起算。',
  'The owner stays; the windows start again once confirmed.',
);
export const earlierWins = text(
  '以先登记者为准，归属不变。',
  'The earlier registration wins; the owner stays the owner.',
);
export const staysWithBuyersConsultant = text(
  '已购客户，仍归原置业顾问。',
  'Bought before: stays with that consultant.',
);
export const ownedFromNow = (validThrough: string) =>
  text(`归属成立，有效至${validThrough}（含当日）。`, `A claim is opened, valid through ${validThrough}.`);
export const startsAgain = (day: string) =>
  text(`重新起算，有效至${day}。`, `The windows start again, valid through ${day}.`);
export const endedMeanwhile = text('归属在登记之前已终止。', 'The claim was ended before the visit was registered.');
