import { mustAddUpTo100, type PolicyDefinition, type PolicyFault, text } from '@shouwen/kernel';

/** What SR-3.14, SR-3.16 and SR-4.02 leave to the company, and when the owner is warned of a lapse. Parts are per cent. */
export type ClaimPolicy = {
  /** SR-3: how many days ahead the owner of a claim is warned that it lapses; null: never. */
  readonly 'claim.warningDays': number | null;
  /** SR-3.14: spouses whom two consultants received: both from then on, or whoever has the first valid record. */
  readonly 'family.spouses': 'joint' | 'first-record';
  readonly 'family.firstPart': number;
  readonly 'family.otherPart': number;
  /** SR-3.14: through which day after the deposit, its own day counted, the record may still be proven; null: never. */
  readonly 'family.proofDays': number | null;
  /** SR-3.16: within how many minutes a consultant recognises a client won through their own contacts; null: never. */
  readonly 'recognition.ownContactMinutes': number | null;
  /** SR-4.02: who received first, and whom the client insisted on. */
  readonly 'designation.firstPart': number;
  readonly 'designation.designatedPart': number;
};

const percent = text('%', 'per cent');
const part = { type: 'int', min: 0, max: 100, unit: percent } as const;
const days = text('天', 'days');

/** The presets of the rulebook. */
export const claimPresets = {
  'one-month': {
    'claim.warningDays': 1,
    'family.spouses': 'joint',
    'family.firstPart': 50,
    'family.otherPart': 50,
    'family.proofDays': null,
    'recognition.ownContactMinutes': null,
    'designation.firstPart': 70,
    'designation.designatedPart': 30,
  },
  'triple-confirmation': {
    'claim.warningDays': 1,
    'family.spouses': 'first-record',
    'family.firstPart': 50,
    'family.otherPart': 50,
    'family.proofDays': 2,
    'recognition.ownContactMinutes': 5,
    'designation.firstPart': 70,
    'designation.designatedPart': 30,
  },
} as const satisfies Record<string, ClaimPolicy>;

const preset = claimPresets['one-month'];

export const claimParams: PolicyDefinition<ClaimPolicy>['params'] = {
  'claim.warningDays': {
    type: 'int',
    min: 1,
    max: 28,
    nullable: true,
    default: preset['claim.warningDays'],
    unit: days,
    rule: 'SR-3.05',
    sentence: text(
      '归属失效前几天提醒置业顾问；不设的，不提醒。',
      'How many days before a claim lapses its owner is warned; without it, never.',
    ),
  },
  'family.spouses': {
    type: 'enum',
    options: ['joint', 'first-record'],
    default: preset['family.spouses'],
    rule: 'SR-3.14',
    sentence: text(
      '夫妻分别由两位置业顾问接待的，此后共同接待，还是归有效登记在先者。',
      'Spouses received by two consultants: both from then on, or whoever has the first valid record.',
    ),
  },
  'family.firstPart': {
    ...part,
    default: preset['family.firstPart'],
    rule: 'SR-3.14',
    sentence: text('夫妻共同接待时，先接待者所得。', 'Of spouses received jointly: the part of who received first.'),
  },
  'family.otherPart': {
    ...part,
    default: preset['family.otherPart'],
    rule: 'SR-3.14',
    sentence: text('夫妻共同接待时，后接待者所得。', 'Of spouses received jointly: the part of the other.'),
  },
  'family.proofDays': {
    type: 'int',
    min: 1,
    max: 60,
    nullable: true,
    default: preset['family.proofDays'],
    unit: days,
    rule: 'SR-3.14',
    sentence: text(
      '家属已交定金后，几天内（含当日）可举证；不设的，不受理。',
      'Through which day, that of the deposit included, a family’s record may be proven; without it, not at all.',
    ),
  },
  'recognition.ownContactMinutes': {
    type: 'int',
    min: 1,
    max: 240,
    nullable: true,
    default: preset['recognition.ownContactMinutes'],
    unit: text('分钟', 'minutes'),
    rule: 'SR-3.16',
    sentence: text(
      '接待开始后几分钟内认出自身资源客户的，归该置业顾问；不设的，归接待人。',
      'Within how many minutes of the start a consultant may recognise a client of their own contacts; without it, never.',
    ),
  },
  'designation.firstPart': {
    ...part,
    default: preset['designation.firstPart'],
    rule: 'SR-4.02',
    sentence: text(
      '客户中途坚持换人的，先接待者所得。',
      'The client insists on another in mid-reception: the part of who received first.',
    ),
  },
  'designation.designatedPart': {
    ...part,
    default: preset['designation.designatedPart'],
    rule: 'SR-4.02',
    sentence: text('客户中途坚持换人的，指定者所得。', 'The part of whom the client insisted on.'),
  },
};

/** The first thing that these parameters must not say together, null when they agree. */
export const claimContradiction = (params: ClaimPolicy): PolicyFault | null =>
  mustAddUpTo100(params, ['family.firstPart', 'family.otherPart']) ??
  mustAddUpTo100(params, ['designation.firstPart', 'designation.designatedPart']);
