import type { Text } from '@shouwen/kernel';
import { text } from '@shouwen/kernel';
import { narrow } from '@shouwen/tables';

/** A word of a register as we say it; null for one that is none of them. */
type Words<Meaning> = readonly { readonly means: Meaning; readonly words: readonly string[] }[];

const meaningOf = <Meaning>(table: Words<Meaning>, written: string): Meaning | null => {
  const plain = narrow(written).toLowerCase().replace(/\s/g, '');
  return table.find(({ words }) => words.includes(plain))?.means ?? null;
};

const kinds: Words<string> = [
  { means: 'person', words: ['个人', '自然人', 'person', 'individual'] },
  { means: 'company', words: ['公司', '单位', '企业', '法人', 'company'] },
];
const businesses: Words<string> = [
  { means: 'buy', words: ['买', '购买', '求购', '买房', '购房', 'buy'] },
  { means: 'rent', words: ['租', '求租', '租赁', '租房', 'rent'] },
  { means: 'own', words: ['业主', '自有', '出售', '出租', 'own'] },
];
const urgencies: Words<string> = [
  { means: 'urgent', words: ['急', '紧急', '急迫', 'urgent'] },
  { means: 'normal', words: ['一般', '普通', '正常', 'normal'] },
  { means: 'later', words: ['不急', '以后', '观望', '缓', 'later'] },
];

type Filed = { readonly class: string; readonly specialty: string | null };
const plain = (filed: string, ...words: string[]) => ({
  means: { class: filed, specialty: null },
  words: [filed, ...words],
});
const special = (specialty: string, ...words: string[]) => ({
  means: { class: 'special', specialty },
  words: [specialty, ...words],
});
const classes: Words<Filed> = [
  plain('caller', '来电', '来电客户'),
  plain('visitor', '来访', '来访客户', '到访'),
  plain('lead', '意向', '意向客户', '潜在客户'),
  plain('buyer', '购房', '购房客户', '成交', '成交客户', '已购'),
  plain('owner', '业主'),
  plain('tenant', '租户', '租客', '承租'),
  special('lawyer', '律师'),
  special('adviser', '顾问'),
  special('agency', '中介'),
  special('bank', '银行'),
  special('insurer', '保险', '保险公司'),
];

export const kindOf = (written: string) => meaningOf(kinds, written);
export const businessOf = (written: string) => meaningOf(businesses, written);
export const urgencyOf = (written: string) => meaningOf(urgencies, written);
export const classOf = (written: string) => meaningOf(classes, written);

/** An amount or a range, such as 300万, 200-300 万, 3,000,000元; in fen. Null for what is none. */
export const budgetOf = (
  written: string,
  unit: 'yuan' | 'wan',
): { readonly least: number | null; readonly most: number } | null => {
  const text = narrow(written).replace(/[\s,，￥¥]/g, '');
  const [, first, second, said] =
    /^(\d{1,9}(?:\.\d{1,4})?)(?:[-~–—至到](\d{1,9}(?:\.\d{1,4})?))?(万元?|元)?$/.exec(text) ?? [];
  if (first === undefined) return null;
  const factor = (said === undefined ? unit === 'wan' : said.startsWith('万')) ? 1_000_000 : 100;
  const fen = (amount: string) => Math.round(Number(amount) * factor);
  return second === undefined ? { least: null, most: fen(first) } : { least: fen(first), most: fen(second) };
};

export const wordUnknown = (options: readonly string[]): Text =>
  text(`无法识别，可填：${options.join('、')}。`, `Not one of the words: ${options.join(', ')}.`);
export const kindWords = ['个人', '公司'];
export const businessWords = ['买', '租', '业主'];
export const urgencyWords = ['急', '一般', '不急'];
export const classWords = ['来电', '来访', '意向', '购房', '业主', '租户', '律师', '顾问', '中介', '银行', '保险'];
export const budgetWrong: Text = text(
  '无法识别的金额，如300万、200-300万。',
  'Not an amount: write 3000000, 300万 or 200-300万.',
);
