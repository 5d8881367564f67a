import { section } from '../rule.ts';

/** SR-9: units and deals (房源、销控、成交). */
export const sr9 = section('sales-reception', {
  'SR-9.01': {
    zh: '房源记录楼栋、楼层、户型、面积、朝向、标价和状态：可售、销控（开发商保留）、暂留、已认购、已签约、已交房。仅可售房源可认购；两人同时认购的，只有一人成功。',
    en: 'A unit has building, floor, layout, area, orientation, list price and a state: available, reserved by the developer, held, subscribed, contracted, handed over. Only available units can be subscribed; of two at once exactly one succeeds.',
    source: 'S4 8; S0.2 §2.3',
  },
  'SR-9.02': {
    zh: '成交依次经过诚意金、定金认购、签约、付款（按揭或分期）、备案、交房，或退单（注明原因及责任方）。每一步均记录时间、经办人和文件。',
    en: 'A deal goes through earnest money, deposit and subscription, contract, payment (mortgage or instalments), filing, handover; or cancellation, with its reason and whose fault. Every step has a time, a person and its papers.',
    source: 'S4 1§2.2; S2 §4',
  },
  'SR-9.03': {
    zh: '成交价为标价减现行方案折扣；额外优惠须事先经经理批准。任何人不得超范围承诺，不得不按流程锁定房源。',
    en: 'The price is the list price less the discounts of the current scheme. Anything further needs the manager’s approval beforehand; nobody promises more, and nobody holds a unit outside the procedure.',
    source: 'S4 4§3.18',
  },
  'SR-9.04': {
    zh: '合同由一人拟定、另一人复核；发现差错的，双方均记责（FI-3）。',
    en: 'A contract is drawn up by one and checked by another; an error found is booked to both (FI-3).',
    source: 'S4 8',
  },
  'SR-9.05': {
    zh: '成交记录当时有效的归属决定；其后依SR-3.11、SR-3.12、SR-3.14或SR-7.04作出的决定取而代之，由财务补记差额。',
    en: 'The deal records the ownership decision in force at that moment; a later decision under SR-3.11, SR-3.12, SR-3.14 or SR-7.04 supersedes it, and finance posts the difference.',
    source: 'rulebook',
  },
  'SR-9.06': {
    zh: '交付正式定金或签署正式买卖合同，以先者为准，即为成交；诚意金不构成成交。',
    en: 'A deal is closed when the formal deposit is paid or the formal sale contract is signed, whichever is first; earnest money is not a deal.',
    source: 'S4 2§5.3',
  },
});
