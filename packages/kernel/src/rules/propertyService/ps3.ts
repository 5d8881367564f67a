import { section } from '../rule.ts';

/** PS-3: complaints. */
export const ps3 = section('property-service', {
  'PS-3.01': {
    zh: '投诉即时登记：时间、内容、投诉人、联系方式、渠道、诉求；经销商制另记车型和车牌，并立即在客户系统中核实。告知投诉人答复时限，投诉渠道予以公布。被投诉人首先接到投诉的须如实记录，但不得参与处理。',
    en: 'Registered at once: time, content, complainant, contact, channel, what is demanded; dealer: model and plate too, checked at once against the client system. The complainant is told by when; the channels are published. The person complained about records it faithfully if approached first, but takes no part in handling it.',
    source: 'S1.1 §4.1; S3.18 §2.2–2.3; S2 §5.1',
  },
  'PS-3.02': {
    zh: '投诉分产品质量、合同、维修质量、服务质量、服务态度、市政设施、内部停供、建议各类，据此确定责任部门。理由是否成立、要求是否合理，均须说明理由作出判定；不成立的婉转答复。连锁门店制：上级裁定受理，行政人事部指定部门，总经理批阅报告，客服答复。',
    en: 'Kinds: product quality, contract, repair quality, service quality, attitude, public utilities, internal outage, suggestion; the kind gives the department responsible. Justified or not, reasonable or not, is decided with a reason; an unjustified one is answered politely. retail-chain: the superior decides on acceptance, administration assigns the department, the general manager reads the report, customer service answers.',
    source: 'S3.6; S3.19 §7–14',
  },
  'PS-3.03': {
    zh: '投诉状态依次为：已登记、已受理、调查中、已提方案、已批准、与客户达成一致、已处理、已回访、已结案；客户不满意的，可一再退回“方案”。',
    en: 'States: registered, accepted, investigating, solution proposed, approved, agreed with the client, done, called back, closed; or back to “solution” as often as the client is not satisfied.',
    source: 'S2 §5.2; S3.6',
  },
  'PS-3.04': {
    zh: '经销商制：一个工作日内查明原因、责任人并提出解决办法，由总经理批准。集团呼叫中心受理的，办结后24小时内反馈结果，由呼叫中心回访和调查满意度。结案须有总结和改进措施，经总经理批准并指定监督人。',
    en: 'dealer: cause, responsible person and solution within one working day, approved by the general manager. Taken by the group’s call centre: result fed back within 24 hours of completion, and the call centre calls back and surveys. Closing needs a summary and an improvement measure, approved by the general manager, with a named supervisor.',
    source: 'S3.6; S3.7; S3.18 §2.4',
  },
  'PS-3.05': {
    zh: '连锁门店制：七天内结案；调查报告载明原因、经过、责任者、结论和防范措施；每月10日前报投诉统计表。',
    en: 'retail-chain: closed within seven days; investigation report (cause, course, who, conclusion, prevention); statistics by the 10th.',
    source: 'S3.19 §17, §26–27',
  },
  'PS-3.06': {
    zh: '管理处制：市政设施引起的投诉，作好解释、与主管部门交涉并回访；内部原因造成停供的，查明原因和责任人、采取措施、通报业主并回访；服务态度问题由部门主管致歉，情节严重的通报批评并由领导回访。',
    en: 'property-office: complaints about public utilities are explained, taken up with the authority, called back. Outage for an internal cause: cause and responsible person found, measures, owners informed, called back. Attitude: the head apologises; serious: notice within the company and a call by the leader.',
    source: 'S1.1 §4.7',
  },
  'PS-3.07': {
    zh: '涉及其他单位、一时不能解决的，作好解释、持续催办，并将结果告知投诉人。',
    en: 'Depends on an outside party: explained, chased, the result told to the complainant.',
    source: 'S0.1',
  },
  'PS-3.08': {
    zh: '重大投诉包括：重复投诉、向厂方或主管部门投诉、堵门、闹事、退换、媒体负面报道，以及本单位认定的其他投诉。经销商制：立即报部门负责人和总经理，召集总经理任组长的危机小组，并在受理后24小时内向品牌部门和法务预警，由品牌部门报运营副总裁和首席执行官；厂方预警规定一并适用，未按规定预警的承担责任。管理处制：立即报管理处主任，明确措施、责任人和期限。',
    en: 'Major complaint: repeated; to the manufacturer or authority; blocking the door; disturbance; return or exchange; bad press; or what the site holds to be so. dealer: head and general manager told at once, crisis group led by the general manager called, warning to the brand department and legal within 24 hours of receipt, the brand department informs the operations vice-president and the chief executive; the manufacturer’s warning rules too, failure is a liability. property-office: at once to the head of the office, with measures, person and deadline.',
    source: 'S3.18 §2.5–2.7; S0.1',
  },
  'PS-3.09': {
    zh: '处理结果由具体负责人签字认可；每宗投诉处理后均须回访。',
    en: 'The responsible person signs the result. A callback follows every complaint.',
    source: 'S0.1; S1.1 §4.9',
  },
  'PS-3.10': {
    zh: '赔偿、补偿按审批权限办理（FI-8）；造成损失或延误的，对责任人、部门主管及延误者予以处罚，金额由裁定确定。',
    en: 'Compensation goes through the approval table (FI-8). Damage and delay lead to penalties for the responsible person, the head and whoever handled it late; the amount is ruled.',
    source: 'S3.6; S3.18 §2.9',
  },
  'PS-3.11': {
    zh: 'A级客户的未结投诉优先处理（CR-6.02）。',
    en: 'An open complaint of an A client comes first (CR-6.02).',
    source: 'S3.8 §6',
  },
  'PS-3.12': {
    zh: '每月25日前将投诉统计和分析（《投诉情况月汇总表》）呈报项目经理；经销商制另报周报和月报。',
    en: 'By the 25th of each month: statistics and analysis to the project manager; weekly and monthly reports for dealer.',
    source: 'S1.1 §4.9; S3.18 §2.8',
  },
  'PS-3.13': {
    zh: '严重投诉须填写纠正措施报告：随业主现场查看、记录情况、措施、责任人、日期和效果检查。',
    en: 'Corrective action report for serious ones: site visit with the owner, findings, measure, person, date, check of effect.',
    source: 'S0.1',
  },
});
