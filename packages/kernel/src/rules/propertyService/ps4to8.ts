import { section } from '../rule.ts';

/** PS-4 callbacks (回访), PS-5 repairs, PS-6 duty and incidents, PS-7 periodic tasks, PS-8 customer works (客户工程). */
export const ps4to8 = section('property-service', {
  'PS-4.01': {
    zh: '投诉处理后按程度择时回访，记录业主评价和建议；不满意的，重新办理或予以解释；每月回访结果报部门负责人。',
    en: 'After a complaint: timing by severity. Recorded with the owner’s rating and suggestions; dissatisfaction reopens the case or is explained. Monthly results go to the head.',
    source: 'S0.1',
  },
  'PS-4.02': {
    zh: '维修完成后，安全设施2天内、漏水3天内、其他7天内回访：实地查看、询问服务情况、征求建议、核对收费，并请业主签名。',
    en: 'After a repair: safety installations within 2 days, leaks within 3, others within 7 days of completion. Visit the place, ask about the staff, ask for suggestions, check the charge, have it signed.',
    source: 'S0.1',
  },
  'PS-4.03': {
    zh: '每月维修回访率：管理处主任不低于10%，管理员不低于30%，维修负责人不低于60%；以当月完成的维修为基数，各自进一取整，同一维修可由多人回访。系统分派回访并显示完成情况，由谁完成计谁的。',
    en: 'Quotas of repair callbacks per month: office director at least 10 %, property administrators at least 30 %, head of repairs at least 60 %, of the repairs completed in the month, each rounded up; one repair may be called back by more than one. The system assigns them and shows where they stand; a callback done by one counts for that one.',
    source: 'S0.1',
  },
  'PS-4.04': {
    zh: '回访发现问题的，24小时内书面通知维修人员，并跟踪整改。',
    en: 'A problem found: written notice to the repairer within 24 hours, rectification tracked.',
    source: 'S0.1',
  },
  'PS-5.01': {
    zh: '报修可当面、电话、信函或网上提出，登记日期、姓名、地址、电话、内容和约修时间。',
    en: 'A repair is taken in person, by phone, letter or online: date, name, address, phone, content, appointment.',
    source: 'S0.1',
  },
  'PS-5.02': {
    zh: '不能按时上门的，须事先书面或电话说明并另约时间，每次改约记录原因；未告知而失约的，属违规。',
    en: 'Who cannot come on time says so beforehand, in writing or by phone, and makes a new appointment; each rescheduling keeps its reason. Missed without notice: a violation.',
    source: 'S0.1',
  },
  'PS-5.03': {
    zh: '按工种和负荷派工，记录开工、完工、材料、收费和业主签字；水、火、电梯、电力急修优先。',
    en: 'Dispatch by trade and load; start, finish, materials, charge, owner’s signature. Emergency (water, fire, lift, power) ahead of everything.',
    source: 'S0.1; rulebook',
  },
  'PS-5.04': {
    zh: '维修按PS-4.02回访；经回访方可结案，维修人员不得自行结案。',
    en: 'Callback by PS-4.02. The repair is closed by the callback, not by the repairer.',
    source: 'S0.1; rulebook',
  },
  'PS-6.01': {
    zh: '节假日、中午和夜间安排值班（OR-3）；值班人员须在岗，外出时转接电话，擅自离岗属违规。',
    en: 'Duty roster for holidays, noon and nights (OR-3); on duty: present, phone forwarded when out; leaving the post is a violation.',
    source: 'S0.1',
  },
  'PS-6.02': {
    zh: '重大或突发事件（治安、设备、领导来访）专册登记，记录经过、措施和报告。',
    en: 'Major or sudden incidents (security, equipment, official visits) go into a register of their own with timeline, measures and report.',
    source: 'S1.1 §4.10',
  },
  'PS-6.03': {
    zh: '来信来访予以登记，重要的呈报领导，答复后归档。',
    en: 'Letters and visitors: registered, important ones to the leader, answered, archived.',
    source: 'S0.1',
  },
  'PS-6.04': {
    zh: '失物招领：记录物品、地点、拾得人、保管人，以及何人凭何证明领取。',
    en: 'Lost and found: item, place, finder, keeper, claimed by whom against what proof.',
    source: 'S1.1 §4.6, §5',
  },
  'PS-6.05': {
    zh: '停供和施工须通告相关业主。',
    en: 'Outages and works are announced to the owners concerned.',
    source: 'S1.1 §4.7',
  },
  'PS-7.01': {
    zh: '定期工作：每日不定时巡查房屋、设施、安全（含夜间查岗）、清洁、绿化和消杀；公共区域消杀每月不少于两次；每月盘点材料、培训考核、收费及上门催缴、水电分析；每季公布收支和维修基金；水池每年清洗送检两次；每年至少一次征询业主意见；按计划办社区活动，与业委会和主管部门沟通，维护房屋设备；装修、物品放行须办许可。各项均自动计划、留有凭证（时间、地点、照片、结果），逾期可见。',
    en: 'Periodic tasks: daily patrols at irregular times (building, installations, security with night check, cleaning, greenery, pest control); pest control of common areas at least twice a month; monthly stock-take, training with exam, fee collection with reminders at the door, water and power analysis; accounts and maintenance fund published quarterly; water tanks cleaned and sampled twice a year; owners’ opinion at least yearly; community events, meetings, planned maintenance; permits for decoration and goods leaving. Each is planned by itself, has proof, and is overdue visibly.',
    source: 'S3.21',
  },
  'PS-8': {
    zh: '客户工程依次经过申请、供电方案、设计审查、施工及检查、验收、签订合同、接电，并于供电后一个月内核查。一律填写用电申请表；高压客户须送审S3.15第十二条所列全部资料。',
    en: 'A works application goes through application, supply plan, design review, construction with inspections, acceptance, contract, connection, and a check within one month of supply. An application form always; high voltage with the full list of review papers of S3.15 §12.',
    source: 'S3.15 §8, §12, §27–31',
  },
  'PS-8.01': {
    zh: '供电方案和设计审查按容量审批：10千瓦及以下由供电所；以上至不足1,000千伏安由分公司；1,000千伏安及以上、双电源或专线由市公司。3,000千伏安及以上采用专线供电。',
    en: 'Plan and review are approved by capacity: up to 10 kW the station; above, to under 1,000 kVA, the branch; from 1,000 kVA, double supply or dedicated line: the city company. From 3,000 kVA a dedicated line.',
    source: 'S3.15 §9–10, §14–16',
  },
  'PS-8.02': {
    zh: '设计、施工单位和设备厂家须具备资质，由客户自主选择，不得指定。',
    en: 'Designer, builder and equipment maker must be qualified; the client chooses them freely (no naming of a favourite).',
    source: 'S3.15 §5, §11, §17–18, §20',
  },
  'PS-8.03': {
    zh: '方案变更须由原批复部门书面同意。',
    en: 'Changes of the plan only in writing by the department that approved it.',
    source: 'S3.15 §12, §23',
  },
  'PS-8.04': {
    zh: '设备安装约三分之二起进行1至4次中间检查，每次填写意见书一式三份。施工单位报送开工日期和进度；设备型号和厂家须在订购前认可，到货信息予以反馈。',
    en: 'One to four intermediate inspections from about two thirds of the installation on, each with a written opinion in three copies. The builder reports the start with dates and schedule; equipment type and maker are approved before ordering, delivery data reported.',
    source: 'S3.15 §19, §21–22, §25–26',
  },
  'PS-8.05': {
    zh: '受托工程：施工单位于竣工后3日内报验；居民用电验收合格后1日内发装表单，2日内供电；一个月内核查。',
    en: 'Works entrusted to the company: the builder reports completion within 3 days; residential: meter order within 1 day, supply within 2 days of acceptance; check within a month.',
    source: 'S3.15 §27, §29, §31',
  },
});
