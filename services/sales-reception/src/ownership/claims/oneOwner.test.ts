import { describe, expect, it } from '@jest/globals';
import { addDays, startOfDay } from '@shouwen/kernel';
import fc from 'fast-check';
import { transferred } from '../changes/transferClaim.decision.ts';
import type { VisitFacts } from '../changes/visitFacts.ts';
import {
  after,
  at,
  aVisit,
  called,
  confirmed,
  followUpDecision,
  type Preset,
  policies,
  recognitionDecision,
  type Story,
  standingAt,
  storyUnder,
  unconfirmed,
  zone,
} from '../ownershipFixture.ts';
import { lapsedBy } from './claimSteps.ts';
import { openRowOf } from './standing.ts';
import { holdsAt, lapsesOn } from './windows.ts';

const consultant = fc.constantFrom('li', 'zhao', 'sun');

/** Something happens to one client so many minutes after what happened before. */
const step = fc.record({
  minutes: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 20_000 })),
  by: consultant,
  what: fc.oneof(
    fc.record({
      kind: fc.constant('visit' as const),
      forgotWhom: fc.boolean(),
      actingFor: fc.option(consultant),
      clientSays: fc.option(consultant),
    }),
    fc.record({ kind: fc.constant('call' as const) }),
    fc.record({ kind: fc.constant('followUp' as const), reached: fc.boolean() }),
    fc.record({ kind: fc.constant('recognise' as const) }),
    fc.record({ kind: fc.constant('confirm' as const) }),
    fc.record({ kind: fc.constant('lapse' as const) }),
    fc.record({ kind: fc.constant('acquaintance' as const) }),
    fc.record({ kind: fc.constant('transfer' as const), to: fc.option(consultant) }),
  ),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

type Told = {
  readonly story: Story;
  readonly now: Date;
  readonly visits: readonly VisitFacts[];
  readonly instants: readonly Date[];
};

const tell = (told: Told, { minutes, by, what }: Step): Told => {
  const now = new Date(told.now.getTime() + minutes * 60_000);
  const instants = [...told.instants, now, new Date(now.getTime() - 1)];
  const next = (story: Story, visits = told.visits): Told => ({ story, now, visits, instants });
  const last = told.visits.at(-1);
  switch (what.kind) {
    case 'visit': {
      const { forgotWhom, actingFor } = what;
      const visit = aVisit({ receivedAt: now, receiverId: by, actingFor, forgotWhom });
      return next(unconfirmed(told.story, visit), [...told.visits, visit]);
    }
    case 'call':
      return next(called(told.story, now, by));
    case 'followUp': {
      const decision = followUpDecision(told.story, now, { by, reached: what.reached });
      return next(decision.outcome === 'accepted' ? after(told.story, decision.events) : told.story);
    }
    case 'recognise': {
      if (!last) return next(told.story);
      const decision = recognitionDecision(told.story, last, { by, when: now });
      return next(decision.outcome === 'accepted' ? after(told.story, decision.events) : told.story);
    }
    case 'acquaintance': {
      if (!last) return next(told.story);
      const decision = recognitionDecision(told.story, last, { by, when: now, acquaintance: 'own-contact' });
      return next(decision.outcome === 'accepted' ? after(told.story, decision.events) : told.story);
    }
    case 'lapse':
      return next(after(told.story, lapsedBy(openRowOf(told.story), now, zone)));
    case 'transfer': {
      const events = transferred(policies[told.story.preset].params, {
        ...{ siteId: 'site', clientId: 'client', open: openRowOf(told.story), to: what.to, zone },
        ...{ reason: 'transferred', rules: ['SR-7.05'], sourceId: 'case', window: 'anew', sharing: null },
        ...{ at: now, newClaimId: `claim ${told.story.claims.length + 1}` },
      });
      return next(after(told.story, events));
    }
    case 'confirm':
      return next(told.visits.reduce((story, visit) => confirmed(story, visit, now), told.story));
  }
};

const storyOf = (preset: Preset, steps: readonly Step[]): Told => {
  const start = at('2026-01-20');
  return steps.reduce(tell, { story: storyUnder(preset), now: start, visits: [], instants: [start] });
};

/** Every instant at which something could change: the steps, and both sides of every day's beginning. */
const instantsOf = ({ story, instants }: Told): Date[] => [
  ...instants,
  ...story.claims.flatMap(({ validThrough, freshThrough }) =>
    [validThrough, freshThrough ?? validThrough].flatMap((day) => [at(day, '23:59:59'), at(addDays(day, 1), '00:00')]),
  ),
];

describe('I16 at any instant at most one protected owner', () => {
  it.each(['one-month', 'triple-confirmation'] as const)('%s, whatever happens in whatever order', (preset) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const told = storyOf(preset, steps);
        expect(told.story.claims.filter(({ status }) => status === 'open').length).toBeLessThanOrEqual(1);
        for (const instant of instantsOf(told)) {
          const holding = told.story.claims.filter((claim) => holdsAt(claim, instant, zone));
          expect(holding.length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300, seed: 16 },
    );
  });

  it.each(['one-month', 'triple-confirmation'] as const)('%s: each begins when the one before is over', (preset) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const { story, now } = storyOf(preset, steps);
        const all = [...story.claims].sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime());
        for (const [index, claim] of all.entries()) {
          const over = claim.endedAt ?? startOfDay(lapsesOn(claim), zone);
          const next = all[index + 1];
          if (next) expect(over.getTime()).toBeLessThanOrEqual(next.openedAt.getTime());
          expect(over >= claim.openedAt).toBe(true);
          // Written down or not, the calendar's end is the same: the standing does not wait for the timer.
          const written = after(story, lapsedBy(openRowOf(story), now, zone));
          expect(standingAt(written, now).kind).toBe(standingAt(story, now).kind);
        }
      }),
      { numRuns: 200, seed: 162 },
    );
  });

  it('a claim never ends before it begins, and no window shrinks below its beginning', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Preset>('one-month', 'triple-confirmation'),
        fc.array(step, { maxLength: 14 }),
        (preset, steps) => {
          for (const claim of storyOf(preset, steps).story.claims) {
            expect(claim.endedAt === null || claim.endedAt >= claim.openedAt).toBe(true);
            expect(claim.validThrough >= claim.openedOn || claim.endedAt !== null).toBe(true);
          }
        },
      ),
      { numRuns: 300, seed: 161 },
    );
  });
});
