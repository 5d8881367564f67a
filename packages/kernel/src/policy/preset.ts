import { type Text, text } from '../decision/text.ts';

/** The styles of regulation that the product knows; a site chooses one for each policy and overrides single parameters. */
export const presets = {
  'one-month': text(
    '一个月制：来访登记有效期一个月，按月认客，业绩佣金按五五、七三或公佣分配。',
    'One month of validity; recognition by month; splits 50/50, 70/30 and pool.',
  ),
  'triple-confirmation': text(
    '三位一体制：来访登记、系统录入与保鲜跟进三者齐备，五分钟内认客。',
    'Register, system entry and freshness together; recognition within five minutes.',
  ),
  'property-office': text('物业管理处制：管理处与客服中心的服务规定。', 'The service rules of a property office.'),
  dealer: text('经销商制：投诉处理并设重大投诉预警。', 'Complaint handling with an alarm for major complaints.'),
  'retail-chain': text('连锁门店制：投诉七日内结案。', 'Complaints closed within seven days.'),
  'records-strict': text(
    '严格档案制：客户档案分级保密、审批查阅。',
    'Archives with levels of secrecy and approved access.',
  ),
  distribution: text('分销制：客户分级与授信管理。', 'Client tiers and credit.'),
  club: text('会所制：会员积分与客户名单分配。', 'Loyalty points and the distribution of client lists.'),
} as const satisfies Record<string, Text>;

export type PresetName = keyof typeof presets;

/** True for the name of a preset of the product. */
export const isPresetName = (name: string): name is PresetName => Object.hasOwn(presets, name);
