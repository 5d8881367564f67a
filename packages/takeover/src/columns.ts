import { narrow } from '@shouwen/tables';

export type RegisterKind = 'visits' | 'calls';

/** What a register says about a visit or a call. */
export type Column =
  | 'date'
  | 'time'
  | 'name'
  | 'phone'
  | 'consultant'
  | 'class'
  | 'lookingFor'
  | 'budget'
  | 'channel'
  | 'companions';

/** What people call the columns. */
const names: Readonly<Record<Column, readonly string[]>> = {
  date: ['日期', '来访日期', '来电日期', '登记日期', '到访日期', 'date', 'visitdate', 'calldate', 'day'],
  time: ['时间', '来访时间', '来电时间', '到访时间', 'time'],
  name: [
    '姓名',
    '客户姓名',
    '客户名称',
    '客户',
    '来访人',
    '来电人',
    'name',
    'client',
    'clientname',
    'visitor',
    'caller',
  ],
  phone: [
    '电话',
    '联系电话',
    '客户电话',
    '手机',
    '手机号',
    '手机号码',
    '联系方式',
    'phone',
    'mobile',
    'telephone',
    'contact',
  ],
  consultant: [
    '置业顾问',
    '顾问',
    '接待人',
    '接待顾问',
    '接听人',
    '销售',
    '销售员',
    '业务员',
    'consultant',
    'receivedby',
    'answeredby',
  ],
  class: ['等级', '级别', '客户等级', '客户级别', '意向等级', 'class', 'grade'],
  lookingFor: ['需求', '意向', '意向户型', '需求户型', '购房需求', '关注户型', 'lookingfor', 'interest', 'needs'],
  budget: ['预算', '购房预算', 'budget'],
  channel: ['来源', '渠道', '媒体', '认知途径', '获知途径', '客户来源', 'source', 'channel', 'howheard'],
  companions: ['同行人', '同来人', '随行', '随行人员', 'companions', 'camewith'],
};

const needed: Readonly<Record<RegisterKind, readonly Column[]>> = {
  visits: ['date', 'name', 'phone', 'consultant', 'class', 'lookingFor', 'channel'],
  calls: ['date', 'name', 'phone', 'consultant', 'lookingFor', 'channel'],
};

export type Columns = {
  /** Place of each column in a row. */
  readonly places: ReadonlyMap<Column, number>;
  /** Headings that say nothing to us. */
  readonly unknown: readonly string[];
  readonly missing: readonly Column[];
  /** Columns that the file has twice. */
  readonly twice: readonly Column[];
};

/** Finds the columns of a register by their headings; signs, blanks, width and capitals do not matter. */
export const findColumns = (heading: readonly string[], kind: RegisterKind): Columns => {
  const places = new Map<Column, number>();
  const [unknown, twice]: [string[], Column[]] = [[], []];
  for (const [place, title] of heading.entries()) {
    const column = columnOf(title);
    if (column === null) {
      if (title !== '') unknown.push(title);
    } else if (places.has(column)) twice.push(column);
    else places.set(column, place);
  }
  return { places, unknown, twice, missing: needed[kind].filter((column) => !places.has(column)) };
};

const columnOf = (title: string): Column | null => {
  const plain = narrow(title)
    .toLowerCase()
    .replace(/\(.*\)/g, '')
    .replace(/[\s*:：、_-]/g, '');
  const found = (Object.keys(names) as Column[]).find((column) => names[column].includes(plain));
  return found ?? null;
};

/** The name of a column in a sentence. */
export const columnName = (column: Column): string => `${names[column][0]} (${column})`;
