import { section } from '../rule.ts';

/** FI-1 commission (佣金), FI-2 postings. */
export const fi1to2 = section('finance', {
  'FI-1.01': {
    zh: '成交计佣：按认购当日的案场、产品和方案费率，以合同价为基数；按方案约定的时点（认购、签约、分期回款）应付。业绩（套数和金额）与佣金分别归属。',
    en: 'A deal earns a commission: rate by site, product and scheme of the day of the subscription, on the contract price; due when the scheme says so (subscription, contract, cash received in parts). Performance (units and amount) is attributed separately from money.',
    source: 'S0.2 §6–7; S4 1§1; rulebook',
  },
  'FI-1.02': {
    zh: '第一级按渠道分配：无渠道的，全归置业顾问；公司介绍的，置业顾问70%、公佣30%；公司安排、置业顾问售后的，30%、70%；公司安排、他人售后或领导指定的，公佣100%；有效员工介绍的，置业顾问70%、介绍人30%。',
    en: 'Stage 1, channel. None: all to the consultants. Company introduced: 70 consultants / 30 pool. Company arranged, after-sales by a consultant: 30 / 70. Arranged, after-sales by others, or leader’s designation: 100 pool. Valid employee referral: 70 consultants / 30 introducer.',
    source: 'S0.2 §6 (SR-5)',
  },
  'FI-1.03': {
    zh: '第二级在置业顾问之间分配：归属者100%；或50/50（SR-3.11、SR-3.12、SR-3.14）、70/30（SR-4.02），或依裁定（SR-7.04）。义务接待者和接听来电者为0。',
    en: 'Stage 2, consultants: owner 100; or 50/50 (SR-3.11, SR-3.12, SR-3.14), 70/30 (SR-4.02), or a ruling (SR-7.04). Stand-ins and phone answerers: 0.',
    source: 'S0.2 §3.7, §5, §7; S4 6§3',
  },
  'FI-1.04': {
    zh: '三位一体制（案场可停用）：归属者病假期间成交的，假期3天以内，业绩和佣金全归本人；4至10天，业绩归本人，佣金减半（另一半归成交的同事）；超过10天，客户重新分配，业绩和佣金均不计。天数按批准的整段假期以自然日计，含首日。',
    en: 'triple-confirmation, guidance that a site may switch off: sick leave of the owner during the deal. Up to 3 days: commission and performance are the owner’s; 4–10 days: performance the owner’s, commission half (the other half to the colleague who closed); more than 10 days: the clients are redistributed, neither. Days of the whole approved leave, calendar, first one included.',
    source: 'S4 2§5',
  },
  'FI-1.05': {
    zh: '更名、换房的，分配比例不变，金额随新价格。退单的，以反向分录冲回已记金额，已付部分转为应收，于下期结算抵扣。',
    en: 'Name change or unit swap: shares stay, the amount follows the new price. Cancellation: what was posted is reversed by counter-postings, paid amounts become claims set off against the next statement.',
    source: 'S0.2 §7.6; rulebook',
  },
  'FI-1.06': {
    zh: '因处罚扣发的佣金（FI-3），不论单套、当月或全部，均单独记账，不改变分配比例。',
    en: 'Withheld by sanction (FI-3): one deal’s, a month’s or all commission: a posting of its own, never a changed share.',
    source: 'S4 8; rulebook',
  },
  'FI-1.07': {
    zh: '每人每月结算单：成交、份额及理由、扣减、罚款、结转；经编制、复核、批准、支付，更正记入下期。本人看本人的，经理看本案场的。',
    en: 'Monthly statement per person: deals, shares with their explanation, deductions, fines, carry-over; drafted, checked, approved, paid; corrections in the next one. A person sees their own; the manager their site’s.',
    source: 'S0.2 §7.1; rulebook',
  },
  'FI-1.08': {
    zh: '公佣单独设账；动用须经销售总监批准。',
    en: 'The pool has its own account; spending needs the sales director.',
    source: 'S0.2 §6.1; rulebook',
  },
  'FI-1.09': {
    zh: '对结算单某项有异议的，该项冻结至裁定为止。',
    en: 'Objections: a person contests a line; it stays frozen until ruled on.',
    source: 'rulebook',
  },
  'FI-2.01': {
    zh: '复式记账：每笔交易借贷平衡，只可追加，按其起因只记一次（一宗成交事件，一次记账）。',
    en: 'Double entry; each transaction balances; append-only; idempotent by its cause (one deal event, one posting).',
    source: 'rulebook',
  },
  'FI-2.02': {
    zh: '任一账户在过去任一时点的余额均可查得。',
    en: 'Any balance at any past time can be told.',
    source: 'rulebook',
  },
  'FI-2.03': {
    zh: '月度结账后，该月锁定。',
    en: 'Closing a month locks it.',
    source: 'rulebook',
  },
});
