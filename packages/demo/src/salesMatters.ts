import { demoClientsOf } from './clients.ts';
import { demoConsultantsOf, demoSites, demoStaffNamed } from './company.ts';
import { clock, demoTime } from './historyDays.ts';
import type { DemoMatterStep } from './matterStep.ts';
import type { DemoSalesSite } from './salesSites.ts';

/** Goals, units kept, disputes and violations of a site. */
export const salesMattersOf = (site: DemoSalesSite): readonly DemoMatterStep[] => [
  ...targetsOf(site),
  ...keptUnitsOf(site),
  ...disputesOf(site),
  ...violationsOf(site),
];

const wan = (number: number): number => number * 1_000_000;

/** SR-8.04: October and November of the site, November of each consultant. */
const targetsOf = (site: DemoSalesSite): DemoMatterStep[] => {
  const goal = { amountFen: wan(site === 'riverside' ? 150 : 180), cashFen: wan(60), units: 1 };
  const siteGoal = { amountFen: wan(900), cashFen: wan(300), units: 6 };
  const ofSite = (day: number, period: string): DemoMatterStep => ({
    ...{ key: `target-${period}`, at: demoTime(day, clock(9, 15)), does: 'target', period, staffId: null },
    ...siteGoal,
  });
  const consultants = demoConsultantsOf(demoSites[site].id).map(
    ({ id: staffId, signInName }): DemoMatterStep => ({
      ...{ key: `target-2026-11-${signInName}`, at: demoTime(20, clock(9, 20)), does: 'target', period: '2026-11' },
      staffId,
      ...goal,
    }),
  );
  return [ofSite(0, '2026-10'), ofSite(20, '2026-11'), ...consultants];
};

const clientOf = (site: DemoSalesSite, number: number) => {
  const client = demoClientsOf(site)[number];
  if (!client) throw new RangeError(`no client ${number} at ${site}`);
  return client;
};

const lastDay = 34;

/** SR-9.01, SR-9.03: what is open when the history ends. */
const keptUnitsOf = (site: DemoSalesSite): DemoMatterStep[] => {
  const [holds, asks] = site === 'riverside' ? ([112, 113] as const) : ([75, 76] as const);
  const at = (minute: number) => demoTime(lastDay, clock(17, minute));
  const later: DemoMatterStep = {
    ...{ key: 'reserve-later-phase', at: demoTime(1, clock(9, 30)), does: 'reserve', unit: 16 },
    until: '2027-03-31T18:00:00+08:00',
  };
  return [
    ...(site === 'cloudLane' ? [later] : []),
    { key: 'hold', at: at(0), does: 'hold', client: clientOf(site, holds), unit: 0 },
    { key: 'ask', at: at(10), does: 'askPrice', client: clientOf(site, asks), unit: 13, discountBasisPoints: 300 },
  ];
};

/** SR-7.04: one that was ruled on, and one that is open when the history ends. */
const disputesOf = (site: DemoSalesSite): DemoMatterStep[] => (site === 'riverside' ? ruledOn() : stillOpen());

const ruledOn = (): DemoMatterStep[] => {
  const number = 4;
  const visits = [`visit-${number}-0`, `visit-${number}-1`] as const;
  const [dispute, at] = ['dispute-ruled', (hour: number) => demoTime(18, clock(hour))] as const;
  const client = clientOf('riverside', number);
  return [
    { key: dispute, at: at(10), does: 'dispute', client, visits, openedBy: 'manager' },
    {
      ...{ key: 'state-first', at: at(11), does: 'state', dispute, visit: visits[0] },
      said: '客户首次到访由本人接待，已留联系方式，约定两周后再来。',
    },
    {
      ...{ key: 'state-second', at: at(14), does: 'state', dispute, visit: visits[1] },
      said: '客户再次到访时未提及同事，归属已失效，由本人按轮次接待。',
    },
    {
      ...{ key: 'rule', at: at(16), does: 'rule', dispute, visits, parts: [30, 70] },
      reason: '首次接待人两周未跟进，归属失效；考虑其首次介绍详尽，酌情分配。',
    },
  ];
};

const stillOpen = (): DemoMatterStep[] => {
  const number = 9;
  const visits = [`visit-${number}-0`, `visit-${number}-1`] as const;
  const dispute = 'dispute-open';
  const at = (minute: number) => demoTime(lastDay, clock(16, minute));
  return [
    {
      ...{ key: dispute, at: at(10), does: 'dispute', client: clientOf('cloudLane', number), visits },
      openedBy: 'second',
    },
    {
      ...{ key: 'state-open', at: at(30), does: 'state', dispute, visit: visits[1] },
      said: '客户称不记得原接待人，全程由本人讲解，应归本人。',
    },
  ];
};

type Seen = readonly [day: number, minute: number, name: string, code: string, note: string];

/** FI-3: what the duty person reported. Under the preset of 云栖里 nobody is fined for it. */
const seen: Readonly<Record<DemoSalesSite, readonly Seen[]>> = {
  riverside: [
    [24, clock(11, 5), '王芳', 'V-05', '在前台阅读与工作无关的书籍。'],
    [31, clock(14, 40), '赵磊', 'V-08', '午餐超过一个半小时。'],
    [lastDay, clock(17, 30), '孙丽', 'V-13', '未请假离开接待岗位四十分钟。'],
  ],
  cloudLane: [[30, clock(15, 20), '徐浩', 'V-23', '轮到接待而未及时迎客。']],
};

const violationsOf = (site: DemoSalesSite): DemoMatterStep[] =>
  seen[site].map(([day, minute, name, code, note]) => ({
    ...{ key: `report-${code}`, at: demoTime(day, minute), does: 'report', code, note },
    staffId: demoStaffNamed(name).id,
  }));
