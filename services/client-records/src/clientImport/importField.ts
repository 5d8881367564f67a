import { narrow } from '@shouwen/tables';

/** What a column of the file can mean (CR-1.07). Fields of the dossier are `dossier:` and the key. */
export const importFields = [
  ...([
    'name',
    'phone',
    'phone2',
    'email',
    'wechat',
    'address',
    'identityNumber',
    'kind',
    'class',
    'business',
  ] as const),
  ...(['district', 'urgency', 'budgetYuan', 'budgetWan', 'preferences', 'layout', 'location'] as const),
] as const;
export type CoreImportField = (typeof importFields)[number];
export type ImportField = CoreImportField | `dossier:${string}`;

/** A column of the file, by its place, and what it means. */
export type MappedColumn = { readonly place: number; readonly field: ImportField };

export const dossierKeyOf = (field: ImportField): string | null =>
  field.startsWith('dossier:') ? field.slice('dossier:'.length) : null;

/** What people call the columns. */
const names: Readonly<Record<CoreImportField, readonly string[]>> = {
  name: ['姓名', '客户姓名', '客户名称', '客户', '名称', 'name', 'client', 'clientname'],
  phone: ['电话', '联系电话', '客户电话', '手机', '手机号', '手机号码', '联系方式', 'phone', 'mobile', 'telephone'],
  phone2: ['电话2', '备用电话', '第二电话', '其他电话', '手机2', 'phone2', 'secondphone', 'otherphone'],
  email: ['邮箱', '电子邮箱', '电子邮件', 'email', 'mail'],
  wechat: ['微信', '微信号', 'wechat'],
  address: ['地址', '联系地址', '通讯地址', '住址', '家庭住址', 'address'],
  identityNumber: ['身份证', '身份证号', '身份证号码', '证件号', '证件号码', 'identitynumber', 'idnumber', 'idcard'],
  kind: ['客户性质', '性质', '个人公司', 'kind', 'personorcompany'],
  class: ['分类', '客户分类', '客户类别', '类别', '客户类型', 'class', 'category'],
  business: ['业务', '业务类型', '买租', '租售', 'business'],
  district: ['区域', '区县', '意向区域', '所属区域', 'district', 'area'],
  urgency: ['紧急程度', '缓急', '急迫程度', 'urgency'],
  budgetYuan: ['预算', '购房预算', '预算元', 'budget', 'budgetyuan'],
  budgetWan: ['预算万', '预算万元', '购房预算万', '购房预算万元', 'budgetwan', 'budget10000'],
  preferences: ['偏好', '喜好', '需求', '备注', 'preferences', 'needs', 'remarks'],
  layout: ['户型', '意向户型', '需求户型', 'layout'],
  location: ['地段', '意向地段', '位置', 'location'],
};

type DossierField = { readonly key: string; readonly label: { readonly zh: string; readonly en: string } };

/** What a heading means, as people write it: signs, blanks, width and capitals do not matter. Null when it says nothing to us. */
export const fieldOfTitle = (title: string, dossier: readonly DossierField[]): ImportField | null => {
  const plain = plainTitle(title);
  if (plain === '') return null;
  const core = importFields.find((field) => names[field].includes(plain));
  if (core) return core;
  const asked = dossier.find(({ key, label }) => [key, label.zh, label.en].some((one) => plainTitle(one) === plain));
  return asked ? `dossier:${asked.key}` : null;
};

/** Each heading with what it means; of two that mean the same, only the first does. */
export const suggestColumns = (
  titles: readonly string[],
  dossier: readonly DossierField[],
): { readonly title: string; readonly field: ImportField | null }[] => {
  const taken = new Set<ImportField>();
  return titles.map((title) => {
    const field = fieldOfTitle(title, dossier);
    if (field === null || taken.has(field)) return { title, field: null };
    taken.add(field);
    return { title, field };
  });
};

const plainTitle = (title: string): string =>
  narrow(title)
    .toLowerCase()
    .replace(/[\s*:：、_\-()（）/]/g, '');
