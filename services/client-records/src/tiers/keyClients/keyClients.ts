import { daysBetween } from '@shouwen/kernel';
import type { TierParams } from '../../policies/index.ts';

/** What a client brought at the sites that the asker may look at. */
export type Buyer = {
  readonly clientId: string;
  /** Within the year until today, and within the one before it. */
  readonly soldFen: number;
  readonly soldBeforeFen: number;
  /** The last visit, claim, follow-up or deal; null: none is known. */
  readonly lastContactOn: string | null;
};

export type LossSign = 'silent' | 'falling';

export type KeyClient = Buyer & {
  /** 1 brings most. */
  readonly rank: number;
  /** Of what all clients brought, in hundredths of a per cent. */
  readonly shareBasisPoints: number;
  /** Against the year before, in whole per cent; null for who brought nothing then. */
  readonly trendPercent: number | null;
  /** Why the client may be about to be lost; empty: nothing points to it. */
  readonly lossSigns: readonly LossSign[];
};

export type KeyClientReport = {
  readonly buyers: number;
  readonly soldFen: number;
  readonly keySoldFen: number;
  readonly clients: readonly KeyClient[];
};

type Params = Pick<TierParams, 'keyClients.percent' | 'keyClients.silentDays' | 'keyClients.fallPercent'>;
type Asked = { readonly today: string; readonly params: Params };

/** How many of them are the key clients: that part of them, rounded up. */
export const keyCount = (buyers: number, percent: number): number => Math.ceil((buyers * percent) / 100);

/**
 * CR-6.05: the part of the clients who bring most, and those who did a year ago: who fell out of them is the first who may be about to be
 * lost. Of equals the one with more in the year before comes first.
 */
export const keyClientReport = (all: readonly Buyer[], { today, params }: Asked): KeyClientReport => {
  const buyers = all.filter(({ soldFen }) => soldFen > 0);
  const soldFen = sum(buyers);
  const ranked = [...all].sort(
    (one, other) =>
      other.soldFen - one.soldFen ||
      other.soldBeforeFen - one.soldBeforeFen ||
      one.clientId.localeCompare(other.clientId),
  );
  const percent = params['keyClients.percent'];
  const nowKey = new Set(ranked.slice(0, keyCount(buyers.length, percent)).map(({ clientId }) => clientId));
  const before = all.filter(({ soldBeforeFen }) => soldBeforeFen > 0);
  const beforeKey = new Set(
    [...before]
      .sort((one, other) => other.soldBeforeFen - one.soldBeforeFen || one.clientId.localeCompare(other.clientId))
      .slice(0, keyCount(before.length, percent))
      .map(({ clientId }) => clientId),
  );
  const clients = ranked.flatMap((buyer, index): KeyClient[] => {
    const lossSigns = signsOf(buyer, { today, params });
    const isShown = nowKey.has(buyer.clientId) || (beforeKey.has(buyer.clientId) && lossSigns.length > 0);
    if (!isShown) return [];
    const shareBasisPoints = soldFen === 0 ? 0 : Math.floor((buyer.soldFen * 10_000) / soldFen);
    return [{ ...buyer, rank: index + 1, shareBasisPoints, trendPercent: trendOf(buyer), lossSigns }];
  });
  return {
    buyers: buyers.length,
    soldFen,
    keySoldFen: sum(buyers.filter(({ clientId }) => nowKey.has(clientId))),
    clients,
  };
};

const sum = (buyers: readonly Buyer[]): number => buyers.reduce((total, { soldFen }) => total + soldFen, 0);

const trendOf = ({ soldFen, soldBeforeFen }: Buyer): number | null =>
  soldBeforeFen === 0 ? null : Math.trunc(((soldFen - soldBeforeFen) * 100) / soldBeforeFen);

const signsOf = (buyer: Buyer, { today, params }: Asked): LossSign[] => {
  const { lastContactOn, soldFen, soldBeforeFen } = buyer;
  const silent = lastContactOn === null || daysBetween(lastContactOn, today) >= params['keyClients.silentDays'];
  const falling = (soldBeforeFen - soldFen) * 100 >= soldBeforeFen * params['keyClients.fallPercent'];
  return [...(silent ? (['silent'] as const) : []), ...(soldBeforeFen > 0 && falling ? (['falling'] as const) : [])];
};
