import { section } from '../rule.ts';

/** SR-4 designated reception (指定接待), SR-5 special clients (特殊客户), SR-6 referral by a client (老带新). */
export const sr4to6 = section('sales-reception', {
  'SR-4.01': {
    zh: '新客户在实质性接待（参观、讲解）开始前指定置业顾问的，由被指定者接待。',
    en: 'A new client who names a consultant before the reception has really begun (tour, presentation) gets that one.',
    source: 'S0.2 §5.1',
  },
  'SR-4.02': {
    zh: '当日新客户在接待中途另指定他人的，原则上不予支持；客户坚持的，由经理决定，佣金70%归最先接待者、30%归被指定者；经查系被指定者怂恿的，100%归最先接待者。',
    en: 'A new client of the day who asks for another in mid-reception is refused in principle. If they insist the manager decides: then 70 % to the first, 30 % to the designated; if the designated instigated it, 100 % to the first.',
    source: 'S0.2 §5.2',
  },
  'SR-4.03': {
    zh: '老客户另指定他人的，原则上不予支持；经理允许的，由被指定者义务接待，佣金100%归原置业顾问。',
    en: 'An old client who asks for another is refused in principle; if the manager allows it, the other stands in and 100 % stays with the original.',
    source: 'S0.2 §5.3',
  },
  'SR-4.04': {
    zh: '老客户介绍来的新客户按新客户处理，适用SR-4.01或SR-6的除外。',
    en: 'A new client sent by an old one is a new client, unless SR-4.01 or SR-6 applies.',
    source: 'S0.2 §5.4',
  },
  'SR-4.05': {
    zh: '客户拒绝当前置业顾问的：无过错的不予更换，由经理协调；一般过错的予以处罚，仍由其接待；过错严重或客户坚决要求的，由轮序下一位按新客户接手，原置业顾问丧失一切权益，该次按轮空处理，经理可准予优先轮值（默认过错严重者除外）。处罚金额由经理裁定。',
    en: 'A client rejects the consultant. No fault: refused, the manager mediates. Ordinary fault: fine, the consultant continues. Serious fault, or the client insists: the next in the rotation takes over as with a new client, the first loses every right; it counts as a skipped turn, and the manager may grant a priority turn (by default not after a serious fault). The fine is ruled.',
    source: 'S0.2 §3.10',
  },
  'SR-5.01': {
    zh: '公司客户指来访登记前已通过公司或高层联系的客户；此前已登记的不属公司客户。由领导指定置业顾问接待的，视为义务接待，不计轮次，佣金100%归公佣。',
    en: 'A company client came through the company or an executive before any visit and registration; one who had registered before is not. A leader designates the consultant: stand-in, no turn, 100 % to the pool.',
    source: 'S0.2 §6.1',
  },
  'SR-5.02': {
    zh: '由公司介绍或带到现场、置业顾问全程跟进成交的，佣金70%归置业顾问、30%归公佣。',
    en: 'Introduced or brought by the company, the consultant handling everything: 70 % to the consultant, 30 % to the pool.',
    source: 'S0.2 §6.1.3',
  },
  'SR-5.03': {
    zh: '由公司直接安排成交、置业顾问负责售后跟进的，佣金30%归置业顾问、70%归公佣。',
    en: 'A deal arranged by the company, the consultant doing the after-sales: 30 % to the consultant, 70 % to the pool.',
    source: 'S0.2 §6.1.4',
  },
  'SR-5.04': {
    zh: '由公司直接安排成交、其他员工跟进售后的，佣金100%归公佣。',
    en: 'A deal arranged by the company, other staff doing the after-sales: 100 % to the pool.',
    source: 'S0.2 §6.1.5',
  },
  'SR-5.05': {
    zh: '员工介绍的客户须在首次来访前向项目经理办理介绍客户登记，注明来访日期，一式两份（助理、案场各一）。届时未来访的失效，客户仍未来访的可重新登记；来访时介绍人须陪同或事先电话告知，经经理核对签字。手续不全，或置业顾问已登记在先的，介绍无效。介绍有效的，佣金30%归介绍人、70%归置业顾问。',
    en: 'Employee referral: registered with the project manager before the first visit, with its date, in duplicate (assistant, site). Not come on that date: lapsed, may be registered again while the client has not visited. Come: the employee accompanies or phones ahead, the manager checks the form and signs. All of it, or void; void too if a consultant had registered the client first. 30 % introducer, 70 % consultant.',
    source: 'S0.2 §6.2',
  },
  'SR-6.01': {
    zh: '老客户亲自带新客户到场，或事先来电说明姓名和意向并已登记，或新客户到访即指明置业顾问的，为老带新。老客户指曾来访（含退定）或已购房的客户。',
    en: 'It is a referral if the old client brings the new one in person, or phoned ahead with name and intent and the call is registered, or the new client names the consultant on arrival. Old client: visited before (also one who cancelled) or bought.',
    source: 'S4 6§3.3.1',
  },
  'SR-6.02': {
    zh: '老带新客户归老客户的置业顾问接待。其不在场时，一个月制：已约定时间，或老客户同来并点名的，由轮序末位义务接待，随后仍可接下一位客户；三位一体制：已报告经理的由经理安排他人接待，未报告的由当轮者按新客户接待。',
    en: 'A referral goes to the old client’s consultant. If that one is away, one-month: announced with a time, or the old client comes along and asks for them, the last in the rotation stands in and may then take the next client; triple-confirmation: announced to the manager, a consultant the manager arranges; not announced, in-turn, as new.',
    source: 'S0.2 §7.5; S4 6§3.3.2',
  },
  'SR-6.03': {
    zh: '既未来电、又无老客户陪同、也未指明置业顾问的，为接待者的新客户；其后再与老客户同来的，不改变归属。',
    en: 'No call, not accompanied, nobody named: a new client of whoever receives; a later visit together with the old client changes nothing.',
    source: 'S0.2 §7.5 C; S4 6§3.3.2.4',
  },
  'SR-6.04': {
    zh: '老带新为老客户累计积分（CR-6）。',
    en: 'A referral earns the old client loyalty points (CR-6).',
    source: 'S3.20; rulebook (CR-6.04)',
  },
});
