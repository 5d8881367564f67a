import { describe, expect, it } from '@jest/globals';
import {
  after,
  at,
  aVisit,
  bought,
  called,
  type Preset,
  recognitionDecision,
  type Story,
  sharesAt,
  standingAt,
  storyUnder,
  unconfirmed,
  visited,
} from '../ownershipFixture.ts';

/** Li received on 3 April; on 7 April the client is back, remembers nobody, and Zhao receives from 10:00. */
const again = aVisit({ receivedAt: at('2026-04-07'), receiverId: 'zhao', forgotWhom: true });
const returned = (preset: Preset): Story => visited(visited(storyUnder(preset), {}), again);

const ownerAt = (story: Story, instant: Date): string | null => {
  const standing = standingAt(story, instant);
  return standing.kind === 'OWNED' ? standing.claim.consultantId : null;
};

const recognised = (story: Story, when: Date, more: { by?: string; namedAndAnswered?: boolean } = {}): Story => {
  const decision = recognitionDecision(story, again, { when, ...more });
  if (decision.outcome === 'refused') throw new Error(decision.refusal.code);
  return after(story, decision.events);
};

const refusalOf = (story: Story, when: Date, more: { by?: string; namedAndAnswered?: boolean } = {}) => {
  const decision = recognitionDecision(story, again, { when, ...more });
  return decision.outcome === 'refused'
    ? `${decision.refusal.code} ${decision.refusal.rule}`
    : decision.explanation.outcome;
};

describe('SR-3.10 recognised within the window', () => {
  it('triple-confirmation: in the fifth minute the original takes over', () => {
    const story = recognised(returned('triple-confirmation'), at('2026-04-07', '10:05:00'));
    expect(ownerAt(story, at('2026-04-07', '10:05:00'))).toBe('li');
    expect(story.claims.map(({ consultantId, endReason }) => [consultantId, endReason])).toEqual([
      ['li', 'received-as-new'],
      ['zhao', 'recognised'],
      ['li', null],
    ]);
    expect(sharesAt(story, at('2026-04-08')).shares).toBe('li 100');
  });

  it('triple-confirmation: the new visit counts as the second one (SR-3.05)', () => {
    const story = recognised(returned('triple-confirmation'), at('2026-04-07', '10:03'));
    expect(story.claims.at(-1)).toMatchObject({ validThrough: '2026-05-06', freshThrough: '2026-04-16' });
  });

  it('triple-confirmation: a second after the fifth minute is too late (SR-3.11)', () => {
    expect(refusalOf(returned('triple-confirmation'), at('2026-04-07', '10:05:01'))).toBe(
      'RECOGNISED_TOO_LATE SR-3.11',
    );
  });

  it('one-month: until the end of the day', () => {
    expect(ownerAt(recognised(returned('one-month'), at('2026-04-07', '23:59:59')), at('2026-04-07', '23:59:59'))).toBe(
      'li',
    );
    expect(refusalOf(returned('one-month'), at('2026-04-08', '00:00'))).toBe('SHARED');
  });

  it.each(['one-month', 'triple-confirmation'] as const)('%s: the client must respond', (preset) => {
    expect(refusalOf(returned(preset), at('2026-04-07', '10:03'), { namedAndAnswered: false })).toBe(
      'NOT_ANSWERED SR-3.10',
    );
  });

  it('triple-confirmation: without valid triple proof the client stays with the consultant in turn', () => {
    const lapsed = visited(storyUnder('triple-confirmation'), { receivedAt: at('2026-03-28') });
    expect(refusalOf(visited(lapsed, again), at('2026-04-07', '10:03'))).toBe('NO_VALID_PROOF SR-3.06');
  });

  it('triple-confirmation: proof that was valid on its last day is proof', () => {
    const lastDay = visited(storyUnder('triple-confirmation'), { receivedAt: at('2026-03-29') });
    expect(refusalOf(visited(lastDay, again), at('2026-04-07', '10:03'))).toBe('ORIGINAL_TAKES_OVER');
  });

  it('one-month: a registration of days ago that nobody confirmed is no proof', () => {
    const story = visited(unconfirmed(storyUnder('one-month'), {}), again);
    expect(refusalOf(story, at('2026-04-07', '10:03'))).toBe('NO_VALID_PROOF SR-3.06');
  });

  it('triple-confirmation: nor is one that had lapsed when the reception began, registered or not', () => {
    const lapsed = visited(storyUnder('triple-confirmation'), { receivedAt: at('2026-03-28') });
    expect(refusalOf(lapsed, at('2026-04-07', '10:03'))).toBe('NO_VALID_PROOF SR-3.06');
  });

  it('nobody recognises who never received the client, nor whom they receive themselves', () => {
    const story = returned('triple-confirmation');
    expect(refusalOf(story, at('2026-04-07', '10:03'), { by: 'sun' })).toBe('NO_VALID_PROOF SR-3.06');
    expect(refusalOf(story, at('2026-04-07', '10:03'), { by: 'zhao' })).toBe('ALREADY_YOURS SR-3.10');
  });

  it.each([
    ['triple-confirmation', '10:05:00', 'ORIGINAL_TAKES_OVER'],
    ['triple-confirmation', '10:05:01', 'ALREADY_YOURS SR-3.10'],
    ['one-month', '23:59:59', 'ORIGINAL_TAKES_OVER'],
  ] as const)('SR-1.23 %s: the owner received in turn and recognises the own client at %s', (preset, time, answer) => {
    const own = { ...again, receiverId: 'li' };
    const decision = recognitionDecision(visited(storyUnder(preset), {}), own, { when: at('2026-04-07', time) });
    expect(
      decision.outcome === 'refused'
        ? `${decision.refusal.code} ${decision.refusal.rule}`
        : decision.explanation.outcome,
    ).toBe(answer);
  });

  it('a second time it changes nothing', () => {
    const story = recognised(returned('triple-confirmation'), at('2026-04-07', '10:03'));
    expect(refusalOf(story, at('2026-04-07', '10:04'))).toBe('ALREADY_YOURS SR-3.07');
  });

  it('before the reception was registered the original’s claim simply goes on', () => {
    const story = visited(storyUnder('triple-confirmation'), {});
    const decision = recognitionDecision(story, again, { when: at('2026-04-07', '10:03') });
    expect(decision).toMatchObject({
      outcome: 'accepted',
      events: [{ type: 'ClaimExtended', claimId: 'claim 1', validThrough: '2026-05-06' }],
    });
  });
});

