import { type DemoClient, demoClientsOf } from './clients.ts';
import { type DemoStaff, demoStaffNamed } from './company.ts';
import { clock, demoTime } from './historyDays.ts';
import { showcaseClient } from './plans.ts';

/** What a buyer brought up at the property office (PS-2), and what became of it. */
export type DemoOwnerMatter = {
  readonly key: string;
  readonly at: string;
  readonly client: DemoClient;
  readonly category: 'complaint' | 'service' | 'praise' | 'suggestion';
  readonly channel: 'in-person' | 'phone' | 'message';
  readonly content: string;
  readonly demand: string | null;
  readonly complaint: DemoComplaint | null;
  readonly answer: { readonly at: string; readonly text: string } | null;
  readonly struckOffAt: string | null;
};

export type DemoComplaint = {
  readonly kind: 'product-quality' | 'contract' | 'service-quality' | 'attitude' | 'public-utilities';
  readonly about: DemoStaff | null;
  /** Null: nobody answers for it yet. */
  readonly handler: { readonly staff: DemoStaff; readonly at: string } | null;
};

type Told = Pick<DemoOwnerMatter, 'category' | 'channel' | 'content'> & {
  readonly client: number;
  readonly day: number;
  readonly minute: number;
  readonly demand?: string;
  readonly complaint?: Omit<DemoComplaint, 'about' | 'handler'> & {
    readonly about?: string;
    readonly handler?: string;
  };
  readonly answer?: string;
};

const told: readonly Told[] = [
  {
    client: 7,
    day: 15,
    minute: clock(10, 5),
    category: 'service',
    channel: 'phone',
    content: '咨询装修押金标准与进场手续。',
    answer: '已说明押金标准，并将手续清单发至手机。',
  },
  {
    client: 7,
    day: 22,
    minute: clock(9, 40),
    category: 'complaint',
    channel: 'in-person',
    content: '样板层厨房烟道返味，担心交付后同样如此。',
    demand: '请书面说明烟道做法。',
    complaint: { kind: 'product-quality', handler: '许建国' },
    answer: '已请工程部出具烟道做法说明，三日内送达。',
  },
  {
    client: 31,
    day: 25,
    minute: clock(14, 30),
    category: 'complaint',
    channel: 'phone',
    content: '认购书所附车位图与现场划线不一致。',
    demand: '请更正附图。',
    complaint: { kind: 'contract', handler: '谢志远' },
  },
  {
    client: showcaseClient,
    day: 28,
    minute: clock(10, 15),
    category: 'complaint',
    channel: 'in-person',
    content: '约好周末看园区样板层，到场后等候四十分钟无人接待。',
    demand: '请说明原因，并另约时间。',
    complaint: { kind: 'service-quality', handler: '谢志远' },
    answer: '已致歉，另约周四上午由主任陪同看房。',
  },
  {
    client: 43,
    day: 30,
    minute: clock(11, 20),
    category: 'complaint',
    channel: 'in-person',
    content: '询问水电报装时维修人员态度生硬。',
    complaint: { kind: 'attitude', about: '许建国', handler: '谢志远' },
  },
  {
    client: 31,
    day: 31,
    minute: clock(16),
    category: 'praise',
    channel: 'message',
    content: '表扬前台答复及时、讲解清楚。',
    answer: '已核实并转人事记入档案，感谢业主。',
  },
  {
    client: 55,
    day: 33,
    minute: clock(9, 10),
    category: 'complaint',
    channel: 'phone',
    content: '园区北门路灯连续三晚不亮。',
    demand: '请尽快修复。',
    complaint: { kind: 'public-utilities' },
  },
  {
    client: 67,
    day: 34,
    minute: clock(15, 45),
    category: 'suggestion',
    channel: 'message',
    content: '建议周末增加一班园区接驳车。',
  },
];

const matter = (one: Told, number: number): DemoOwnerMatter => {
  const client = demoClientsOf('riverside')[one.client];
  if (!client) throw new RangeError(`no client ${one.client} at 滨江花园`);
  const { day, minute, category, channel, content, demand = null, complaint, answer } = one;
  const isSettled = complaint === undefined && answer !== undefined;
  return {
    key: `owner-matter-${number}`,
    at: demoTime(day, minute),
    client,
    category,
    channel,
    content,
    demand,
    complaint: complaint
      ? {
          kind: complaint.kind,
          about: complaint.about ? demoStaffNamed(complaint.about) : null,
          handler: complaint.handler
            ? { staff: demoStaffNamed(complaint.handler), at: demoTime(day, minute + 30) }
            : null,
        }
      : null,
    answer: answer ? { at: demoTime(day, minute + 75), text: answer } : null,
    struckOffAt: isSettled ? demoTime(day, minute + 80) : null,
  };
};

/** What the buyers of 滨江花园 brought up at its property office, in its order. */
export const demoOwnerMatters: readonly DemoOwnerMatter[] = told.map(matter);
