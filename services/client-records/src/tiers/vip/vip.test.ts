import { describe, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { decideEnd, decidePromise, type PromiseFacts } from './vip.decision.ts';

const now = new Date('2027-04-01T09:00:00+08:00');
const promise = (changes: Partial<PromiseFacts> = {}) =>
  given<[PromiseFacts]>({
    ...{ now, today: '2027-04-01', isVip: false, act: 'make', carer: 'account-manager', carerIsColleague: true },
    ...{ services: ['priority'], promised: '', since: '2027-04-01', until: null },
    ...changes,
  }).when(decidePromise);

describe('CR-6.03 a VIP and what is promised', () => {
  it('is promised at least one service, kept by somebody who works here', () => {
    promise().thenAccepted(null).citingOnly('CR-6.03');
    promise({ services: [] }).thenRefused('BAD_INPUT');
    promise({ services: ['extras', 'extras'] }).thenRefused('BAD_INPUT');
    promise({ promised: '长'.repeat(1_000) }).thenAccepted(null);
    promise({ promised: '长'.repeat(1_001) }).thenRefused('BAD_INPUT');
    promise({ carerIsColleague: false }).thenRefused('VIP_CARER_UNKNOWN');
    promise({ carer: 'stationed' }).thenAccepted(null);
  });

  it('is made once, and changed or ended only while it is one', () => {
    promise({ isVip: true }).thenRefused('VIP_ALREADY');
    promise({ act: 'change' }).thenRefused('VIP_NOT_NOW');
    promise({ act: 'change', isVip: true }).thenAccepted(null);
    given({ now, isVip: true }).when(decideEnd).thenAccepted(null);
    given({ now, isVip: false }).when(decideEnd).thenRefused('VIP_NOT_NOW');
  });

  it('from today or earlier until today or later', () => {
    promise({ since: '2027-04-02' }).thenRefused('VIP_DAYS_INVALID');
    promise({ until: '2027-03-31' }).thenRefused('VIP_DAYS_INVALID');
    promise({ since: '2027-03-01', until: '2027-04-01' }).thenAccepted(null);
  });
});
