import { withCheckDigit } from './checkDigit.ts';
import { type DemoStaff, demoSites, demoStaffIn } from './company.ts';
import { demoId } from './demoId.ts';
import { demoTime } from './historyDays.ts';
import { plansOf } from './plans.ts';
import { type DemoSalesSite, demoSalesSites } from './salesSites.ts';
import { oneOf } from './spread.ts';

export type DemoClient = {
  readonly id: string;
  readonly name: string;
  /** Made up: numbers of this kind belong to nobody, and none is a slip of the hand away from another. */
  readonly phone: string;
  /** Where the client was met first. */
  readonly siteId: string;
  readonly lookingFor: string;
  readonly budget: string;
  /** How they heard of the project. */
  readonly channel: string;
  readonly class: 'A' | 'B' | 'C' | 'D';
};

const surnames = [
  ...['赵', '钱', '李', '周', '吴', '郑', '冯', '陈', '褚', '卫'],
  ...['蒋', '沈', '韩', '杨', '朱', '秦', '尤', '许', '何', '吕'],
  ...['张', '孔', '曹', '严', '华', '金', '魏', '陶', '姜', '戚'],
  ...['谢', '邹', '潘', '葛', '范', '彭', '鲁', '韦', '苗', '方'],
] as const;

const givenNames = [
  ...['子涵', '雨桐', '志强', '建华', '晓东', '丽娟', '海燕', '文博', '思远', '佳怡'],
  ...['国庆', '秀英', '春梅', '永福', '立新', '雪峰', '慧敏', '明哲', '少杰', '婷婷'],
  ...['一鸣', '俊杰', '玉兰', '振宇', '素珍', '浩然', '梦琪', '德胜', '红霞', '凯文'],
  ...['嘉木', '静怡', '卫民', '宏伟', '月琴', '景行', '若溪', '培元', '金凤', '启航'],
  ...['书瑶', '长青', '美玲', '天佑', '清扬', '兰芳', '世杰', '晨曦', '桂香', '云帆'],
] as const;

const wishes = ['两房 80–90㎡', '三房 100–120㎡', '三房 100–120㎡', '四房 140㎡以上', '复式', '商铺'] as const;
const budgets = ['90万', '120万', '150万', '180万', '240万', '300万'] as const;
const channels = ['路过', '朋友介绍', '网络广告', '公众号', '户外广告', '房交会'] as const;
const classes = ['A', 'B', 'B', 'C', 'C', 'D'] as const;

/** The first client's name is not of the lists: it is the one whom the examples speak of. */
const nameOf = (number: number): string =>
  number === 0 ? '苏婉清' : `${surnames[(number * 7) % 40] ?? ''}${givenNames[(number * 11) % 50] ?? ''}`;

type FirstContact = { readonly site: DemoSalesSite; readonly at: string };

/** Everybody's first contact, by phone or in person, as it came. */
const firstContacts: readonly FirstContact[] = demoSalesSites
  .flatMap((site) =>
    plansOf(site).flatMap(({ call, visits: [visit] }) => {
      const first = call ?? visit;
      return first ? [{ site, at: demoTime(first.day, first.minute) }] : [];
    }),
  )
  .sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));

const client = (site: DemoSalesSite, number: number): DemoClient => ({
  id: demoId(4, number + 1),
  name: nameOf(number),
  phone: `1990000${withCheckDigit(String(number + 1).padStart(3, '0'))}`,
  siteId: demoSites[site].id,
  lookingFor: oneOf(wishes, number * 5 + 8),
  budget: oneOf(budgets, number * 5 + 1),
  channel: oneOf(channels, number * 5 + 2),
  class: oneOf(classes, number * 5 + 3),
});

/** The two hundred clients, in the order in which they were met. */
export const demoClients: readonly DemoClient[] = firstContacts.map(({ site }, number) => client(site, number));

/** Those of one site, in the order in which they were met. */
export const demoClientsOf = (site: DemoSalesSite): readonly DemoClient[] =>
  demoClients.filter(({ siteId }) => siteId === demoSites[site].id);

export type DemoContact = { readonly client: DemoClient; readonly at: string; readonly by: DemoStaff };

/** When each client was met first, and who wrote the record at the desk; in the order in which they were met. */
export const demoFirstContacts: readonly DemoContact[] = firstContacts.flatMap(({ site, at }, number) => {
  const met = demoClients[number];
  return met ? [{ client: met, at, by: demoStaffIn('duty-person', demoSites[site].id) }] : [];
});
