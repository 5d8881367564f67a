import { section } from '../rule.ts';

/** SR-3.01 to SR-3.09: how long a claim lives, what proves it, and who receives the client who returns. */
export const sr3Claims = section('sales-reception', {
  'SR-3.01': {
    zh: '来访登记的有效期为一个月，含接待当日。',
    en: 'A visit registration is valid for one month, the first day included.',
    source: 'S0.2 §7.1; S4 6§1.3.2',
  },
  'SR-3.02': {
    zh: '三位一体制：到访客户须至少每10天有一次有效跟进记录，1日接待则11日失效；每次有效跟进重新起算。一个月制无此要求。',
    en: 'triple-confirmation: a follow-up that reached the client must be recorded at least every 10 days: received on the 1st, lapses on the 11th; each valid follow-up starts the count again. one-month does not ask for it.',
    source: 'S4 6§2.2',
  },
  'SR-3.03': {
    zh: '三位一体制：来电登记连续7天未跟进即失效，1日接听则8日失效；不论如何跟进，至11日失效（从来电到来访的有效期为10天）。',
    en: 'triple-confirmation: a call registration lapses after 7 days without follow-up: answered on the 1st, lapses on the 8th; and on the 11th whatever the follow-ups (10 days from call to visit).',
    source: 'S4 6§2.2',
  },
  'SR-3.04': {
    zh: '三位一体制：跟进时客户关机或无人接听的，予以记录，但不作为有效跟进。',
    en: 'triple-confirmation: a follow-up that did not reach the client (phone off, no answer) is recorded but does not count.',
    source: 'S4 6§2.2',
  },
  'SR-3.05': {
    zh: '一个月内未第二次到访的，视为新客户。三位一体制：在有效期内第二次到访并被接待的，有效期一个月和保鲜期均重新起算。',
    en: 'A client not seen a second time within the month is a new client. triple-confirmation: a second visit received under a valid claim starts a new month and a new freshness period.',
    source: 'S4 6§2.2',
  },
  'SR-3.06': {
    zh: '归属凭证，一个月制：经确认的登记。三位一体制：公共登记簿、系统录入和保鲜跟进三者齐备，缺一即视为新客户；以系统录入（无系统录入的，以公共登记簿）为首要依据。',
    en: 'Proof of ownership needs, one-month: a confirmed registration; triple-confirmation: public register, system entry and freshness, all three: one missing, a new client. The system entry, else the public register, is the primary basis.',
    source: 'S4 6§2.5; S0.2 §7.2',
  },
  'SR-3.07': {
    zh: '老客户再次来访并指明置业顾问，且归属有效的，由该置业顾问接待。',
    en: 'A client who returns and names the consultant, with a valid claim, is received by that consultant.',
    source: 'S0.2 §4.1; S4 6§3.1.2.2',
  },
  'SR-3.08': {
    zh: '所属置业顾问不在场的，由轮序末位义务接待，并先行联系所属置业顾问（可设定须经其同意）；客户和佣金仍归所属置业顾问。',
    en: 'If that consultant is away, the last in the rotation stands in and contacts the owner first (variant: needs the owner’s consent); the owner keeps client and commission.',
    source: 'S0.2 §4.2; S4 6§3.1.2.2; S3.5 §8',
  },
  'SR-3.09': {
    zh: '老客户再次来访，记不起原置业顾问且在场无人认出的，由当轮置业顾问按新客户接待。',
    en: 'A client who returns, does not remember whom, and whom nobody recognises is received by the in-turn consultant as new.',
    source: 'S0.2 §3.7; S4 6§3.1.2.3',
  },
});
