import { section } from '../rule.ts';

/** OR-4 attendance and leave; OR-5 meetings, training, appraisal; OR-6 notices. */
export const or4to6 = section('organization', {
  'OR-4.01': {
    zh: '上下班签到签退；半天工作时间为09:00–12:00和13:30–18:00；销售秘书作月度出勤统计。',
    en: 'Check-in and check-out; 09:00–12:00 and 13:30–18:00 for half days; month’s statistics by the secretary.',
    source: 'S4 2§1, 2§3.2',
  },
  'OR-4.02': {
    zh: '事假须提前一天请示主管并书面报经理，与同事协商换班，经批准方可。病假凭区级以上医院证明；急诊可电话请假，两个工作日内补交挂号单和证明。公务外出须事先书面获准。否则或逾期不归的，按旷工处理。',
    en: 'Personal leave: asked of the supervisor a day ahead and reported in writing to the manager, colleagues agree to the swap, approved. Sick leave: certificate of a hospital of district level or above; emergency by phone, slip and certificate within two working days. Outside work: approved beforehand in writing. Otherwise, or overstayed: absent.',
    source: 'S4 2§4',
  },
  'OR-4.03': {
    zh: '迟到、早退、旷工形成事件，由财务计算处罚（FI-4）。',
    en: 'Late, early, absent give events; finance computes the penalty (FI-4).',
    source: 'S4 2§4.3–4.5',
  },
  'OR-4.04': {
    zh: '病假前须将预计成交客户名单交经理（FI-1.04）。',
    en: 'Before sick leave the expected closings are handed to the manager (FI-1.04).',
    source: 'S4 2§5.1',
  },
  'OR-5.01': {
    zh: '晨会（09:10）、晚会（17:30–18:00，管理人员主持）、周例会、月例会均作纪要（晨会由秘书、其余由主管记录）；全体人员含未参会者均须签字（V-19）。',
    en: 'Morning (09:10), evening (17:30–18:00, chaired by management), weekly, monthly meetings with minutes (secretary in the morning, supervisor else); everyone, absent ones too, signs them (V-19).',
    source: 'S4 3',
  },
  'OR-5.02': {
    zh: '培训须有计划、出勤、考核和结果。',
    en: 'Training: plan, attendance, exam, result.',
    source: 'S2 §3, §7; S3.9',
  },
  'OR-5.03': {
    zh: '考评依系统已有数据：成交、满意度、投诉、回访、拜访报告、违规、表扬；计算公式由制度规定。',
    en: 'Appraisal from what the system knows: deals, satisfaction, complaints, callbacks, visit reports, violations, praise; the formula is a policy.',
    source: 'S2 §7; S3.9',
  },
  'OR-5.04': {
    zh: '经查实的表扬记入员工档案。',
    en: 'Verified praise goes to the staff record.',
    source: 'S1.1 §4.6; S2 §7',
  },
  'OR-6.01': {
    zh: '须办或须知的事项（跟进到期、归属将失效、待审批、期限将届或已逾、裁定）应送达本人：看板收件箱必达，邮件和群机器人（企业微信、钉钉）按设置；免打扰时段予以遵守；内容不得超出收件人可见的客户资料。',
    en: 'What a person must do or know (due follow-up, lapse ahead, approval waiting, deadline near or broken, ruling) reaches them: inbox in the dashboard always; e-mail, webhook (group robots of WeCom, DingTalk) as configured; quiet hours; no client data in the text beyond what the reader may see.',
    source: 'rulebook',
  },
});
