import { createHash } from 'node:crypto';

export interface Sent {
  readonly id: string;
  readonly account: string;
  readonly version: number;
  readonly amount: number;
}

interface Heard {
  readonly inbox: readonly { id: string }[];
  readonly balances: readonly { account: string; story: string }[];
  readonly effects: readonly Sent[];
}

export const setOf = (rows: readonly { id: string }[]): Set<string> => new Set(rows.map(({ id }) => id));

export const missing = (what: string, wanted: ReadonlySet<string>, there: ReadonlySet<string>): string[] => {
  const absent = [...wanted].filter((id) => !there.has(id));
  return absent.length === 0 ? [] : [`${what}: ${absent.length} of ${wanted.size}`];
};

export const heardOnce = (
  events: readonly Sent[],
  { inbox, effects }: Heard,
  waiting: ReadonlySet<string>,
): string[] => {
  const told = setOf(events);
  const applied = new Map<string, number>();
  for (const { id } of effects) applied.set(id, (applied.get(id) ?? 0) + 1);
  const twice = [...applied.values()].filter((times) => times > 1).length;
  const inboxIds = setOf(inbox);
  return [
    ...missing('V2 told, but neither heard, dead nor parked', told, new Set([...inboxIds, ...waiting])),
    ...missing('V2 heard, but without effect', inboxIds, new Set(applied.keys())),
    ...missing('V2 an effect, but not in the inbox', new Set(applied.keys()), inboxIds),
    ...missing('I8 applied, but never told', new Set(applied.keys()), told),
    ...(twice > 0 ? [`V2 applied more than once: ${twice}`] : []),
  ];
};

/** Versions of each account are 1, 2, 3 … in this order. */
export const inOrder = (rows: readonly Sent[], what: string): string[] => {
  const reached = new Map<string, number>();
  for (const { account, version } of rows) {
    const before = reached.get(account) ?? 0;
    if (version !== before + 1) return [`${what}: version ${version} of ${account} after ${before}`];
    reached.set(account, version);
  }
  return [];
};

/** The state is the one that a replay in order makes; accounts of which something waits are left out. */
export const asReplayed = (events: readonly Sent[], { balances }: Heard, waiting: ReadonlySet<string>): string[] => {
  const stories = new Map<string, string>();
  const unfinished = new Set<string>();
  for (const { id, account, version, amount } of events) {
    stories.set(account, md5(`${stories.get(account) ?? ''}${version}:${amount}`));
    if (waiting.has(id)) unfinished.add(account);
  }
  const actual = new Map(balances.map(({ account, story }) => [account, story]));
  const other = [...stories].filter(([account, story]) => !unfinished.has(account) && actual.get(account) !== story);
  return other.length === 0 ? [] : [`I9 another state than a replay in order makes: ${other.length} accounts`];
};

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