describe('SR-3.06 a deal is the owner’s by what makes the claim stand', () => {
  it.each([
    ['one-month', ['SR-3.01', 'SR-3.06', 'SR-2.02']],
    ['triple-confirmation', ['SR-3.01', 'SR-3.06', 'SR-3.02']],
  ] as const)('%s: a client who never came back names no rule of coming back (SR-3.07)', (preset, rules) => {
    const { shares, attribution } = sharesAt(visited(storyUnder(preset), {}), at('2026-04-05'));
    expect(shares).toBe('li 100');
    expect(attribution.rules).toEqual(rules);
    expect(attribution.explanation.policies).not.toEqual([]);
  });
});

describe('SR-3.11 recognised later, no deal during the new reception', () => {
  it('triple-confirmation: stays with the in-turn consultant', () => {
    const story = returned('triple-confirmation');
    expect(refusalOf(story, at('2026-04-07', '10:12'))).toBe('RECOGNISED_TOO_LATE SR-3.11');
    expect(refusalOf(story, at('2026-04-09'))).toBe('RECOGNISED_TOO_LATE SR-3.11');
    expect(sharesAt(story, at('2026-04-10')).shares).toBe('zhao 100');
  });

  describe('one-month, worked example 3: Li on 3 April, Zhao on 20 April', () => {
    const zhao = aVisit({ receivedAt: at('2026-04-20'), receiverId: 'zhao', forgotWhom: true });
    const story = visited(visited(storyUnder('one-month'), {}), zhao);
    const recognise = (told: Story, date: string, time?: string) =>
      recognitionDecision(told, zhao, { when: at(date, time) });

    it('Li’s claim is still valid on the day of the new reception', () => {
      expect(ownerAt(visited(storyUnder('one-month'), {}), at('2026-04-20'))).toBe('li');
      expect(ownerAt(story, at('2026-04-20', '18:00'))).toBe('zhao');
    });

    it('recognised on 25 April: Zhao continues, and the deal of 2 May gives each 50 %', () => {
      const decision = recognise(story, '2026-04-25');
      expect(decision).toMatchObject({
        outcome: 'accepted',
        events: [
          { type: 'ClaimShared', sharing: { rule: 'SR-3.11', shares: [{ staffId: 'li' }, { staffId: 'zhao' }] } },
        ],
      });
      const shared = after(story, decision.outcome === 'accepted' ? decision.events : []);
      expect(ownerAt(shared, at('2026-05-02'))).toBe('zhao');
      const { shares, attribution } = sharesAt(shared, at('2026-05-02'));
      expect(shares).toBe('li 50, zhao 50');
      expect(attribution.rules).toEqual(['SR-3.11']);
      expect(attribution.consultants.map(({ role }) => role)).toEqual(['original', 'new']);
    });

    it('on 19 May it is still 50 / 50, though the deal of 2 May came before', () => {
      const sold = bought(story, { consultantId: 'zhao', closedAt: at('2026-05-02') });
      expect(recognise(sold, '2026-05-19', '23:59:59').outcome).toBe('accepted');
    });

    it('on 20 May Zhao has 100 %', () => {
      const decision = recognise(story, '2026-05-20', '00:00');
      expect(decision).toMatchObject({ outcome: 'refused', refusal: { code: 'RECOGNISED_TOO_LATE', rule: 'SR-3.11' } });
      expect(sharesAt(story, at('2026-05-02')).shares).toBe('zhao 100');
    });

    it('a lapsed claim gives no part', () => {
      const late = aVisit({ receivedAt: at('2026-05-03'), receiverId: 'zhao', forgotWhom: true });
      const told = visited(visited(storyUnder('one-month'), {}), late);
      const decision = recognitionDecision(told, late, { when: at('2026-05-04') });
      expect(decision).toMatchObject({ outcome: 'refused', refusal: { code: 'NO_VALID_PROOF' } });
    });
  });
});

