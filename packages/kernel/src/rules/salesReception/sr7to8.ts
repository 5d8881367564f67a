import { section } from '../rule.ts';

/** SR-7 conduct between consultants and disputes, SR-8 follow-up (跟进) and reporting. */
export const sr7to8 = section('sales-reception', {
  'SR-7.01': {
    zh: '未经邀请，不得介入同事的接待，不得向同事的客户递名片、打电话或发信息。抢客的，客户归还，并处罚款和停盘（FI-3）。',
    en: 'Nobody steps into a colleague’s reception, hands a card to, calls or messages a colleague’s client, except when invited. Poaching: the client goes back, fine and suspension from the floor (FI-3).',
    source: 'S4 6§7; S3.5 §7, §9',
  },
  'SR-7.02': {
    zh: '接待自售楼处门口开始；在场外自行或授意同事招揽客户的，属违规，由经理将该客户另行指定他人。',
    en: 'Clients are received from the door on; approaching them outside, or having a colleague do so, is a violation and the manager assigns the client to another.',
    source: 'S4 6§4',
  },
  'SR-7.03': {
    zh: '不得私自放盘、转名或越级申请折扣，不得私收礼物或定金。',
    en: 'No private resale, name transfer or discount request over the manager’s head; no gifts or deposits taken in person.',
    source: 'S0.2 §1.4–5; S3.5 §10',
  },
  'SR-7.04': {
    zh: '争议不得在客户面前争论，应立案并附双方陈述；双方可自行和解，否则由经理裁定。一个月制：规则未能决定的，由项目经理书面提出分配意见，报销售总监审批。裁定为终局，并记入决定理由。',
    en: 'A dispute is never argued before the client. It is opened as a case with both sides’ statements; the parties may settle, else the manager rules. one-month: for what the rules do not decide, the project manager proposes a split in writing and the sales director approves. The ruling is final and becomes part of the explanation.',
    source: 'S0.2 §7.7; S4 6§5',
  },
  'SR-7.05': {
    zh: '客户投诉置业顾问并要求更换的，由经理指定他人接待。',
    en: 'A complaint about a consultant that asks for another: the manager assigns one.',
    source: 'S4 6§6',
  },
  'SR-7.06': {
    zh: '部门活动所得的客户名单须先集中录入，再在参加者之间公开、平均分配。',
    en: 'Lists of clients won by a department’s campaign are entered centrally first, then distributed evenly and openly among those who took part.',
    source: 'S3.20',
  },
  'SR-7.07': {
    zh: '会所制活动：部门已敲定的客户名单，下午场须于10:00前、晚间场须于16:00前提交，其他部门不得再邀名单内客户；迟交且该客户亦被他部门敲定的，归他部门。成交计现邀约人业绩。冲突由协调助理裁定，不能裁定的报总经理。',
    en: 'club events: a department’s confirmed guest list is due at 10:00 for an afternoon event, 16:00 for an evening one; no other department may invite a listed client. List late and the client also confirmed elsewhere: the other department’s. A sale counts for the current inviter. The coordinator rules on conflicts, else the general manager.',
    source: 'S3.20',
  },
  'SR-8.01': {
    zh: '跟进须记录时间、方式、是否联系到客户、内容和下一步安排。客户按A/B/C/D分级；置业顾问首先看到当日到期的跟进。',
    en: 'A follow-up has a time, a channel, whether the client was reached, what was said, and what comes next. Clients are ranked A/B/C/D; each consultant sees today’s due follow-ups first.',
    source: 'S0.2 §8.2',
  },
  'SR-8.02': {
    zh: '经理可查看哪些未成交客户无人跟进、哪些成交客户未获售后联系。',
    en: 'The manager sees which undealt clients were not followed up and which buyers get no after-sales contact.',
    source: 'S0.2 §8.4',
  },
  'SR-8.03': {
    zh: '每周一各案场将上周来电、来访和成交资料（报表和电子文档）上报销售部；每日晚间报当日来访、成交及分析。',
    en: 'Every Monday the past week’s calls, visits and deals of each site go to the sales department (report and file); every evening the day’s figures: visits, deals, analysis.',
    source: 'S0.2 §8.5; S4 3§1.2',
  },
  'SR-8.04': {
    zh: '按置业顾问和案场设定月度、年度的套数、金额和回款指标，并显示完成情况。',
    en: 'Monthly and yearly targets per consultant and site: units, amount, cash collected; achievement is shown.',
    source: 'S4 1§1',
  },
});
