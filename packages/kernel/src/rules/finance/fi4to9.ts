import { section } from '../rule.ts';

/** FI-4 attendance penalties, FI-5 credit and bad debt, FI-6 hospitality, FI-7 fees, FI-8 compensation, FI-9 rewards. */
export const fi4to9 = section('finance', {
  'FI-4.01': {
    zh: '三位一体制：当月迟到第一次罚20元，第二次40元，第三次及以后每次80元。迟到1小时以上不足4小时按旷工半天、4小时以上按旷工一天处理，不再计迟到罚款和次数。',
    en: 'triple-confirmation: late in a calendar month: 1st 20 yuan, 2nd 40, 3rd and further 80 each. From 1 hour to under 4 hours half a day absent instead, from 4 hours a full day absent: neither fined as lateness nor counted among the month’s occurrences.',
    source: 'S4 2§4.3',
  },
  'FI-4.02': {
    zh: '三位一体制：早退每次罚50元，当月自第三次起每次100元（前两次仍为50元）；达到1小时或4小时的，比照FI-4.01按旷工处理。',
    en: 'triple-confirmation: leaving early: 50 yuan each; from the third in a month 100 each (the first two stay at 50). Hours as FI-4.01.',
    source: 'S4 2§4.4',
  },
  'FI-4.03': {
    zh: '三位一体制：旷工半天罚100元并扣半天工资，一天罚200元并扣当天工资；情节严重的，自首次起即可提请辞退。',
    en: 'triple-confirmation: absent without leave: half a day 100 yuan and half a day’s pay; a day 200 and a day’s pay; grave, from the first absence on: dismissal proposed.',
    source: 'S4 2§4.5',
  },
  'FI-5.01': {
    zh: '授信资格：客户档案齐全并附身份证复印件、已签含结算条款的合同、上年度货款清零。不具备资格的，先付现金后提货，并制定回笼计划。',
    en: 'Eligible: client file complete with identity copy, contract with settlement terms signed, last year’s balance zero. Not eligible: cash before delivery, and a collection plan.',
    source: 'S3.12 §1.1, §1.4.1',
  },
  'FI-5.02': {
    zh: '当日授信额为该日前三十天开票金额，逐日滚动；未清金额加本次开票不超过授信额的，方可开票。',
    en: 'The limit on a day is the amount invoiced in the thirty days before that day; it rolls daily. An invoice is allowed while outstanding + invoice ≤ limit.',
    source: 'S3.12 §1.2–1.3, §2.1',
  },
  'FI-5.03': {
    zh: '超授信额首次开票由区域经理签发，须小于授信额的三分之一；发生坏账的，视同授信额内处理。',
    en: 'First invoice over the limit: signed by the regional manager, less than one third of the limit; if it goes bad it is treated as within the limit.',
    source: 'S3.12 §2.2.1',
  },
  'FI-5.04': {
    zh: '超授信额末次（第二次）开票须小于授信额的三分之一；发生坏账的，由责任人承担。此后须先汇款，并制定回笼计划。未清金额回到授信额内后，两次例外重新计算。',
    en: 'Last invoice over the limit (the second): less than one third of the limit; if it goes bad those responsible bear it. Then only against prepayment, with a repayment plan. The two exceptions are counted anew once the outstanding amount is back within the limit.',
    source: 'S3.12 §2.2.2–2.2.3',
  },
  'FI-5.05': {
    zh: '超过三十天的账期，逐笔由销售部审批。',
    en: 'Terms beyond thirty days: each approved by sales.',
    source: 'S3.12 §1.4.2',
  },
  'FI-5.06': {
    zh: '坏账：授信额内的，由相关人员按设定比例承担；未经审批且未先汇款发货（含系统外发货）的，由物流专员、库管和市场部部长承担全部货款。',
    en: 'Bad debt: within the limit: shared by configured ratios among those concerned; delivered without approval or prepayment (also outside the system): logistics, store keeper and head of marketing bear all of it.',
    source: 'S3.12 §3',
  },
  'FI-5.07': {
    zh: '末次超额开票的货款须于当月底回笼，否则按FI-5.06的比例从签发人收入中抵扣。未经审批的发货，从责任人收入中抵扣，并保留法律追究的权利。',
    en: 'The last over-limit invoice is due by the end of the month; else deducted from the signer’s income by the ratios of FI-5.06. Unapproved deliveries: deducted from those responsible, legal action reserved.',
    source: 'S3.12 §4',
  },
  'FI-5.08': {
    zh: '两笔订单同时办理，合计不得超过授信额；额度占用须予占用、确认或释放。',
    en: 'Two orders at once never exceed the limit together. A reservation is made, confirmed or released.',
    source: 'rulebook',
  },
  'FI-5.09': {
    zh: '每年与客户分级同时评定各客户资信等级（CR-6.01）。',
    en: 'Credit grade of each client yearly, with the tiers (CR-6.01).',
    source: 'S3.8 §4.2, §5.1.1',
  },
  'FI-6': {
    zh: '接待费用每位来宾上限：A类500元（高层接待）、B类300元（总监）、C类200元（经理）、D类150元（主管或业务负责人）。事先申请、事后报销，超上限须上一级批准。销售部门自负费用，其他部门依规定。礼品由部门主管负责，重要礼品报执行委员会主席。',
    en: 'Per guest: class A 500 yuan (executive), B 300 (director), C 200 (manager), D 150 (head or business lead). Applied for before, settled after; over the cap needs the next level. Sales departments bear their own; others by policy. Gifts by the head, important ones by the chair of the executive committee.',
    source: 'S3.21',
  },
  'FI-7.01': {
    zh: '按单元、按月计收费用（管理费、停车费、水电费、有偿服务）：账单、缴费、部分缴费、欠费，以及逐级催缴（短信、信函、上门）。',
    en: 'Fees per unit and month (management fee, parking, water and power, paid services), bills, payments, part payments, arrears, reminders by level (message, letter, at the door).',
    source: 'S3.21',
  },
  'FI-7.02': {
    zh: '每月统计收缴率，与目标对照。',
    en: 'The collection rate is measured monthly against the target.',
    source: 'S3.21',
  },
  'FI-7.03': {
    zh: '每季度向业主公布收入、支出和维修基金使用情况。',
    en: 'Quarterly publication to owners: income, expense, use of the maintenance fund.',
    source: 'S3.21',
  },
  'FI-7.04': {
    zh: '每月分析水电费用，核算当月管理成本。',
    en: 'Utility analysis and the cost of the month.',
    source: 'S3.21',
  },
  'FI-8.01': {
    zh: '投诉赔偿按金额分级审批，权限表由各案场设定（默认：部门主管至500元，经理至5,000元，以上由总经理）。',
    en: 'Compensation for a complaint is approved by amount: table of levels per site (default: head to 500 yuan, manager to 5,000, general manager above).',
    source: 'S3.18 §2.9; S3.6',
  },
  'FI-8.02': {
    zh: '员工造成损失的，其分担比例由裁定确定。',
    en: 'Loss caused by staff: share of the damage by ruling.',
    source: 'S3.18 §2.7; S3.6',
  },
  'FI-9.01': {
    zh: '设客户服务奖励基金，对表扬、满意度、投诉处理优异者予以奖励；经提名、批准后发放。',
    en: 'Fund for service to clients: awards for praise, satisfaction, complaint handling; proposed, approved, paid.',
    source: 'S2 §7.2',
  },
});
