import { text } from '@shouwen/kernel';

export const noValidRecord = text(
  '家属没有有效的归属登记，不影响本次归属。',
  'No record of the family is valid: nothing changes.',
);
export const sameConsultant = text('家属本就归同一置业顾问。', 'The family is the same consultant’s already.');
export const jointFromNow = text(
  '夫妻分别由两位置业顾问接待：此后共同接待，成交分成。',
  'Spouses received by two consultants: both receive them from now on, and share the deal.',
);
export const firstRecordOwns = text(
  '家属分别被接待：归有效登记在先者。',
  'Family received separately: whoever has the first valid record owns.',
);
export const proven = text(
  '举证成立：家属的有效登记在先，成交归其置业顾问。',
  'Proven in time: the family’s first valid record owns the deal.',
);

export const refusals = {
  FAMILY_PROOF_NOT_HERE: text(
    '本案场成交后不受理家属举证。',
    'At this site no family’s record is heard after the deal.',
  ),
  DEAL_NOT_OPEN: text('该成交已取消。', 'The deal is cancelled.'),
  PROOF_TOO_LATE: text(
    '已过举证期限，归收取定金的置业顾问。',
    'The time for proof is over: it stays with the one who took the deposit.',
  ),
  NO_VALID_PROOF: text(
    '成交时该家属没有有效的归属登记。',
    'No record of that relative was valid when the deal closed.',
  ),
  NOT_THE_FIRST_RECORD: text('买受人本人的登记在先。', 'The buyer’s own record is the earlier one.'),
  ALREADY_YOURS: text('成交本就归该置业顾问。', 'The deal is that consultant’s already.'),
};
