import { demoClientsOf } from './clients.ts';
import { demoStaffNamed } from './company.ts';
import { clock, demoTime } from './historyDays.ts';
import type { DemoEnquiry, DemoMatterStep, DemoSpace } from './matterStep.ts';
import { demoPartners } from './partners.ts';

/** What the leasing desk of 云栖里, its brokers, its pipeline and its guests were about. */
export const leasingMatters = (): readonly DemoMatterStep[] => [
  ...spaces.map(
    (space, index): DemoMatterStep => ({
      ...{ key: `space-${index}`, at: demoTime(14, clock(9, 30 + index)), does: 'space', space },
    }),
  ),
  ...brokers,
  ...enquiries,
  ...pipeline(),
  ...tour,
];

const space = (floor: number, number: string, areaHundredths: number, rest: Partial<DemoSpace> = {}): DemoSpace => ({
  ...{ building: '商务楼', floor, number, layout: '开间', areaHundredths, orientation: '南' },
  netAreaHundredths: Math.floor((areaHundredths * 72) / 100),
  fitOut: 'standard',
  neighbours: ['会计师事务所', '设计公司'],
  // 2.6 yuan a square metre and day, thirty days; hundredths of a square metre times yuan are fen.
  rentFen: areaHundredths * 78,
  managementFeeFen: areaHundredths * 12,
  shortestMonths: 12,
  flexibleTerms: '签两年及以上可免租一个月装修期',
  ...rest,
});

const spaces: readonly DemoSpace[] = [
  space(3, '301', 21_600),
  space(3, '302', 12_800, { orientation: '北', fitOut: 'bare' }),
  space(5, '501', 34_500, { layout: '大平层', flexibleTerms: null }),
];

/** SR-10.05 */
const brokers: readonly DemoMatterStep[] = [
  ...demoPartners.map(
    (partner, index): DemoMatterStep => ({
      ...{ key: `broker-${index}`, at: demoTime(15, clock(10, index)), does: 'broker', partner },
    }),
  ),
  { key: 'brochure', at: demoTime(15, clock(10, 30)), does: 'brochure', reference: '云栖里商务楼招商手册-2026.pdf' },
];

const tenant: DemoEnquiry = {
  ...{ company: '临江设计事务所', business: '室内设计', standing: 'known', leftCard: true },
  ...{ areaHundredths: 20_000, rentExpectedFen: 1_600_000, presentBuilding: '城东商厦' },
};
const stranger: DemoEnquiry = {
  ...{ company: '某贸易公司', business: '贸易', standing: 'ordinary', leftCard: false },
  ...{ areaHundredths: 12_000, rentExpectedFen: null, presentBuilding: null },
};

/** SR-10.01 to SR-10.03; the second leaves neither card nor phone, and security is told (SR-10.06). */
const enquiries: readonly DemoMatterStep[] = [
  { key: 'enquiry', at: demoTime(32, clock(10, 10)), does: 'enquire', enquiry: tenant },
  { key: 'enquiry-viewing', at: demoTime(32, clock(10, 40)), does: 'moveEnquiry', enquiry: 'enquiry', to: 'viewing' },
  {
    ...{ key: 'quote', at: demoTime(32, clock(11, 20)), does: 'quote', enquiry: 'enquiry', space: 'space-0' },
    months: 24,
  },
  { key: 'enquiry-stranger', at: demoTime(33, clock(15)), does: 'enquire', enquiry: stranger },
];

/** SR-11.01, SR-11.02: needs, checked by another; then a round of proposals. */
const pipeline = (): DemoMatterStep[] => {
  const client = demoClientsOf('cloudLane')[74];
  if (!client) throw new RangeError('云栖里 has no such client');
  const at = (hour: number, minute: number) => demoTime(34, clock(hour, minute));
  const work = { does: 'workCase', case: 'case', client } as const;
  return [
    {
      ...{ key: 'case', at: at(10, 0), does: 'openCase', client, areaFromHundredths: 8_000 },
      ...{ areaToHundredths: 12_000, budgetFen: 200_000_000 },
    },
    { key: 'case-finish', at: at(10, 30), ...work, step: 'finish' },
    { key: 'case-check', at: at(11, 0), ...work, step: 'check' },
    { key: 'case-propose', at: at(11, 30), ...work, step: 'propose' },
  ];
};

/** SR-12: security is ready in time, cleaning five minutes late. */
const tour: readonly DemoMatterStep[] = [
  {
    ...{ key: 'hosting', at: demoTime(31, clock(9, 30)), does: 'host', subject: '街道办参观商务楼' },
    ...{ guestKind: 'government', guests: 6, tourAt: demoTime(31, clock(15)) },
    companionIds: ['沈洁', '罗佳'].map((name) => demoStaffNamed(name).id),
  },
  {
    key: 'prepare-security',
    at: demoTime(31, clock(9, 45)),
    does: 'prepare',
    hosting: 'hosting',
    preparer: 'security',
  },
  {
    key: 'prepare-cleaning',
    at: demoTime(31, clock(9, 55)),
    does: 'prepare',
    hosting: 'hosting',
    preparer: 'cleaning',
  },
  {
    ...{ key: 'archive', at: demoTime(31, clock(16, 30)), does: 'archive', hosting: 'hosting' },
    photos: ['2026-11-12-街道办-01.jpg', '2026-11-12-街道办-02.jpg'],
    minutes: '2026-11-12-街道办来访纪要.docx',
  },
];
