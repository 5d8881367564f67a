import { describe, expect, it } from '@jest/globals';
import { type Buyer, keyClientReport, keyCount } from './keyClients.ts';

const today = '2027-04-01';
const params = { 'keyClients.percent': 25, 'keyClients.silentDays': 90, 'keyClients.fallPercent': 30 };
const buyer = (clientId: string, soldFen: number, changes: Partial<Buyer> = {}): Buyer => ({
  ...{ clientId, soldFen, soldBeforeFen: soldFen, lastContactOn: '2027-03-31' },
  ...changes,
});
const report = (all: readonly Buyer[]) => keyClientReport(all, { today, params });
const only = (changes: Partial<Buyer>, soldFen = 100) => report([buyer('one', soldFen, changes)]).clients[0];

describe('CR-6.05 key clients', () => {
  it('are the 20–30 % who bring most, with their share and their trend', () => {
    const all = [buyer('d', 100), buyer('a', 500, { soldBeforeFen: 400 }), buyer('c', 200), buyer('b', 200)];
    const { buyers, soldFen, keySoldFen, clients } = report([...all, buyer('none', 0, { soldBeforeFen: 0 })]);
    expect({ buyers, soldFen, keySoldFen }).toEqual({ buyers: 4, soldFen: 1_000, keySoldFen: 500 });
    expect(clients).toEqual([{ ...all[1], rank: 1, shareBasisPoints: 5_000, trendPercent: 25, lossSigns: [] }]);
    expect([20, 25, 30].map((percent) => keyCount(10, percent))).toEqual([2, 3, 3]);
    expect([keyCount(0, 25), keyCount(1, 25), keyCount(4, 25), keyCount(5, 25)]).toEqual([0, 1, 1, 2]);
    expect(report([])).toEqual({ buyers: 0, soldFen: 0, keySoldFen: 0, clients: [] });
  });

  it('new ones have no trend', () => {
    expect(only({ soldBeforeFen: 0 })).toMatchObject({ trendPercent: null, lossSigns: [] });
  });

  it.each<[string, Partial<Buyer>, string[]]>([
    ['89 days without a word', { lastContactOn: '2027-01-02' }, []],
    ['90 days without a word', { lastContactOn: '2027-01-01' }, ['silent']],
    ['never heard of', { lastContactOn: null }, ['silent']],
    ['29 % less', { soldFen: 71, soldBeforeFen: 100 }, []],
    ['30 % less', { soldFen: 70, soldBeforeFen: 100 }, ['falling']],
    ['both', { soldFen: 1, soldBeforeFen: 100, lastContactOn: null }, ['silent', 'falling']],
  ])('about to be lost: %s', (_, changes, signs) => {
    expect(only(changes)?.lossSigns).toEqual(signs);
  });

  it('a key client of last year who fell out of them is shown as about to be lost', () => {
    const gone = buyer('gone', 0, { soldBeforeFen: 900 });
    const all = [buyer('a', 500), buyer('b', 200), buyer('c', 200), gone];
    expect(
      report(all).clients.map(({ clientId, rank, trendPercent, lossSigns }) => [
        clientId,
        rank,
        trendPercent,
        lossSigns,
      ]),
    ).toEqual([
      ['a', 1, 0, []],
      ['gone', 4, -100, ['falling']],
    ]);
  });
});
