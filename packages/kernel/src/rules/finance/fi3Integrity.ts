import { section } from '../rule.ts';

/** V-36 to V-52 and K-01 to K-05: fines for integrity, poaching and leaks, and those of the club schedule. */
export const fi3Integrity = section('finance', {
  'V-36': {
    zh: '与客户争吵的，每次罚款1,000元；情节严重的，扣发当月佣金并予辞退。',
    en: 'Quarrel with a client: 1,000 yuan; grave: the month’s commission withheld, dismissal.',
    source: 'S4 8',
  },
  'V-37': {
    zh: '超权限承诺的，每次罚款500元，扣发单套或全部佣金，承担赔偿责任，视情节停盘或辞退。',
    en: 'Promise beyond authority: 500 yuan, one deal’s or all commission withheld, liability; suspension or dismissal by weight.',
    source: 'S4 8',
  },
  'V-38': {
    zh: '私收定金或好处的，每次罚款500元。',
    en: 'Taking deposits or favours: 500 yuan.',
    source: 'S4 8',
  },
  'V-39': {
    zh: '被客户投诉的，每次罚款1,000元；重大投诉扣发全部佣金、予以辞退并追究责任。',
    en: 'Complaint by a client: 1,000 yuan; major: all commission withheld, dismissal, liability.',
    source: 'S4 8',
  },
  'V-40': {
    zh: '诋毁其他楼盘的，每次罚款100元。',
    en: 'Running down other projects: 100 yuan.',
    source: 'S4 8',
  },
  'V-41': {
    zh: '未经许可私自对接开发商的，每次罚款500元，并停盘。',
    en: 'Dealing with the developer without leave: 500 yuan, suspension.',
    source: 'S4 8',
  },
  'V-42': {
    zh: '泄露业务、制度或客户资料，丢失或复制机密文件的，每项罚款2,000元；情节严重的，扣发全部佣金，视情节停盘或辞退。',
    en: 'Disclosing business, rules or client data, losing or copying secret papers: 2,000 yuan each; grave: all commission withheld; suspension or dismissal by weight.',
    source: 'S4 8',
  },
  'V-43': {
    zh: '损坏或遗失公物的，照价赔偿。',
    en: 'Damaging or losing property: its price.',
    source: 'S4 8',
  },
  'V-44': {
    zh: '浪费能源、纸张等的，每次罚款50元。',
    en: 'Waste of energy, paper and the like: 50 yuan.',
    source: 'S4 8',
  },
  'V-45': {
    zh: '值日工作不到位的，每次罚款50元。',
    en: 'Duty of the day not done: 50 yuan.',
    source: 'S4 8',
  },
  'V-46': {
    zh: '本人时段来电未接的，每次罚款100元。',
    en: 'Call in one’s slot not answered: 100 yuan.',
    source: 'S4 7§1',
  },
  'V-47': {
    zh: '在接待中或接待后抢客的，罚款500元，并停岗。',
    en: 'Poaching a client in or after a reception: 500 yuan, suspension.',
    source: 'S4 6§7',
  },
  'V-48': {
    zh: '明知是他人客户而抢签或因此争吵的，罚款1,000元，归还客户，可予辞退。',
    en: 'Knowingly signing a colleague’s client, or quarrelling over it: 1,000 yuan, client returned; dismissal.',
    source: 'S4 6§3.4.5, 6§7',
  },
  'V-49': {
    zh: '争执扰乱现场秩序的，双方各罚款1,000元。',
    en: 'Dispute that disturbs the floor: 1,000 yuan for each party.',
    source: 'S4 6§5',
  },
  'V-50': {
    zh: '服务投诉查实的，视情节罚款100–1,000元；客户要求的，另行指定他人接待。',
    en: 'Service complaint proven: 100–1,000 yuan by weight; client reassigned on request.',
    source: 'S4 6§6',
  },
  'V-51': {
    zh: '泄露信息并对销售造成不良影响的，罚款1,000–20,000元，予以出场，并追究责任。',
    en: 'Leak with harm to sales: 1,000–20,000 yuan, sent off the site, liability.',
    source: 'S4 6§8',
  },
  'V-52': {
    zh: '在场外招揽或私自接待客户的（SR-7.02），金额由裁定确定，予以出场，客户另行指定他人。',
    en: 'Soliciting or receiving clients outside the door (SR-7.02): amount by ruling, sent off the site, client reassigned.',
    source: 'S4 6§4',
  },
  'K-01': {
    zh: '会所制：已敲定客户名单迟交的，按日罚部门负责人10元。',
    en: 'club: confirmed client list handed in late: department head 10 yuan per day.',
    source: 'S3.20',
  },
  'K-02': {
    zh: '会所制：当客户面争抢客户的，当事人各罚款100元。',
    en: 'club: quarrel over a client before clients: 100 yuan each.',
    source: 'S3.20',
  },
  'K-03': {
    zh: '会所制：客户未投诉而发现其有抱怨的，罚当事员工100元。',
    en: 'club: client dissatisfied, found without a complaint: employee 100 yuan.',
    source: 'S3.20',
  },
  'K-04': {
    zh: '会所制：客户向最高层投诉的，部门负责人和当事员工各罚款100元。',
    en: 'club: complaint to the top: department head and employee 100 yuan each.',
    source: 'S3.20',
  },
  'K-05': {
    zh: '会所制：抱怨三日内未处理好的，部门负责人和当事员工各罚款500元，客户移交他人。',
    en: 'club: complaint not settled within three days: head and employee 500 yuan each; the client moves to another.',
    source: 'S3.20',
  },
});
