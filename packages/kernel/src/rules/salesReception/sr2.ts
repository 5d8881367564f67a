import { section } from '../rule.ts';

/** SR-2: registration (登记). */
export const sr2 = section('sales-reception', {
  'SR-2.01': {
    zh: '每次来访由接待的置业顾问当日登记：姓名、联系方式、同行人及关系、需求、预算、认知途径、客户级别（按成交可能分A/B/C/D）。仅到场客户方可录为来访。当日未登记的，属违规，且不得作为归属凭证。',
    en: 'Every visit is registered by the receiving consultant on the same day: name, contact, who came along and how related, what they look for, budget, how they heard of the project, class A/B/C/D by chance of closing. Only a client present on site is a visit. Not by the end of the day: a violation, and no proof of ownership.',
    source: 'S0.2 §7.1; S4 6§1.3.2, 6§2',
  },
  'SR-2.02': {
    zh: '登记须经经理每日审核确认，方可作为归属凭证（一个月制须确认，三位一体制无须确认）。',
    en: 'A registration proves ownership only once the manager has confirmed it in the daily confirmation (one-month: needed; triple-confirmation: not).',
    source: 'S0.2 §7.2',
  },
  'SR-2.03': {
    zh: '登记不得涂改或销毁。更正须另立记录并由经理签字；涂改而未经签字确认的，该客户不再属于该置业顾问。',
    en: 'Registrations are never altered or destroyed. A correction is a new entry that a manager signs; an unsigned alteration voids the consultant’s claim.',
    source: 'S0.2 §7.2; S4 6§2.1',
  },
  'SR-2.04': {
    zh: '来电登记记录姓名、联系方式、关注与需求、认知途径、计划到访时间和客户级别，仅作信息留存，不作归属凭证。首次来电的客户，置业顾问须于当日发送项目地址和路线，并留存记录备经理检查。',
    en: 'A call registration holds name, contact, interest, how they heard of it, planned visit time and class; it is information, not proof of ownership. On the day of a first call the consultant sends address and route, and the message is recorded for the manager’s check.',
    source: 'S0.2 §3.13; S4 7§4–6',
  },
  'SR-2.05': {
    zh: '同一客户有两份登记的，以先登记者为准。三位一体制：记录须为买受人本人或其直系亲属（父母、子女、配偶）；同日登记的，以客户本人指认为准。',
    en: 'Of two registrations for one client the earlier one wins. triple-confirmation: it must be the buyer’s own or their direct family’s (parents, children, spouse), and if both are of the same day the client’s own word decides.',
    source: 'S0.2 §7.3; S4 6§3.4.3',
  },
  'SR-2.06': {
    zh: '客户同一性以电话号码或证件号码认定，不论姓名写法。完全匹配的结果仅向值日生和经理显示；非该客户所属的置业顾问只得到“请询问经理”的答复。',
    en: 'The same person is found by phone number or identity number, whatever the name’s spelling. An exact match is shown to the duty person and the manager; a consultant whose client it is not learns only “ask the manager”.',
    source: 'rulebook (CR-2.01)',
  },
});
