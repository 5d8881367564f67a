import { describe, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { decideHandler } from './assignHandler.decision.ts';

const now = new Date('2026-03-10T10:00:00+08:00');
const aComplaint = { aboutStaffId: 'sun', status: 'registered', now } as const;

describe('PS-3.01 the person complained about takes no part in handling (worked example 5)', () => {
  it('Sun is refused as handler', () => {
    given({ ...aComplaint, handlerId: 'sun' })
      .when(decideHandler)
      .thenRefused('COMPLAINED_ABOUT', 'PS-3.01');
  });

  it('somebody else accepts it and answers for it (PS-3)', () => {
    given({ ...aComplaint, handlerId: 'xie' })
      .when(decideHandler)
      .thenAccepted({ handlerId: 'xie' })
      .citing('PS-3.03');
  });

  it('PS-3 one that was accepted already has somebody', () => {
    given({ ...aComplaint, status: 'accepted' as const, handlerId: 'xie' })
      .when(decideHandler)
      .thenRefused('HANDLED_ALREADY', 'PS-3.03');
  });
});
