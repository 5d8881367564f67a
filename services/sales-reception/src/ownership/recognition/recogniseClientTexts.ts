import { text } from '@shouwen/kernel';

export const wasRecognised = text('原置业顾问认出了客户。', 'The original consultant recognised the client.');
export const takesOver = text(
  '及时认出，客户归原置业顾问。',
  'Recognised in time: the client is the original consultant’s.',
);
export const ownContact = text(
  '及时认出，属自身资源客户，归该置业顾问。',
  'Won through the consultant’s own contacts and recognised in time: theirs.',
);
export const tooLateToTakeOver = text('已过认客时限。', 'The time for taking over is past.');
export const whateverTheProof = text(
  '当日知晓成交的，不论三位一体。',
  'Learnt of on the day of the deal: whatever the proof.',
);
export const shared = text(
  '由新置业顾问继续跟进，成交佣金由新老顾问分成。',
  'The new consultant continues; the commission of the deal is shared with the original one.',
);

export const refusals = {
  ALREADY_YOURS: text('该客户本就归您。', 'The client is yours anyway.'),
  NO_VALID_PROOF: text(
    '接待开始时您对该客户没有有效归属，客户归当轮置业顾问。',
    'You had no valid claim when the reception began: the client stays with the consultant in turn.',
  ),
  NOT_ANSWERED: text(
    '须说出客户姓氏且客户有回应。',
    'The client’s surname must be named, and the client must respond.',
  ),
  RECOGNISED_TOO_LATE: text(
    '已过认客期限，客户归接待的置业顾问。',
    'Recognised too late: the client stays with the consultant who received them.',
  ),
  CHANCE_ACQUAINTANCE: text(
    '偶遇的熟人不属自身资源客户，归接待的置业顾问。',
    'A chance acquaintance stays with the consultant who received them.',
  ),
  DEAL_WAS_CLOSED: text(
    '认出之前已成交，归成交的置业顾问。',
    'The deal was closed before: all to the consultant who closed it.',
  ),
};
