import { section } from '../rule.ts';

/** PS-1 first contact answers (首问责任制), PS-2 the owner reception log (业主接待记录). */
export const ps1to2 = section('property-service', {
  'PS-1.01': {
    zh: '第一个被业主找到的人（当面、电话、信函、邮件、消息）为首问责任人，直至事项办结或由具名同事接手。',
    en: 'Whoever is approached first, in person, by phone, letter, mail or message, is the first-contact owner until it is settled or taken over by a named colleague who accepted it.',
    source: 'S0.1',
  },
  'PS-1.02': {
    zh: '不能当场答复的，记录并转交相关部门，限时回复；各渠道均须在24小时内给予实质答复。',
    en: 'Anything that cannot be answered at once is written down, passed to the department concerned and answered within the limit; an answer of substance within 24 hours on every channel.',
    source: 'S0.1; S2 §3.3',
  },
  'PS-1.03': {
    zh: '不得拒绝、搪塞、推诿；转手超过两次的，报经理处理。',
    en: 'Never refused, put off or passed around: a case that changed hands more than twice is raised to the manager.',
    source: 'S0.1; rulebook',
  },
  'PS-2.01': {
    zh: '“售后”（工程遗留问题）：当日填写《物业返修联系单》交售后部门，跟踪至约定日期落实。',
    en: 'after-sales (defects left by construction): rework slip to after-sales the same day, tracked to its date.',
    source: 'S1.1 §4.4–4.5',
  },
  'PS-2.02': {
    zh: '“报修”：按维修规定办理（PS-5）。',
    en: 'repair: handled as a repair (PS-5).',
    source: 'S1.1 §4.4, §4.6',
  },
  'PS-2.03': {
    zh: '“投诉”（服务质量）：按投诉规定办理（PS-3）。',
    en: 'complaint (quality of service): handled as a complaint (PS-3).',
    source: 'S1.1 §4.4, §4.6',
  },
  'PS-2.04': {
    zh: '“服务”（保洁等有偿服务）：开立订单，载明价格和预约，并出账单（FI-7）。',
    en: 'service (paid services such as cleaning): order with price, appointment and bill (FI-7).',
    source: 'S1.1 §4.4, §4.6',
  },
  'PS-2.05': {
    zh: '“表扬”：查证属实后记入员工档案（OR-5）。',
    en: 'praise: verified, then to the staff record (OR-5).',
    source: 'S1.1 §4.4, §4.6',
  },
  'PS-2.06': {
    zh: '“建议”：收集并上报项目经理。',
    en: 'suggestion: collected and reported to the project manager.',
    source: 'S1.1 §4.4, §4.6',
  },
  'PS-2.07': {
    zh: '“其它”（失物、宠物等）：登入《失物招领登记表》。',
    en: 'other (lost property, pets and the like): lost-and-found register.',
    source: 'S1.1 §4.4, §4.6',
  },
  'PS-2.08': {
    zh: '记录项下各事项全部落实后方可注销；未注销的按时长列示。',
    en: 'The log entry is struck off only when everything under it is settled; open entries are shown by age.',
    source: 'S1.1 §4.11',
  },
});