describe('SR-3.12 a deal closed in that reception, before recognition', () => {
  const sold = (preset: Preset, visitId: string | null = again.visitId) =>
    bought(returned(preset), { consultantId: 'zhao', visitId, closedAt: at('2026-04-07', '11:00') });

  it('one-month: all to the new consultant, also on that day', () => {
    expect(refusalOf(sold('one-month'), at('2026-04-07', '12:00'))).toBe('DEAL_WAS_CLOSED SR-3.12');
    expect(refusalOf(sold('one-month'), at('2026-04-09'))).toBe('DEAL_WAS_CLOSED SR-3.12');
  });

  it('triple-confirmation: the original learns of it the same day: shared', () => {
    const story = recognised(sold('triple-confirmation'), at('2026-04-07', '23:59:59'));
    expect(story.claims.at(-1)).toMatchObject({
      consultantId: 'zhao',
      sharing: {
        rule: 'SR-3.12',
        shares: [
          { staffId: 'li', role: 'original' },
          { staffId: 'zhao', role: 'new' },
        ],
      },
    });
    expect(sharesAt({ ...story, deals: [] }, at('2026-04-07', '11:00')).shares).toBe('li 50, zhao 50');
  });

  it('triple-confirmation: whatever the proof', () => {
    const lapsed = visited(visited(storyUnder('triple-confirmation'), { receivedAt: at('2026-03-20') }), again);
    const story = bought(lapsed, { consultantId: 'zhao', visitId: again.visitId, closedAt: at('2026-04-07', '11:00') });
    expect(refusalOf(story, at('2026-04-07', '12:00'))).toBe('SHARED');
  });

  it('triple-confirmation: on the next day all to the closer', () => {
    expect(refusalOf(sold('triple-confirmation'), at('2026-04-08', '00:00'))).toBe('DEAL_WAS_CLOSED SR-3.12');
  });

  it('triple-confirmation: whoever never received the client has no part', () => {
    expect(refusalOf(sold('triple-confirmation'), at('2026-04-07', '12:00'), { by: 'sun' })).toBe(
      'DEAL_WAS_CLOSED SR-3.12',
    );
  });

  it('one-month: a deal of another day changes nothing', () => {
    const later = bought(returned('one-month'), { consultantId: 'zhao', visitId: 'other', closedAt: at('2026-04-08') });
    expect(refusalOf(later, at('2026-04-09'))).toBe('SHARED');
  });
});

describe('SR-3.20 a caller found by the consultant who invited them', () => {
  const come = aVisit({ receivedAt: at('2026-04-07'), receiverId: 'zhao' });
  const story = (preset: Preset) => visited(called(storyUnder(preset), at('2026-04-05')), come);
  const find = (preset: Preset, time: string) =>
    recognitionDecision(story(preset), come, { when: at('2026-04-07', time) });

  it('triple-confirmation: within five minutes theirs, later the receiver’s', () => {
    const inTime = find('triple-confirmation', '10:05:00');
    expect(inTime).toMatchObject({ outcome: 'accepted', explanation: { outcome: 'ORIGINAL_TAKES_OVER' } });
    expect(inTime.outcome === 'accepted' && inTime.events.at(-1)).toMatchObject({
      type: 'ClaimOpened',
      claim: { consultantId: 'li', openedBy: 'visit', validThrough: '2026-05-06', freshThrough: '2026-04-16' },
    });
    expect(find('triple-confirmation', '10:05:01')).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'RECOGNISED_TOO_LATE', rule: 'SR-3.20' },
    });
  });

  it('one-month: a new client of the receiver, however early', () => {
    expect(find('one-month', '10:01')).toMatchObject({ outcome: 'refused', refusal: { rule: 'SR-3.20' } });
  });
});
