import {
  contradiction,
  type EnumSpec,
  type IntSpec,
  type PolicyDefinition,
  type PolicyFault,
  type TextSpec,
  text,
} from '@shouwen/kernel';

/** SR-12.01: the four classes, and the three of the variant. */
export const fourClasses = ['A', 'B', 'C', 'D'] as const;
export const threeClasses = ['vip', 'business', 'ordinary'] as const;
export type GuestClass = (typeof fourClasses)[number] | (typeof threeClasses)[number];
const guestClasses: readonly GuestClass[] = [...fourClasses, ...threeClasses];

/** Who receives. */
export const hostRanks = ['executive', 'director', 'manager', 'lead'] as const;
export type HostRank = (typeof hostRanks)[number];

/** What SR-12 leaves to the company. Caps are fen per guest; finance checks them (FI-6). */
export type HostingPolicy = {
  readonly [key in `hosting.host.${GuestClass}`]: HostRank;
} & {
  readonly [key in `hosting.venue.${GuestClass}`]: string;
} & {
  readonly [key in `hosting.capFen.${GuestClass}`]: number;
} & {
  readonly 'hosting.classes': 'four' | 'three';
  /** The one other venue of the variant. */
  readonly 'hosting.otherVenue': string;
  /** SR-12.02: from how many guests on two hosts accompany, and from how many on three. */
  readonly 'hosting.twoHostsFrom': number;
  readonly 'hosting.threeHostsFrom': number;
  /** SR-12.03 */
  readonly 'hosting.prepareWithinMinutes': number;
};

/** Host, venue and cap (yuan per guest) by class. Of the three classes the caps are our reading of FI-6. */
const classes: Readonly<Record<GuestClass, readonly [HostRank, string, number]>> = {
  A: ['executive', '贵宾厅', 500],
  B: ['director', '贵宾厅', 300],
  C: ['manager', '商务室', 200],
  D: ['lead', '接待区', 150],
  vip: ['executive', '文化苑', 500],
  business: ['manager', '商务室', 200],
  ordinary: ['lead', '休闲厅', 150],
};

type Key = `hosting.${'host' | 'venue' | 'capFen'}.${GuestClass}`;

const perClass = <V>(made: (one: GuestClass) => Record<string, V>): Record<Key, V> =>
  Object.assign({}, ...guestClasses.map(made)) as Record<Key, V>;

const preset = {
  ...perClass((one) => {
    const [host, venue, yuan] = classes[one];
    return { [`hosting.host.${one}`]: host, [`hosting.venue.${one}`]: venue, [`hosting.capFen.${one}`]: yuan * 100 };
  }),
  'hosting.classes': 'four',
  'hosting.otherVenue': '总经理室',
  'hosting.twoHostsFrom': 5,
  'hosting.threeHostsFrom': 11,
  'hosting.prepareWithinMinutes': 20,
} as unknown as HostingPolicy;

/** The sources on hosting are of other companies than those on selling, so both presets are alike. */
export const hostingPresets = { 'one-month': preset, 'triple-confirmation': preset } as const;

const hostOf = (one: GuestClass): EnumSpec<HostRank> => ({
  type: 'enum',
  options: hostRanks,
  default: classes[one][0],
  rule: 'SR-12.01',
  sentence: text(`${one}类来宾由谁接待。`, `Who receives guests of class ${one}.`),
});

const venueOf = (one: GuestClass): TextSpec<string> => ({
  type: 'text',
  maxLength: 50,
  default: classes[one][1],
  rule: 'SR-12.01',
  sentence: text(`${one}类来宾的接待场所。`, `Where guests of class ${one} are received.`),
});

const capOf = (one: GuestClass): IntSpec<number> => ({
  type: 'int',
  min: 0,
  max: 10_000_000,
  default: classes[one][2] * 100,
  unit: text('分/人', 'fen per guest'),
  rule: 'SR-12.01',
  sentence: text(`${one}类来宾的人均费用上限。`, `The spending cap per guest of class ${one}.`),
});

const guests = (key: 'hosting.twoHostsFrom' | 'hosting.threeHostsFrom', hosts: number): IntSpec<number> => ({
  type: 'int',
  min: 2,
  max: 1000,
  default: preset[key],
  unit: text('人', 'guests'),
  rule: 'SR-12.02',
  sentence: text(`几位来宾起须${hosts}人陪同。`, `From how many guests on ${hosts} hosts accompany.`),
});

export const hostingParams = {
  ...perClass((one) => ({
    [`hosting.host.${one}`]: hostOf(one),
    [`hosting.venue.${one}`]: venueOf(one),
    [`hosting.capFen.${one}`]: capOf(one),
  })),
  'hosting.classes': {
    type: 'enum',
    options: ['four', 'three'],
    default: preset['hosting.classes'],
    rule: 'SR-12.01',
    sentence: text('来宾分四类还是三类。', 'Whether guests are of four classes or of three.'),
  },
  'hosting.otherVenue': {
    type: 'text',
    maxLength: 50,
    default: preset['hosting.otherVenue'],
    rule: 'SR-12.01',
    sentence: text('三类制下唯一可用的其他场所。', 'With three classes: the only other venue.'),
  },
  'hosting.twoHostsFrom': guests('hosting.twoHostsFrom', 2),
  'hosting.threeHostsFrom': guests('hosting.threeHostsFrom', 3),
  'hosting.prepareWithinMinutes': {
    type: 'int',
    min: 1,
    max: 1440,
    default: preset['hosting.prepareWithinMinutes'],
    unit: text('分钟', 'minutes'),
    rule: 'SR-12.03',
    sentence: text(
      '接到参观通知后几分钟内完成准备。',
      'Within how many minutes of the notice preparations are finished.',
    ),
  },
} as unknown as PolicyDefinition<HostingPolicy>['params'];

/** The first thing that these parameters must not say together, null when they agree. */
export const hostingContradiction = (params: HostingPolicy): PolicyFault | null =>
  params['hosting.threeHostsFrom'] > params['hosting.twoHostsFrom']
    ? null
    : contradiction('hosting.threeHostsFrom', text('须多于前一人数。', 'must be more than the number before it.'));
