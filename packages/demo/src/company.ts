/**
 * The demo company, as plain data with fixed ids. It is a package of its own, because the demos of all services and the
 * runner of the diary speak of the same people and sites, and no service may import another or the machinery that starts it.
 * Names and people are made up. The organization service brings it to life through its ordinary use cases.
 */

import { demoId } from './demoId.ts';

export type DemoSite = {
  readonly id: string;
  readonly name: string;
  readonly englishName: string;
  readonly kind: 'sales' | 'property';
  readonly salesPreset: 'one-month' | 'triple-confirmation' | null;
  readonly servicePreset: 'property-office' | null;
  readonly timeZone: string;
  /** YYYY-MM-DD */
  readonly openedOn: string;
};

export type DemoPost = {
  readonly id: string;
  /** Null: held for the whole company. */
  readonly siteId: string | null;
  readonly role: string;
  /** Place in the roster of the site's consultants, from 1. */
  readonly rosterOrder: number | null;
};

export type DemoStaff = {
  readonly id: string;
  readonly name: string;
  /** Pinyin without spaces. */
  readonly signInName: string;
  readonly posts: readonly DemoPost[];
};

export const demoOpenedOn = '2026-01-05';

/** One password for everybody of the demo company, printed by `npm start`. */
export const demoPassword = 'shouwen-demo-2026';

const site = (number: number, rest: Omit<DemoSite, 'id' | 'timeZone' | 'openedOn'>): DemoSite => ({
  id: demoId(1, number),
  timeZone: 'Asia/Shanghai',
  openedOn: demoOpenedOn,
  ...rest,
});

export const demoSites = {
  /** 滨江花园, the sales site of the diary. */
  riverside: site(1, {
    name: '滨江花园',
    englishName: 'Riverside Garden',
    kind: 'sales',
    salesPreset: 'triple-confirmation',
    servicePreset: null,
  }),
  /** 云栖里 */
  cloudLane: site(2, {
    name: '云栖里',
    englishName: 'Cloud Lane',
    kind: 'sales',
    salesPreset: 'one-month',
    servicePreset: null,
  }),
  /** 滨江花园管理处, the property office of the estate that 滨江花园 sells. */
  riversideOffice: site(3, {
    name: '滨江花园管理处',
    englishName: 'Riverside Garden property office',
    kind: 'property',
    salesPreset: null,
    servicePreset: 'property-office',
  }),
} as const;

type DemoRole = readonly [role: string, site: keyof typeof demoSites | null, rosterOrder?: number];

const person = (number: number, name: string, signInName: string, ...roles: DemoRole[]): DemoStaff => ({
  id: demoId(2, number),
  name,
  signInName,
  posts: roles.map(([role, at, rosterOrder], index) => ({
    id: demoId(3, number * 10 + index),
    siteId: at === null ? null : demoSites[at].id,
    role,
    rosterOrder: rosterOrder ?? null,
  })),
});

export const demoStaff: readonly DemoStaff[] = [
  person(1, '陈静', 'chenjing', ['consultant', 'riverside', 1]),
  person(2, '刘洋', 'liuyang', ['consultant', 'riverside', 2]),
  person(3, '王芳', 'wangfang', ['consultant', 'riverside', 3]),
  person(4, '赵磊', 'zhaolei', ['consultant', 'riverside', 4]),
  person(5, '孙丽', 'sunli', ['consultant', 'riverside', 5]),
  person(6, '周敏', 'zhoumin', ['sales-manager', 'riverside']),
  person(7, '何晓燕', 'hexiaoyan', ['duty-person', 'riverside']),
  person(8, '郑国栋', 'zhengguodong', ['sales-director', 'riverside'], ['sales-director', 'cloudLane']),
  person(9, '林雨', 'linyu', ['consultant', 'cloudLane', 1]),
  person(10, '徐浩', 'xuhao', ['consultant', 'cloudLane', 2]),
  person(11, '马丽娜', 'malina', ['consultant', 'cloudLane', 3]),
  person(12, '高翔', 'gaoxiang', ['consultant', 'cloudLane', 4]),
  person(13, '沈洁', 'shenjie', ['sales-manager', 'cloudLane']),
  person(14, '罗佳', 'luojia', ['duty-person', 'cloudLane']),
  person(15, '谢志远', 'xiezhiyuan', ['office-director', 'riversideOffice']),
  person(16, '邓婷', 'dengting', ['receptionist', 'riversideOffice']),
  person(17, '许建国', 'xujianguo', ['repairer', 'riversideOffice']),
  person(18, '曹颖', 'caoying', ['finance-clerk', null]),
  person(19, '彭伟', 'pengwei', ['finance-manager', null]),
  person(20, '蒋琳', 'jianglin', ['records-specialist', null]),
  person(21, '韩冰', 'hanbing', ['auditor', null]),
  person(22, '唐宇', 'tangyu', ['administrator', null]),
  person(23, '梁爽', 'liangshuang', ['leasing-agent', 'cloudLane', 5]),
  person(24, '冯涛', 'fengtao', ['property-administrator', 'cloudLane']),
  person(25, '叶青', 'yeqing', ['client-service-manager', null]),
  person(26, '宋雅', 'songya', ['client-relations-advisor', null]),
  person(27, '石磊', 'shilei', ['records-supervisor', null]),
  person(28, '顾明远', 'gumingyuan', ['general-manager', null]),
];

export const demoCompany = {
  name: '首问置业',
  englishName: 'Shouwen Homes',
  sites: Object.values(demoSites) as readonly DemoSite[],
  staff: demoStaff,
} as const;

/**
 * The member of staff with this Chinese name; with `值班`, the duty person of the site.
 * @throws RangeError for a name that nobody bears
 */
export const demoStaffNamed = (name: string, siteId: string = demoSites.riverside.id): DemoStaff => {
  const found = demoStaff.find((one) => (name === '值班' ? isDutyPersonAt(one, siteId) : one.name === name));
  if (!found) throw new RangeError(`nobody in the demo company is called ${name}`);
  return found;
};

/** The consultants of a site in roster order. */
export const demoConsultantsOf = (siteId: string): readonly DemoStaff[] => {
  const orderOf = ({ posts }: DemoStaff) =>
    posts.find((post) => post.siteId === siteId && post.role === 'consultant')?.rosterOrder ?? null;
  return demoStaff.filter((one) => orderOf(one) !== null).sort((a, b) => (orderOf(a) ?? 0) - (orderOf(b) ?? 0));
};

const isDutyPersonAt = (one: DemoStaff, siteId: string): boolean =>
  one.posts.some((post) => post.role === 'duty-person' && post.siteId === siteId);

/** Who holds this role at the site, or for the whole company. @throws RangeError when nobody does */
export const demoStaffIn = (role: string, siteId: string | null): DemoStaff => {
  const found = demoStaff.find(({ posts }) => posts.some((post) => post.role === role && post.siteId === siteId));
  if (!found) throw new RangeError(`nobody in the demo company is ${role} there`);
  return found;
};

/** @throws RangeError for an id that is nobody's */
export const demoStaffById = (id: string): DemoStaff => {
  const found = demoStaff.find((one) => one.id === id);
  if (!found) throw new RangeError(`nobody in the demo company has the id ${id}`);
  return found;
};
