import { describe, expect, it } from '@jest/globals';
import { ended, lapsed } from '../claims/claimSteps.ts';
import { claimHeldAt, openRowOf } from '../claims/standing.ts';
import {
  after,
  at,
  aVisit,
  confirmed,
  factsAt,
  policies,
  type Story,
  storyUnder,
  unconfirmed,
  visited,
  zone,
} from '../ownershipFixture.ts';
import { decideConfirmation } from './claimByConfirmation.decision.ts';

const first = aVisit({ receivedAt: at('2026-06-01') });

const confirming = (story: Story, visit = first, confirmedAt = at('2026-06-01', '18:00')) =>
  decideConfirmation({
    visit,
    claim: openRowOf(story),
    runOut: openRowOf(story) ? null : claimHeldAt(factsAt(story, visit.receivedAt)),
    confirmedAt,
    zone,
    policy: policies[story.preset],
    newClaimId: 'again',
  });

describe('SR-2.02 what the manager’s confirmation does', () => {
  it('one-month: proves the claim once', () => {
    const story = unconfirmed(storyUnder('one-month'), first);
    expect(confirming(story)).toMatchObject({
      events: [{ type: 'ClaimConfirmed' }],
      explanation: { outcome: 'PROVEN' },
    });
    expect(confirming(confirmed(story, first))).toMatchObject({ events: [], explanation: { outcome: 'NOTED' } });
  });

  it('triple-confirmation: nothing, for nothing was missing', () => {
    expect(confirming(unconfirmed(storyUnder('triple-confirmation'), first)).events).toEqual([]);
  });

  it('one-month: a second visit starts the windows again, the first does not', () => {
    const story = visited(storyUnder('one-month'), first);
    const again = aVisit({ receivedAt: at('2026-06-20') });
    expect(confirming(story, again, at('2026-06-20', '18:00'))).toMatchObject({
      events: [{ type: 'ClaimExtended', validThrough: '2026-07-19', rules: ['SR-3.05'] }],
    });
    expect(confirming(story, first, at('2026-06-20', '18:00')).events).toEqual([]);
  });

  it('one-month: a visit after the claim had lapsed starts nothing again', () => {
    const story = visited(storyUnder('one-month'), first);
    const late = aVisit({ receivedAt: at('2026-07-01') });
    expect(confirming(story, late, at('2026-07-01', '18:00')).events).toEqual([]);
  });

  it('one-month: a second visit on the last evening counts, though the claim was written down as lapsed before', () => {
    const story = visited(storyUnder('one-month'), first);
    const evening = aVisit({ receivedAt: at('2026-06-30', '19:00') });
    const [claim] = story.claims;
    const written = after(story, claim ? lapsed(claim, zone) : []);
    const opened = {
      type: 'ClaimOpened',
      claim: { consultantId: 'li', confirmation: 'given', validThrough: '2026-07-29' },
    };
    expect(confirming(written, evening, at('2026-07-01', '18:00'))).toMatchObject({ events: [opened] });
    const voided = after(
      story,
      claim ? [{ ...ended(claim, { at: at('2026-07-01'), reason: 'voided', rules: [] }, zone) }] : [],
    );
    expect(confirming(voided, evening, at('2026-07-01', '18:00')).events).toEqual([]);
    const tooLate = aVisit({ receivedAt: at('2026-07-01', '08:00') });
    expect(confirming(written, tooLate, at('2026-07-01', '18:00')).events).toEqual([]);
  });

  it('one-month: a visit received for somebody else starts nothing again', () => {
    const story = visited(storyUnder('one-month'), first);
    const others = aVisit({ receivedAt: at('2026-06-20'), receiverId: 'zhao' });
    expect(confirming(story, others, at('2026-06-20', '18:00')).events).toEqual([]);
  });

  it('one-month: what nobody confirmed within its month ends as never confirmed', () => {
    const [claim] = unconfirmed(storyUnder('one-month'), first).claims;
    expect(claim && lapsed(claim, zone)).toMatchObject([
      { reason: 'never-confirmed', rules: ['SR-2.02'], endedOn: '2026-07-01' },
    ]);
  });
});
