import { section } from '../rule.ts';

/** OR-1 sites, departments, staff, roles; OR-2 roster (排班); OR-3 duty (值班). */
export const or1to3 = section('organization', {
  'OR-1.01': {
    zh: '公司下设案场（销售案场、物业管理处、经纪门店），案场下设部门，部门下设人员。一人可在多个案场任职，各有角色和起止日期。',
    en: 'Company, sites (sales site, property office, brokerage branch), departments, staff. A person can have posts at several sites, each with a role and dates.',
    source: 'rulebook',
  },
  'OR-1.02': {
    zh: '角色涵盖置业顾问、值日生、销售主管、销售经理（项目经理）、项目总监、销售秘书、销售总监、招商、客户信息、客户服务、物业、品牌法务、财务、授信、总经理、高层、审计、合作方和管理员等；角色是权限的集合，角色和权限均为数据。',
    en: 'Roles from consultant, duty person, supervisor and manager through leasing, records, client service, property, brand and legal, finance and credit to general manager, executive, auditor, partner and administrator. A role is a set of permissions; both are data.',
    source: 'S3.7; S3.9; S3.12; S3.17; S4 1–5',
  },
  'OR-1.03': {
    zh: '权限规定可在哪些案场、对哪类对象、作何行为；未授予的一律拒绝。离岗者可限时委托，行为同时载明双方姓名。任何人不论角色，不得审批本人的申请。',
    en: 'Permissions say which act, on which kind of thing, at which sites; everything not granted is refused. Somebody who is away can delegate for a time; the act names both. Nobody approves their own request, whatever their role.',
    source: 'rulebook',
  },
  'OR-1.04': {
    zh: '离职的，岗位终止，会话立即失效，其客户和未结事项交经理重新分配。',
    en: 'Leaving: posts end, sessions end at once, clients and open cases go to the manager for redistribution.',
    source: 'rulebook',
  },
  'OR-1.05': {
    zh: '登录以密码进行，可审批款项或涉密者须加第二因素，或由公司身份系统（OIDC）认证。合作方系统凭客户端凭证接入：范围从严、逐方限流、可即时撤销。',
    en: 'Sign-in: password, with second factor for those who can approve money or secrets; or the company’s identity provider (OIDC). Partner systems: client credentials, narrow scopes, per-partner rate limits, revocable at once.',
    source: 'rulebook',
  },
  'OR-2.01': {
    zh: '实行每周六天工作制：周末、重大节假日和重大活动期间不安排休息（事后补休），周一至周五轮休一天，现场始终保持一名销售经理或主管。',
    en: 'Six days a week, nobody off at weekends, on major public holidays or during major events (made up later), one rest day Monday to Friday, one sales manager or supervisor always present.',
    source: 'S4 2§2.1',
  },
  'OR-2.02': {
    zh: '每周五由销售秘书公布下周一至周日排班表及每日值日生，经经理批准，抄送开发商。',
    en: 'Every Friday the secretary publishes next week’s roster Monday to Sunday with the duty person of each day; the manager approves; copied to the developer.',
    source: 'S4 2§3.1',
  },
  'OR-2.03': {
    zh: '排班公布后换班须书面申请，工作交接给指定同事，并经经理批准；否则按旷工处理。补休须书面申请。',
    en: 'After publication swaps are asked in writing, with a hand-over to a named colleague, and approved by the manager; else absent. Compensatory rest on written request.',
    source: 'S4 2§4.7–4.8',
  },
  'OR-2.04': {
    zh: '当月业绩最后一名，经理可增加、减少或停止其轮休。',
    en: 'The worst seller of the month may be given more, fewer or no rest days by the manager.',
    source: 'S4 2§2.3',
  },
  'OR-3.01': {
    zh: '值日生开启接待轮次和电话轮次，并按清单检查：09:00前查洽谈区和全员仪容，09:30前和14:00查现场（灯光、宣传片、音乐、模型、物料、设备、公示资料）和后台，14:00前再查仪容；安排用餐轮换，09:10主持晨会；故障立即上报，违规立即纠正并记录，漏查的承担连带责任。',
    en: 'The duty person opens rotation and phone order; checks by list: before 09:00 the negotiation area and everybody’s appearance, before 09:30 and at 14:00 the site (lights, film, music, model, materials, equipment, public notices) and the back office, before 14:00 appearance again; plans the meal rota; runs the morning meeting at 09:10; reports faults at once, corrects what is wrong and logs it; answers with others for what was not checked.',
    source: 'S4 5',
  },
  'OR-3.02': {
    zh: '物业管理处安排节假日、中午和夜间值班。',
    en: 'Property offices: holiday, noon and night duty.',
    source: 'S0.1',
  },
});
