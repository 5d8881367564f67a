import { type Text, text } from '@shouwen/kernel';

/**
 * Every act that can be granted (OR-1.03), as `<thing>.<act>`, with the sentence that a manager reads when granting it.
 * Which role holds which permission is data of the organization service; what is not listed here cannot be granted at all.
 */
export const permissionTexts = {
  'site.read': text('查看案场资料', 'See the sites and their opening hours'),
  'site.manage': text('开设、变更案场', 'Open and change sites'),
  'staff.read': text('查看员工与任职', 'See staff and their posts'),
  'staff.manage': text('录用员工、任免岗位', 'Hire staff, assign and end posts'),
  'role.read': text('查看角色及其权限', 'See the roles and what they may do'),
  'role.manage': text('调整角色权限', 'Change what a role may do'),
  'policy.read': text('查看制度参数', 'See the policies in force'),
  'policy.change': text('调整制度参数', 'Put a new version of a policy in force'),
  'rotation.open': text('开启当日轮排', "Open the day's rotation"),
  'rotation.close': text('关闭当日轮排', "Close the day's rotation"),
  'rotation.read': text('查看轮排', 'See the rotation'),
  'rotation.correct': text('更正轮排', 'Correct the rotation, with a reason'),
  'reception.receive': text('前台登记来访、结束接待', 'At the desk: register arrivals and end receptions'),
  'reception.takeOwn': text('办理本人的接待', "Act in one's own receptions"),
  'absence.record': text('登记离场、返场', 'Record that a consultant leaves the floor or returns'),
  'absence.confirm': text('确认公务离场', 'Confirm an absence as official'),
  'visit.register': text('登记来访', 'Write a visit into the visit register'),
  'visit.read': text('查看来访登记', 'Read the visit register'),
  'registration.confirm': text('确认当日登记', "Confirm the day's registrations"),
  'call.register': text('登记来电', 'Write a call into the call register'),
  'call.read': text('查看来电登记', 'Read the call register'),
  'claim.read': text('查看客户归属', 'See whose client somebody is'),
  'claim.recognise': text('认客', "Recognise one's own client during another's reception"),
  'claim.manage': text('调整、分配客户归属', 'Transfer and redistribute claims'),
  'followUp.record': text('登记追访', 'Record a follow-up'),
  'followUp.read': text('查看追访', 'Read follow-ups'),
  'unit.read': text('查看房源', 'See the units'),
  'unit.manage': text('维护房源', 'Add units and change their state'),
  'price.approve': text('批准低于当期优惠方案的价格', 'Approve a price below that of the current scheme'),
  'deal.readOwn': text('查看本人参与分成的成交', 'See the deals in which one has a share'),
  'deal.read': text('查看本案场的成交', 'See the deals of the site'),
  'deal.record': text('登记认购、成交与退订', 'Record deposits, deals and cancellations'),
  'client.identify': text('凭完整电话查找或新建客户', 'Find a client by the exact phone, or open a new one'),
  'client.readOwn': text('查看本人的客户', "Read one's own clients"),
  'client.readSite': text('查看本案场的客户', 'Read the clients of the site'),
  'client.unmask': text('查看完整电话', 'See an unmasked phone, with a purpose'),
  'complaint.register': text('登记投诉', 'Register a complaint'),
  'complaint.read': text('查看投诉', 'Read complaints'),
  'complaint.handle': text('处理投诉', 'Assign, answer and close complaints'),
  'commission.readOwn': text('查看本人的佣金', "Read one's own commission"),
  'commission.readSite': text('查看本案场的佣金', 'Read the commission of the site'),
  'commission.manage': text('调整、发放佣金', 'Correct and release commission'),
  'ledger.read': text('查看总账', 'Read the ledger'),
  'ledger.close': text('按月结账', 'Close a month of the ledger'),
  'pool.spend': text('使用公佣', 'Spend from the common pool'),
  'audit.read': text('查看审计记录', 'Read the audit trail'),
  'explanation.read': text('查看决定的依据', 'Read why a decision was taken'),
} as const satisfies Record<`${string}.${string}`, Text>;

export type Permission = keyof typeof permissionTexts;

export const allPermissions = Object.keys(permissionTexts) as readonly Permission[];

export const isPermission = (value: unknown): value is Permission =>
  typeof value === 'string' && Object.hasOwn(permissionTexts, value);
