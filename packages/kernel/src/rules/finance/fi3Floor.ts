import { section } from '../rule.ts';

/** FI-3 and V-01 to V-16: fines (处罚), conduct on the floor. */
export const fi3Floor = section('finance', {
  'FI-3': {
    zh: '罚款由系统或经理依违规记录提出，由报告人以外的经理确认，可提出异议，于下期结算扣除。金额有幅度的，由经理在幅度内确定，超出即不予受理。一行为适用一条款，以更具体者为准：损害销售的适用V-51而非V-42，V-48先于V-47，V-47先于V-27，缺勤的适用FI-4.03而非V-14；V-39与V-50由案场择一适用。无对应条款的违规予以记录，金额由裁定确定。',
    en: 'A fine is proposed by the system or a manager from a recorded violation, confirmed by a manager other than its reporter, may be contested, and is deducted in the next statement. A range: the manager chooses within it, outside it is refused. One act, one code, the more specific one: V-51 instead of V-42 if sales were harmed, V-48 before V-47 before V-27, FI-4.03 instead of V-14 where a day was missed; a site chooses between V-39 and V-50. A violation without an entry is recorded and its amount ruled.',
    source: 'S4 8, 6§5–8; S3.20',
  },
  'V-01': {
    zh: '仪容仪表不合要求的，每次罚款20元。',
    en: 'Grooming not as required: 20 yuan.',
    source: 'S4 8',
  },
  'V-02': {
    zh: '未统一着装或鞋履不合要求的，每次罚款20元。',
    en: 'Uniform or shoes not as required: 20 yuan.',
    source: 'S4 8',
  },
  'V-03': {
    zh: '站姿、坐姿等仪态不规范的，每次罚款20元。',
    en: 'Posture not as required: 20 yuan.',
    source: 'S4 8',
  },
  'V-04': {
    zh: '未按要求站礼仪岗的，每次罚款20元。',
    en: 'Greeting post not done: 20 yuan.',
    source: 'S4 8',
  },
  'V-05': {
    zh: '在前台阅读或闲聊与工作无关内容的，每次罚款50元。',
    en: 'Reading or chatting unrelated to work at the desk: 50 yuan.',
    source: 'S4 8',
  },
  'V-06': {
    zh: '在前台大声喧哗、嬉闹的，每次罚款20元。',
    en: 'Loud talk or playing at the desk: 20 yuan.',
    source: 'S4 8',
  },
  'V-07': {
    zh: '在销售区化妆的，每次罚款50元。',
    en: 'Putting on make-up in the sales area: 50 yuan.',
    source: 'S4 8',
  },
  'V-08': {
    zh: '在非休息区饮食，或午餐超过一个半小时的，每次罚款50元。',
    en: 'Eating outside the rest area, or lunch over one and a half hours: 50 yuan.',
    source: 'S4 8',
  },
  'V-09': {
    zh: '私人物品随意堆放的，每次罚款50元。',
    en: 'Private things lying about: 50 yuan.',
    source: 'S4 8',
  },
  'V-10': {
    zh: '前台凌乱不洁的，每次罚款50元。',
    en: 'Untidy desk: 50 yuan.',
    source: 'S4 8',
  },
  'V-11': {
    zh: '下班后物料未归位的，每次罚款50元。',
    en: 'Materials not put away after work: 50 yuan.',
    source: 'S4 8',
  },
  'V-12': {
    zh: '接待后未清理洽谈桌的，每次罚款50元。',
    en: 'Negotiation table not cleared after a reception: 50 yuan.',
    source: 'S4 8',
  },
  'V-13': {
    zh: '未经批准擅自离岗（接待或接听电话）的，每次罚款100元，并停盘。',
    en: 'Leaving the post without leave (reception or phone): 100 yuan, suspension.',
    source: 'S4 8',
  },
  'V-14': {
    zh: '未经批准擅自休假的，每次罚款100元，并停盘。',
    en: 'Taking leave without approval: 100 yuan, suspension.',
    source: 'S4 8',
  },
  'V-15': {
    zh: '不服从领导安排的，每次罚款100元，并停盘。',
    en: 'Insubordination: 100 yuan, suspension.',
    source: 'S4 8',
  },
  'V-16': {
    zh: '工作消极、破坏工作氛围的，每次罚款100–1,000元，并停盘。',
    en: 'Unmotivated and spoiling the mood: 100–1,000 yuan, suspension.',
    source: 'S4 8',
  },
});
