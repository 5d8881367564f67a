import { section } from '../rule.ts';

/** SR-10 the leasing desk (招商), SR-11 the brokerage pipeline (买卖、租赁), SR-12 hosting (接待). */
export const sr10to12 = section('sales-reception', {
  'SR-10.01': {
    zh: '招商询价须记录公司、联系人、电话、业务、所需面积、问价和心理价位、现驻楼宇；据以推荐空房，说明房型、楼层、朝向、装修、周边客户和得房率。',
    en: 'An enquiry records company, contact, phone, business, area wanted, rent asked and expected, present building; vacant units are recommended with layout, floor, orientation, fit-out, neighbours and net-to-gross ratio.',
    source: 'S1.2 §1–4, §8.1',
  },
  'SR-10.02': {
    zh: '报价为月租金加管理费、电话费和停车费；洽谈人可按租户知名度和租期在权限内打折，超出权限的，凭载明租户心理价位的申请由总经理决定。',
    en: 'A quote is monthly rent, management fee, phone and parking, with the discounts the negotiator may grant by the tenant’s standing and lease term; beyond that the general manager decides on an application that states the tenant’s price.',
    source: 'S1.2 §9, §10.5',
  },
  'SR-10.03': {
    zh: '招商阶段为询价、来访、看房、洽谈、签约或流失。来访后首次跟进应在2至3天后进行，不得提前；此后定期跟进数周至数月。',
    en: 'Stages: enquiry, visit, viewing, negotiation, signed or lost. The first follow-up is due after 2–3 days, not earlier; then regularly for weeks to months.',
    source: 'S1.2 §10',
  },
  'SR-10.04': {
    zh: '租户与其他楼宇签约的，记录该楼宇名称、签约价格和年限，并将租户列入长期候租名单。',
    en: 'Lost to another building: its name, price and term are recorded and the tenant goes on the long-term waiting list.',
    source: 'S1.2 §10.4',
  },
  'SR-10.05': {
    zh: '中介分三类：合作中介，可获报价、弹性条件、平面图和看房；新中介，可获宣传资料、空房资料和保守报价；观察类中介，仅获宣传资料并送其离开。合作方系统可读取的内容依其类别而定。',
    en: 'Brokers are of three kinds. Partner: quotes, flexible terms, floor plans, viewings. New: brochure, vacancies and cautious quotes. Observer: brochure alone, accompanied out. What a partner system may read through the API follows from the kind.',
    source: 'S1.2 §11',
  },
  'SR-10.06': {
    zh: '既无名片又不愿留电话的来访者，报价应有保留，并通知监控室留意。',
    en: 'A visitor who leaves neither card nor phone gets cautious quotes; security is told.',
    source: 'S1.2 §10 note',
  },
  'SR-11.01': {
    zh: '经纪业务依次为需求、配对、带看、洽谈、签约，每一阶段均有责任人、期限和质量检查；配对按面积、户型、区位及预算（买）或租期、租金（租）推荐房源。',
    en: 'Needs, matching, viewing, negotiation, signing: each stage has an owner, a due time and a quality check; matching proposes units or listings by area, layout, location and budget (buy) or term and rent (rent).',
    source: 'S2 §4',
  },
  'SR-11.02': {
    zh: '带看须事先与业主约定，记录看房反馈，并据以调整后续推荐。',
    en: 'A viewing is agreed with the owner beforehand, its feedback is recorded, and the next proposals follow it.',
    source: 'S2 §4',
  },
  'SR-12.01': {
    zh: '来宾分A类（公司高层的客人）、B类（重要客户、外宾）、C类（业务）、D类（一般）；另可采用三类制：贵宾（高层客人、重要客户、外宾、政府）、业务、普通，各有指定场所，其他场所仅限总经理室。类别决定接待人、场所和费用上限（FI-6）。',
    en: 'Guests are classed A (guests of the executives), B (key clients, foreign guests), C (business), D (ordinary). Variant with three classes: VIP (executives’ guests, key clients, foreign guests, government), business, ordinary, each with its venue, elsewhere only the general manager’s office. The class sets host, venue and spending cap (FI-6).',
    source: 'S3.21; S3.16',
  },
  'SR-12.02': {
    zh: '陪同人数：来宾不足5人的1人，5至10人的2人，超过10人的至少3人。',
    en: 'Hosts who accompany: fewer than 5 guests 1, 5 to 10 guests 2, more than 10 at least 3.',
    source: 'S3.21',
  },
  'SR-12.03': {
    zh: '接到参观通知后，保安和清洁须在20分钟内完成准备；结束后归档照片和会议记录，并登记该次来访。',
    en: 'After notice of a tour, security and cleaning finish their preparations within 20 minutes; afterwards photos and minutes are archived and the visit is logged.',
    source: 'S1.3',
  },
});
