import { describe, expect, it } from '@jest/globals';
import type { Sharing } from '../claims/claim.ts';
import { at, policies, type Story, sharesAt, standingAt, storyUnder, visited } from '../ownershipFixture.ts';
import { attributionOf } from './attribution.ts';

const under = (story: Story, sharing: Sharing): Story => ({
  ...story,
  claims: story.claims.map((claim) => ({ ...claim, sharing })),
});
const lisClient = visited(storyUnder('one-month'), {});
const designated: Sharing = {
  rule: 'SR-4.02',
  shares: [
    { staffId: 'li', role: 'first', parts: null },
    { staffId: 'zhao', role: 'designated', parts: null },
  ],
};

describe('who divides a deal', () => {
  it('worked example 4: of the consultants’ 70 %, first 70 and designated 30: 49 % and 21 % of the whole', () => {
    const { shares, attribution } = sharesAt(under(lisClient, designated), at('2026-04-05'));
    expect(shares).toBe('li 70, zhao 30');
    expect(attribution.consultants.map(({ role }) => role)).toEqual(['first', 'designated']);
    expect(attribution.rules).toEqual(['SR-4.02']);
    expect(attribution.consultants.map(({ parts }) => (parts * 70) / 100)).toEqual([49, 21]);
  });

  it('by the policy of the day on which the deal closes, whatever it was when the split was decided', () => {
    const policy = policies['one-month'];
    const params = { ...policy.params, 'designation.firstPart': 60, 'designation.designatedPart': 40 };
    const story = under(lisClient, designated);
    const closedAt = at('2026-04-05');
    const asked = { standing: standingAt(story, closedAt), receivedFor: null, decided: null, closedAt };
    const { consultants } = attributionOf({ ...asked, policy: { ...policy, params } });
    expect(consultants.map(({ parts }) => parts)).toEqual([60, 40]);
  });

  it('a ruled split keeps its parts', () => {
    const ruled: Sharing = {
      rule: 'SR-7.04',
      shares: [
        { staffId: 'li', role: 'ruled', parts: 2 },
        { staffId: 'zhao', role: 'ruled', parts: 1 },
      ],
    };
    expect(sharesAt(under(lisClient, ruled), at('2026-04-05')).shares).toBe('li 2, zhao 1');
  });

  it('what was decided for the deal itself goes above the claim', () => {
    const closedAt = at('2026-04-05');
    const decided: Sharing = { rule: 'SR-3.14', shares: [{ staffId: 'sun', role: 'owner', parts: 100 }] };
    const standing = standingAt(under(lisClient, designated), closedAt);
    const attribution = attributionOf({
      standing,
      receivedFor: 'zhao',
      decided,
      closedAt,
      policy: policies['one-month'],
    });
    expect(attribution).toMatchObject({ consultants: [{ staffId: 'sun', parts: 100 }], rules: ['SR-3.14'] });
  });
});
