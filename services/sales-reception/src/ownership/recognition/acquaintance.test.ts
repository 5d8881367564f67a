import { describe, expect, it } from '@jest/globals';
import {
  after,
  at,
  aVisit,
  type Preset,
  recognitionDecision,
  type Story,
  sharesAt,
  standingAt,
  storyUnder,
  visited,
} from '../ownershipFixture.ts';

const ownerAt = (story: Story, instant: Date): string | null => {
  const standing = standingAt(story, instant);
  return standing.kind === 'OWNED' ? standing.claim.consultantId : null;
};

/** Zhao receives somebody in turn whom Sun knows privately and never received. */
const visit = aVisit({ receivedAt: at('2026-04-07'), receiverId: 'zhao' });
const recognise = (preset: Preset, time: string, acquaintance: 'own-contact' | 'chance', registered = true) => {
  const before = storyUnder(preset);
  const story = registered ? visited(before, visit) : before;
  const decision = recognitionDecision(story, visit, { by: 'sun', when: at('2026-04-07', time), acquaintance });
  return { story: after(story, decision.outcome === 'accepted' ? decision.events : []), decision };
};
const answer = ({ decision }: ReturnType<typeof recognise>) =>
  decision.outcome === 'refused' ? `${decision.refusal.code} ${decision.refusal.rule}` : decision.explanation.outcome;

describe('SR-3.16 a consultant’s acquaintance is recognised mid-reception', () => {
  it.each([
    ['10:04:59', 'own-contact', 'ORIGINAL_TAKES_OVER'],
    ['10:05:00', 'own-contact', 'ORIGINAL_TAKES_OVER'],
    ['10:05:01', 'own-contact', 'RECOGNISED_TOO_LATE SR-3.16'],
    ['10:01:00', 'chance', 'CHANCE_ACQUAINTANCE SR-3.16'],
  ] as const)('triple-confirmation: at %s, %s: %s', (time, acquaintance, expected) => {
    expect(answer(recognise('triple-confirmation', time, acquaintance))).toBe(expected);
  });

  it.each([true, false])('triple-confirmation: theirs, and so is the deal; registered by then: %s', (registered) => {
    const { story, decision } = recognise('triple-confirmation', '10:04', 'own-contact', registered);
    expect(decision.explanation.applied).toEqual(['SR-3.16']);
    expect(ownerAt(story, at('2026-04-07', '12:00'))).toBe('sun');
    expect(sharesAt(story, at('2026-04-08')).shares).toBe('sun 100');
    expect(story.claims.filter(({ status }) => status === 'open')).toHaveLength(1);
  });

  it('triple-confirmation: by chance, the receiver keeps client and deal', () => {
    const { story } = recognise('triple-confirmation', '10:01', 'chance');
    expect(ownerAt(story, at('2026-04-07', '12:00'))).toBe('zhao');
    expect(sharesAt(story, at('2026-04-08')).shares).toBe('zhao 100');
  });

  it('triple-confirmation: a colleague’s client is nobody’s acquaintance', () => {
    const lis = visited(storyUnder('triple-confirmation'), { receivedAt: at('2026-04-03') });
    const asked = { by: 'sun', when: at('2026-04-07', '10:02'), acquaintance: 'own-contact' } as const;
    expect(recognitionDecision(lis, visit, asked)).toMatchObject({ outcome: 'refused', refusal: { rule: 'SR-3.06' } });
  });

  it('one-month has no such rule', () => {
    for (const acquaintance of ['own-contact', 'chance'] as const)
      expect(answer(recognise('one-month', '10:01', acquaintance))).toBe('NO_VALID_PROOF SR-3.06');
  });
});
