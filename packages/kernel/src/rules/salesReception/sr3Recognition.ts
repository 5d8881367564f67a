import { section } from '../rule.ts';

/** SR-3.10 to SR-3.20: recognition, families, and claims of a special kind. */
export const sr3Recognition = section('sales-reception', {
  'SR-3.10': {
    zh: '在认客时限内认出的。一个月制：当日且成交前认出，仍由原置业顾问接待。三位一体制：接待开始5分钟内认出，能说出客户姓氏且客户有回应的，由原置业顾问接手，并于接待结束后立即出示有效的三位一体凭证；不能出示的，客户、业绩和佣金归还当轮置业顾问。',
    en: 'Recognised within the recognition window. one-month: on the same day before a deal, the original consultant. triple-confirmation: within 5 minutes of the start, able to name the client’s surname and the client responds, the original takes over and shows valid triple proof as soon as the reception ends; if not, client, performance and commission go back to the in-turn consultant.',
    source: 'S0.2 §3.7 G; S4 6§1.3.2, 6§3.1.2.3',
  },
  'SR-3.11': {
    zh: '逾时认出，且该次接待中未成交的（其后成交不影响）。一个月制：自新接待起一个月内认出，由新置业顾问继续跟进，佣金双方各50%；逾一个月全归新置业顾问。三位一体制：归当轮置业顾问，SR-3.12另有规定的除外。',
    en: 'Recognised later, with no deal during the new reception (a deal on a later day changes nothing). one-month: within one month of the new reception the new consultant continues and the commission is 50 / 50, after that all to the new; triple-confirmation: stays with the in-turn consultant, except SR-3.12.',
    source: 'S0.2 §3.7 I–J; S4 6§3.1.2.3',
  },
  'SR-3.12': {
    zh: '认出前已成交的。一个月制：该次接待中当场成交的，全归新置业顾问。三位一体制：当日成交且原置业顾问当日知晓的，不论凭证是否齐备，业绩和佣金各50%；当日之后知晓的，全归成交者。',
    en: 'Deal closed before recognition. one-month: closed in that reception, all to the new consultant. triple-confirmation: closed that day and the original learns of it the same day, performance and commission 50 / 50, whatever the proof; later, all to the closer.',
    source: 'S0.2 §3.7 H; S4 6§3.1.2.4',
  },
  'SR-3.13': {
    zh: '已购房客户再次来访的，能够核实的由原置业顾问接待，无法核实的视为新客户。',
    en: 'An owner who bought before and returns goes to the previous consultant if that can be verified, else is a new client.',
    source: 'S4 6§3.1.2.5',
  },
  'SR-3.14': {
    zh: '夫妻或直系亲属在成交前分别由两名置业顾问接待的。一个月制：夫妻由双方共同接待，佣金各50%；其他亲属依SR-2.05。三位一体制：交定前归首次有效记录者；交定后须于第二日24:00前举证（1日交定，2日内受理，3日起不受理），逾期归收定者。',
    en: 'A couple or direct family received separately by two consultants before the deal. one-month: spouses are received jointly from then on, 50 / 50; other family by SR-2.05. triple-confirmation: before the deposit the first valid record owns; after it, proof until 24:00 of the second day (deposit on the 1st: until the 2nd, refused from the 3rd); later, the one who took the deposit.',
    source: 'S0.2 §7.4; S4 6§3.4.3',
  },
  'SR-3.15': {
    zh: '三位一体制：退定客户的家人再次看房认购的，依SR-3.06按原归属认定。',
    en: 'triple-confirmation: when family of a client who cancelled returns and subscribes, SR-3.06 is applied to the original claim.',
    source: 'S4 6§3.4.1',
  },
  'SR-3.16': {
    zh: '三位一体制：置业顾问的熟人来访而未即时指明，接待中方被认出的：以自身资源开拓的客户在5分钟内相认，归该置业顾问；偶遇的熟人，由当值接待者继续接待。',
    en: 'triple-confirmation: a consultant’s acquaintance who does not ask for them at once and is recognised mid-reception: a client won through the consultant’s own contacts, recognised within 5 minutes, is theirs; a chance acquaintance stays with the receiver.',
    source: 'S4 6§1.3.4, 6§3.4.2',
  },
  'SR-3.17': {
    zh: '成交后更名或换房的，经办置业顾问、业绩和佣金归属不变。',
    en: 'A name change or unit swap after the deal leaves consultant, performance and commission unchanged.',
    source: 'S0.2 §7.6',
  },
  'SR-3.18': {
    zh: '两名客户意向同一房源的，先交定金者得；三位一体制下开发商已保留的除外。',
    en: 'When two clients want one unit the first deposit wins; under triple-confirmation, unless the developer reserved it.',
    source: 'S4 6§3.4.4',
  },
  'SR-3.19': {
    zh: '会所制：三个月内未邀约、邀约未到或未家访的客户，其他部门可以邀约，但须立即报客户资源总监变更记录；公司亦可另行分配。',
    en: 'club: a client within three months not invited, invited in vain or not visited may be invited by another department, which reports it at once to the client-resources director, who has the record changed; or the company reassigns the client.',
    source: 'S3.20',
  },
  'SR-3.20': {
    zh: '来电客户到场3分钟内未指明接待人的，视为新客户。三位一体制：邀约该客户的置业顾问在接待开始5分钟内发现的，归其所有；逾时归接待者。',
    en: 'A caller who names nobody within 3 minutes of arrival is a new client. triple-confirmation: found by the consultant who invited them within 5 minutes of the reception’s start, theirs; later, the receiver’s.',
    source: 'S4 6§1.3.1.3, 6§2.3',
  },
});
