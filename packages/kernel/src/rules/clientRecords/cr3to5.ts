import { section } from '../rule.ts';

/** CR-3 the archive (档案), CR-4 access requests, CR-5 leaks. */
export const cr3to5 = section('client-records', {
  'CR-3.01': {
    zh: '每份档案记录客户、题名、索引号、种类（证件复印件、合同、表单、信函、照片、纪要等）、载体（纸质、电子）、存放位置（自左至右、自上而下，或存储对象）、密级（普通、内部、机密、绝密）、保管人和保管期限；客户档案含资信说明和历史交易。内容加密存储并附校验值。',
    en: 'A file has a client, a title, an index number, a kind, a carrier (paper, electronic), a place (shelf position left to right, top to bottom, or the stored object), a level (ordinary, internal, confidential, top secret), a custodian and a retention period; a client’s archive includes its credit and past transactions. Contents are stored encrypted with a checksum.',
    source: 'S3.11 §4–8; S3.14 §4.1.2',
  },
  'CR-3.02': {
    zh: '机密、绝密档案单独存放、专人保管，并在各检索工具中标明；无权者不得知悉其题名。',
    en: 'Confidential and top-secret files are kept apart, have a custodian of their own, and are marked as such in every index; who may not see them does not learn their titles.',
    source: 'S3.11 §22',
  },
  'CR-3.03': {
    zh: '自首次接触即建档，由销售总监审批；不得私留副本，不得分散保管。',
    en: 'An archive is opened with the first contact and approved by the sales director. No private copies, no scattered keeping.',
    source: 'S3.11 §4, §19.1; S3.10 §4.1',
  },
  'CR-3.04': {
    zh: '每半年全面检查一次档案保管：逐件核对在库、缺失、破损、褪色、修复情况及库房温湿防霉，并作记录；缺失的按CR-5处理。',
    en: 'Custody is inspected every six months: each file found, missing, damaged, faded, repaired; humidity and mould of the room; a record is kept and what is missing raises CR-5.',
    source: 'S3.11 §14–16',
  },
  'CR-3.05': {
    zh: '保管期满且无保存价值的，经提出、批准、监销、记录后销毁，不得当废纸出售；未到期的，或有未结案件、借阅、封存的，不得销毁。',
    en: 'Retention over and worthless: destruction is proposed, approved, witnessed, recorded, never sold as waste paper; never before its time, and not while a case, loan or hold is open.',
    source: 'S3.11 §25',
  },
  'CR-4': {
    zh: '各项申请均有状态（草稿、已提交、部门盖章、批准或驳回、有效、终止）、期限和痕迹，任何人不得审批本人的申请。授权范围从严：仅限指定的档案或字段、指定的人、指定的行为、指定的期限，到期自行终止。',
    en: 'Each request has states (draft, submitted, stamped by the department, approved or refused, active, ended), deadlines and a trace; nobody approves their own. A grant is narrow: these files or fields, this reader, these actions, until then; it ends by itself.',
    source: 'S3.11 §17–24',
  },
  'CR-4.01': {
    zh: '查阅：写明对象、目的、理由和查阅人，由申请人部门负责人签字后经客户服务部审核；亦可设定一切档案均由总经理批准，届时同样适用于CR-4.02和CR-4.08。',
    en: 'View: what, purpose, reason and who reads; the head of the requester’s department signs, then client service reviews. A site may set the general manager as approver for every archive, which then holds for CR-4.02 and CR-4.08 too.',
    source: 'S3.11 §18; S3.14 §5.1.3',
  },
  'CR-4.02': {
    zh: '查阅机密或绝密档案的，除CR-4.01外，另须客户服务部经理批准。',
    en: 'To view a confidential or top-secret file, the client-service manager approves in addition to CR-4.01.',
    source: 'S3.11 §18.4, §22',
  },
  'CR-4.03': {
    zh: '外部人员查阅，须持介绍信或工作证并登记身份，由客户服务部批准；查阅密级档案的，由其经理批准。',
    en: 'An outsider who views needs a letter of introduction or work card and has their identity registered; client service approves, for classified files its manager.',
    source: 'S3.11 §18.4',
  },
  'CR-4.04': {
    zh: '借阅：另写明份数和期限，由部门负责人签字后经客户信息专员审批；借期最长三天，登入外借登记册并签字。',
    en: 'Borrow: with copies and period; the department head, then the records specialist; three days at most; entered in the loan register and signed.',
    source: 'S3.11 §19',
  },
  'CR-4.05': {
    zh: '归还时在登记册上注销。自借出次日起第三日终了前到期，其后为逾期：先催还，再报部门负责人；有逾期未还的，不得再借。',
    en: 'A return is struck off the register. Due by the end of the third day after the day of borrowing, overdue from then on: reminder, then the department head; no further loan while one is overdue.',
    source: 'S3.11 §19.5, §20',
  },
  'CR-4.06': {
    zh: '复制或摘抄：写明页次和理由，由总经理或客户信息主管批准。',
    en: 'Copy or excerpt: which pages and why; approved by the general manager or the records supervisor.',
    source: 'S3.11 §23.1',
  },
  'CR-4.07': {
    zh: '传递或携带外出：由指定人员负责并采取安全措施，经客户信息主管批准（批准一项为本规则所加）。',
    en: 'Send or carry outside: by a named carrier with safeguards; approval by the records supervisor is our addition.',
    source: 'S3.11 §23.2; rulebook',
  },
  'CR-4.08': {
    zh: '向第三方提供资料或导出：写明内容、对象和理由，须客户信息主管和客户服务部经理共同批准。',
    en: 'Hand data to a third party or export it: what, to whom and why; the records supervisor and the client-service manager both approve.',
    source: 'S3.11 §24',
  },
  'CR-4.09': {
    zh: '其他部门的统计报表：写明内容和频次，经客户服务部经理审查、总经理批准；已发报表更正个别数字的，由总经理批准并报客户服务部备案；报表发出前须审查。',
    en: 'Statistics report for another department: which and how often; client-service manager, then general manager. Correcting one figure of an issued report: general manager, filed with client service. Checked before issue.',
    source: 'S3.11 §10–13',
  },
  'CR-5.01': {
    zh: '发现客户资料泄露或可能泄露的，立即报告客户信息主管和客户服务部经理；随即采取补救措施，逐项记时直至结案。系统自动附上相关客户的痕迹（CR-2.04）；大量解除掩码、非常时段读取、读取非本人客户等异常由系统自动报告。',
    en: 'Whoever sees that client data has leaked, or may have, reports it at once to the records supervisor and the client-service manager; remedies start immediately and are recorded with times, until closed. The trace (CR-2.04) is attached by the system. Suspicious patterns raise it by themselves: many unmaskings, reads at odd hours, reads of clients that are not one’s own.',
    source: 'S3.11 §27',
  },
});
