import { section } from '../rule.ts';

/** CR-6 tiers and loyalty, CR-7 care and satisfaction, CR-8 visit plans (客户拜访). */
export const cr6to8 = section('client-records', {
  'CR-6.01': {
    zh: '每年3月25日至30日评定全部客户：按当年销售额、价格水平、回款情况和财务资信等级拟定A、B、C级，由各负责人讨论并可说明理由修正。新客户先定暂级，满六个月后评定；级别不实行终身制。',
    en: 'Yearly review of all clients, 25–30 March: sales of the year, price level, payment record and credit grade (from finance) give a proposed tier A, B or C; heads discuss and correct it, with reason. New clients have a provisional tier and are judged after six months. No tier for life.',
    source: 'S3.8 §5.1',
  },
  'CR-6.02': {
    zh: 'A级：签长期协议，排产和服务优先，投诉先行处理，定期走访；拒绝A级客户订单须销售部长及以上确认。B、C级价高、付款好的单笔订单，经销售部长及以上批准可享A级待遇。B级在不与A级订单冲突时参照A级；C级控制价格和付款。',
    en: 'A: long-term agreement, priority in scheduling and service, complaints handled first, regular visits; refusing an A client’s order needs the head of sales or above. A single order of a B or C client (good price, prompt payment) can be given A treatment by the head of sales or above. B: as A where it does not conflict with A orders. C: price and payment controlled.',
    source: 'S3.8 §6–7',
  },
  'CR-6.03': {
    zh: '贵宾客户：配客户经理或派驻人员，享优先、优惠和增值服务；档案载明所承诺的服务。',
    en: 'VIP: account manager or stationed staff, priority, discounts, extras; the record says which services are promised.',
    source: 'S3.13; S3.17',
  },
  'CR-6.04': {
    zh: '积分：每带一名新客户参加活动计100分，其带来的新客户在活动现场成交每满1,000元计100分；经纪业务按成交计分。可兑换礼品、服务券和优先权，等级按金额和成交次数。积分以台账记录：获得、使用、过期、更正，余额不得为负。',
    en: 'Loyalty points: 100 for each new client brought to an event, 100 per full 1,000 yuan sold to a client so brought at the event; points per deal (brokerage). Redeemed for gifts, service vouchers, priority; levels by amount and number of deals. Points are a ledger: earned, spent, expired, corrected; never below zero.',
    source: 'S3.20; S2 §6.2',
  },
  'CR-6.05': {
    zh: '关键客户（最可能忠诚者）：贡献最大的20–30%客户；报表显示其名单、走势及即将流失者。',
    en: 'Key clients (most likely to be loyal): the 20–30 % who bring most; the report shows them and their trend, and those about to be lost.',
    source: 'S3.3 (5)–(6)',
  },
  'CR-7.01': {
    zh: '在客户及其家人生日和节日按级别问候：电话、短信、鲜花或蛋糕；由系统安排，由人完成并记录。须经客户同意。',
    en: 'Greetings on the client’s and the family’s birthdays and on holidays, by rank: call, message, flowers or cake; planned automatically, done and recorded by a person. Only with consent.',
    source: 'S3.2',
  },
  'CR-7.02': {
    zh: '项目动态、工地参观和活动的邀约：记录邀请、到场、费用和收益。',
    en: 'News of the project, building-site tours, events: invitations, who came, cost and benefit.',
    source: 'S3.2; S2 §6.1',
  },
  'CR-7.03': {
    zh: '服务后及每年一次对全体客户作满意度调查；低于目标的，须提出改进措施，明确责任人和日期。',
    en: 'Satisfaction surveys after service and once a year for everyone; below the target an improvement measure with owner and date is due.',
    source: 'S3.10; S2 §6.3',
  },
  'CR-7.04': {
    zh: '流失客户列明原因，并记录挽回措施及结果。',
    en: 'Lost clients are listed with the reason, with win-back attempts and their result.',
    source: 'S3.3 (5)',
  },
  'CR-8.01': {
    zh: '业务人员于月底前提交次月拜访计划：对象、时间、目的（市场、竞品、关怀、催款、新客户、新产品），并按岗位定拜访数；由部门主管审核。',
    en: 'By the end of a month each salesperson submits the next month’s plan: whom, when, purpose (market, competitor, care, collection, new client, product), with a quota of visits per post; the head reviews it.',
    source: 'S3.4',
  },
  'CR-8.02': {
    zh: '拜访后两日内提交拜访报告，并经审阅。',
    en: 'Within two days of a visit its report is due and reviewed.',
    source: 'S3.4',
  },
  'CR-8.03': {
    zh: '拜访中的承诺转为有日期的任务。',
    en: 'Promises made in a visit become tasks with dates.',
    source: 'S3.4',
  },
  'CR-8.04': {
    zh: '拜访费用和礼品须事先申请。',
    en: 'Cost and gifts of a visit are applied for in advance.',
    source: 'S3.4',
  },
});
