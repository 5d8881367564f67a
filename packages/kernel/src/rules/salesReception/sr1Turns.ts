import { section } from '../rule.ts';

/** SR-1.20 to SR-1.31: what counts as a turn. */
export const sr1Turns = section('sales-reception', {
  'SR-1.20': {
    zh: '新客户首次来访，计一轮。',
    en: 'The first visit of a new client counts as a turn.',
    source: 'S4 6§1.2.9',
  },
  'SR-1.21': {
    zh: '老客户陪同新客户来访，计轮次：提前占用老客户所属置业顾问的下一轮，视为接待一次。',
    en: 'An old client who comes along with a new client counts: it uses up the next turn of the old client’s consultant in advance, as one reception.',
    source: 'S4 6§1.2.10; S0.2 §1.3',
  },
  'SR-1.22': {
    zh: '来电客户到访并指明接听其来电的置业顾问的，不计轮次。',
    en: 'A caller who now visits and names the consultant who took the call does not count as a turn.',
    source: 'S4 6§1.2.11, 7§2',
  },
  'SR-1.23': {
    zh: '已登记且仍在有效期内的老客户再次来访，不计轮次；归属已失效的，或曾来访而未登记的，视为新客户，计一轮。',
    en: 'An old client, registered and still valid, who returns does not count; one whose claim has lapsed, or who visited but was never registered, is a new client and counts.',
    source: 'S4 6§1.3.1',
  },
  'SR-1.24': {
    zh: '已购房业主来访不计轮次；无法核实其原置业顾问的，视为新客户，计一轮。',
    en: 'An owner who already bought does not count; if their consultant cannot be verified they are received as new, which counts.',
    source: 'S4 6§1.2.13, 6§3.1.2.5',
  },
  'SR-1.25': {
    zh: '接待之初即表明系同行、市调人员或找开发商人员、无需置业顾问接待的，不计轮次；接待完毕后才发现的，计一轮。',
    en: 'Whoever says at the start that they are from the trade, on a market survey or looking for someone at the developer and need no consultant does not count; found out only afterwards, it counts.',
    source: 'S4 6§1.2.12',
  },
  'SR-1.26': {
    zh: '参观团由开发商管理人员指派接待，不计轮次；因此错过的轮次予以补轮。',
    en: 'A tour group is assigned by the developer’s manager and does not count; a turn missed because of it is made up.',
    source: 'S4 6§1.2.14',
  },
  'SR-1.27': {
    zh: '新客户到访即指明某置业顾问的，不计轮次。一个月制：按指定接待办理（SR-4.01），因此错过的轮次不补；三位一体制：视同该置业顾问的老客户。',
    en: 'A new client who names a consultant on arrival does not count. one-month: designated reception (SR-4.01), a turn missed because of it is not made up; triple-confirmation: treated as that consultant’s old client.',
    source: 'S0.2 §5.1; S4 6§1.3.2',
  },
  'SR-1.28': {
    zh: '为不在场的同事义务接待其客户，不计轮次。',
    en: 'A stand-in reception for an absent colleague’s client does not count as a turn.',
    source: 'S0.2 §4.2; S4 6§3.1.2.2',
  },
  'SR-1.29': {
    zh: '公司或高层的关系客户，三位一体制：按正常轮次接待并计轮次；一个月制：按正常轮次接待，由领导指定接待人的依SR-5.01。',
    en: 'A client known to the company or to an executive: triple-confirmation counts them in normal order; one-month too, unless a leader designates the consultant (SR-5.01).',
    source: 'S4 6§1.3.1.5; S0.2 §6.1',
  },
  'SR-1.30': {
    zh: '同组多人来访，作一次接待、计一轮；表明并非同组的，依次轮接，各计一轮。',
    en: 'Several people who belong together are one reception and one turn; if they say they do not belong together, one turn each.',
    source: 'S4 6§1.3.2',
  },
  'SR-1.31': {
    zh: '三位一体制：置业顾问以自身资源开拓并亲自带到案场的客户，不计轮次。',
    en: 'triple-confirmation: a client won through the consultant’s own contacts and brought by them does not count as a turn.',
    source: 'S4 6§1.3.4',
  },
});
