import { section } from '../rule.ts';

/** CR-1 the client, CR-2 who may see what. */
export const cr1to2 = section('client-records', {
  'CR-1.01': {
    zh: '每一客户（来电、来访、线索、买受人、业主、租户、公司）均编号、分类归档，并可据此查得。',
    en: 'Every client (caller, visitor, lead, buyer, owner, tenant, company) has a number, is filed by class and is found again by it.',
    source: 'S3.2; S3.11 §6',
  },
  'CR-1.02': {
    zh: '基本资料：姓名、联系方式、地址、个人或公司、预算、偏好；买受人另记面积、户型、区位，租户另记租期和可承受租金。按业务（买、租、自有）、区域和紧急程度分类；律师、顾问、中介、银行、保险等列为特殊客户。',
    en: 'Core: name, contacts, address, person or company, budget, preferences; buyers: area, layout, location; tenants: term, rent they can bear. Classified by business (buy, rent, own), district, urgency; a class special for lawyers, advisers, agencies, banks, insurers.',
    source: 'S2 §2; S3.11 §3',
  },
  'CR-1.03': {
    zh: '客户详档以42项客户档案为默认表单，案场可自行增加、隐藏或改名；资料逐步补全并显示完整度；健康、家庭、证件号码等敏感项予以标明。',
    en: 'Profile: the 42 fields of the client dossier as a default form; a site adds, hides and renames fields without a programmer. Filled in bit by bit, completeness is shown; sensitive fields (health, family, identity number) are marked so.',
    source: 'S3.2',
  },
  'CR-1.04': {
    zh: '记录客户之间的关系（配偶、父母、子女、雇主、介绍人），供SR-2.05、SR-3.14和客户关怀使用。',
    en: 'Families and companies: relations between clients (spouse, parent, child, employer, referred by), used by SR-2.05, SR-3.14 and care.',
    source: 'S3.2',
  },
  'CR-1.05': {
    zh: '一人一档：以电话和证件号码查重；合并时保留双方历史，合并可以撤销。',
    en: 'One person, one record: duplicates are found by phone and identity number, merged with both histories kept, and a merge can be undone.',
    source: 'rulebook',
  },
  'CR-1.06': {
    zh: '资料变更须留存何人、何时、由何改为何及原因；联系方式定期核实，过期未核实的列出。',
    en: 'A change keeps who, when, from, to and why. Contact data is checked at regular intervals; stale ones are listed.',
    source: 'S2 §2.3',
  },
  'CR-1.07': {
    zh: '客户可由各处电子表格登记簿导入，逐行报告被拒原因；有权者可导出（CR-4.08）。',
    en: 'Clients can be imported from the registers that offices keep in spreadsheets, with a report line for each refused row, and exported by those who may (CR-4.08).',
    source: 'rulebook',
  },
  'CR-2.01': {
    zh: '无系统认可的理由，任何人不得查看客户资料；理由限于：本人客户（归属）、同部门按角色、已获批准的申请、保管职责。同事的客户对置业顾问不可见。',
    en: 'Nobody reads a client’s record without a reason that the system knows: own client (ownership), same department by role, a granted request, or custody. A colleague’s clients are invisible to a consultant.',
    source: 'S3.11 §17; S4 8; S3.14',
  },
  'CR-2.02': {
    zh: '个人信息（电话、证件号码、地址、健康、家庭）加密存储，仍可按完整电话或证件号码查找；密钥可不停机更换。',
    en: 'Personal data (phone, identity number, address, health, family) is stored encrypted and can still be searched by exact phone or identity number; keys can be changed without downtime.',
    source: 'S2 §2.3',
  },
  'CR-2.03': {
    zh: '未获授权的字段以掩码显示（138****5678）；解除单项掩码为单独行为，须有理由并留痕。',
    en: 'Data is shown masked (138****5678) unless the reader’s grant covers it; unmasking one field is an act of its own, with reason and trace.',
    source: 'S2 §2.3; rulebook',
  },
  'CR-2.04': {
    zh: '凡查阅密级档案、解除掩码、按电话查找、导出及被拒的尝试均留痕：何人、何时、哪位客户、哪项字段或档案、凭何授权、来自何处。痕迹只可追加、防篡改，该客户的保管人和审计人员可查。',
    en: 'Every read of a classified file, every unmasking, search by phone, export and refused attempt is traced: who, when, which client, which field or file, by which grant, from where. The trace is append-only and tamper-evident; the client’s custodian and the auditor can read it.',
    source: 'S3.11 §17–20; rulebook',
  },
  'CR-2.05': {
    zh: '全体人员均须保密：不得在私人交往、公共场所或普通线路中泄露客户资料；系统以掩码、导出水印（载明查阅人和时间）和拒绝保管职责外的批量读取予以保障。',
    en: 'Everybody who works here keeps secrets: no client data in private dealings, in public or over open lines; the system supports it by masking, watermarking exports with the reader’s name and time, and refusing bulk reads outside custody.',
    source: 'S3.11 §26; S1.1 §4.12',
  },
  'CR-2.06': {
    zh: '客户对其个人信息享有权利：取得副本、更正、撤回营销同意，以及在无须保留时要求删除。',
    en: 'The personal-information rights of the client: a copy of what is held, correction, withdrawal of consent to marketing, deletion when nothing requires keeping.',
    source: 'rulebook',
  },
});
