import { describe, expect, it } from '@jest/globals';
import {
  at,
  bought,
  called,
  followedUp,
  followUpDecision,
  type Preset,
  type Story,
  standingAt,
  storyUnder,
  visited,
} from '../ownershipFixture.ts';

const presets: readonly Preset[] = ['one-month', 'triple-confirmation'];

const outcome = (story: Story, when: Date, by = 'li'): string => {
  const decision = followUpDecision(story, when, { by });
  return decision.outcome === 'refused' ? decision.refusal.code : decision.explanation.outcome;
};

describe('SR-3.03 follow-ups of a caller', () => {
  const story = called(storyUnder('triple-confirmation'), at('2026-04-01'));

  it('triple-confirmation: on the seventh day in time, on the eighth too late', () => {
    expect(outcome(story, at('2026-04-07', '23:59'))).toBe('RENEWED');
    expect(outcome(story, at('2026-04-08', '00:00'))).toBe('CLAIM_LAPSED');
  });

  it('triple-confirmation: on the 11th it lapses whatever the follow-ups', () => {
    const fresh = followedUp(followedUp(story, '2026-04-06'), '2026-04-10');
    expect(standingAt(fresh, at('2026-04-10', '23:59')).kind).toBe('OWNED');
    expect(standingAt(fresh, at('2026-04-11', '00:00'))).toMatchObject({ kind: 'LAPSED', lapsedOn: '2026-04-11' });
    expect(outcome(fresh, at('2026-04-11', '00:00'))).toBe('CLAIM_LAPSED');
  });

  it('one-month: recorded, and nothing to keep fresh', () => {
    expect(outcome(called(storyUnder('one-month'), at('2026-04-01')), at('2026-04-09'))).toBe('RECORDED');
  });
});

describe('SR-7.01, SR-8.01 only the owner follows a client up', () => {
  it.each(presets)('%s: to a colleague the client does not exist, valid or lapsed', (preset) => {
    const story = visited(storyUnder(preset), {});
    for (const when of [at('2026-04-05'), at('2026-06-05')])
      expect(outcome(story, when, 'zhao')).toBe('CLIENT_UNKNOWN');
    expect(outcome(storyUnder(preset), at('2026-04-05'))).toBe('CLIENT_UNKNOWN');
  });

  it.each(presets)(
    '%s: the consultant from before has no more to do with a client who was received as new',
    (preset) => {
      const story = visited(visited(storyUnder(preset), {}), {
        receivedAt: at('2026-04-07'),
        receiverId: 'zhao',
        forgotWhom: true,
      });
      expect(outcome(story, at('2026-04-08'), 'li')).toBe('CLIENT_UNKNOWN');
      expect(outcome(story, at('2026-04-08'), 'zhao')).not.toBe('CLIENT_UNKNOWN');
    },
  );

  it.each(presets)('%s: a buyer is looked after by the consultant of the deal, also long afterwards', (preset) => {
    const story = bought(visited(storyUnder(preset), {}), { closedAt: at('2026-04-05') });
    expect(outcome(story, at('2027-04-05'), 'li')).toBe('RECORDED');
    expect(outcome(story, at('2027-04-05'), 'zhao')).toBe('CLIENT_UNKNOWN');
  });

  it('triple-confirmation: under a purchase the claim is kept fresh too, for it counts again after a cancellation', () => {
    const story = bought(visited(storyUnder('triple-confirmation'), {}), { closedAt: at('2026-04-05') });
    expect(followedUp(story, '2026-04-10').claims[0]?.freshThrough).toBe('2026-04-19');
  });
});
