import { describe, expect, it } from '@jest/globals';
import { leasingPolicy, shanghai } from '../leasing/leasingFixture.ts';
import { pipelineStages } from '../policies/index.ts';
import { type MatchFacts, matchListings } from './match.decision.ts';
import { type Attribute, attributes, type Proposed } from './pipeline.ts';
import { type CheckFacts, decideCheck, decideFinish, type FinishFacts, stageDueOn } from './stages.decision.ts';
import { decideArrange, decideFeedback } from './viewing.decision.ts';

const policy = leasingPolicy();
const now = shanghai('2026-03-02T10:00:00');

const listing = (changes: Partial<Proposed> = {}): Proposed => ({
  listingId: 'one',
  name: '1-0301',
  building: '1',
  floor: 3,
  layout: '三房',
  areaHundredths: 11_000,
  orientation: '南',
  amountFen: 150_000_000,
  shortestMonths: null,
  ...changes,
});
const needs = {
  areaFromHundredths: 10_000,
  areaToHundredths: 12_000,
  layout: '三房',
  location: '1',
  intent: 'buy',
  amountFen: 150_000_000,
  months: null,
} as const;
const match = (listings: Proposed[], changes: Partial<MatchFacts> = {}) =>
  matchListings({ now, needs, listings, feedback: [], ...changes }, policy);

describe('SR-11.01 matching', () => {
  it.each([
    ['the smallest area', { areaHundredths: 10_000 }, 1],
    ['below it', { areaHundredths: 9_999 }, 0],
    ['the largest area', { areaHundredths: 12_000 }, 1],
    ['above it', { areaHundredths: 12_001 }, 0],
    ['the budget', { amountFen: 150_000_000 }, 1],
    ['above it', { amountFen: 150_000_001 }, 0],
  ])('to a buyer, at %s', (_, changes, found) => {
    expect(match([listing(changes)])).toHaveLength(found);
  });

  it.each([
    ['the rent', { amountFen: 800_000 }, 1],
    ['above it', { amountFen: 800_001 }, 0],
    ['the term', { shortestMonths: 12 }, 1],
    ['a longer one', { shortestMonths: 13 }, 0],
  ])('to a tenant of twelve months, at %s', (_, changes, found) => {
    const tenant = { ...needs, intent: 'rent' as const, amountFen: 800_000, months: 12 };
    expect(match([listing({ amountFen: 800_000, shortestMonths: 12, ...changes })], { needs: tenant })).toHaveLength(
      found,
    );
  });

  it('by layout and location, then the cheaper, and tells why', () => {
    const both = listing({ listingId: 'a', name: 'both' });
    const layout = listing({ listingId: 'b', name: 'layout', building: '2' });
    const neither = listing({ listingId: 'c', name: 'neither', building: '2', layout: '两房' });
    const cheap = listing({ listingId: 'd', name: 'cheap', building: '2', layout: '两房', amountFen: 1 });
    const ranked = match([neither, cheap, layout, both]);
    expect(ranked.map(({ listing: { name }, score }) => [name, score])).toEqual([
      ['both', 2],
      ['layout', 1],
      ['cheap', 0],
      ['neither', 0],
    ]);
    expect(ranked[1]?.explanation).toMatchObject({
      applied: ['SR-11.01'],
      rejected: [{ rule: 'SR-11.02' }],
      facts: expect.arrayContaining([
        { name: 'location', value: ['1', '2'] },
        { name: 'budget', value: ['1500000.00', '1500000.00'] },
      ]),
    });
  });
});

describe('SR-11.01 stages with an owner, a due time and a check', () => {
  const one = { state: 'open', stage: 'needs', ownerId: 'li', finishedAt: null, dueOn: '2026-03-05' } as const;
  const finish = (changes: Partial<FinishFacts>) =>
    decideFinish({ now, today: '2026-03-02', one, actorId: 'li', workDone: true, ...changes });
  const finished = { ...one, finishedAt: now };
  const check = (changes: Partial<CheckFacts>) => {
    const next = { nextOwnerId: 'zhao', nextOwnerKnown: true };
    return decideCheck(
      { now, today: '2026-03-02', one: finished, checkerId: 'boss', passed: true, ...next, ...changes },
      policy,
    );
  };

  it.each([
    ['needs', '2026-03-02', '2026-03-05'],
    ['matching', '2026-02-26', '2026-03-03'],
    ['viewing', '2028-02-15', '2028-02-29'],
    ['negotiation', '2026-09-28', '2026-10-08'],
    ['signing', '2026-12-28', '2027-01-04'],
  ] as const)('%s entered on %s is due on %s', (stage, today, due) => {
    expect(stageDueOn(stage, today, policy.params)).toBe(due);
  });

  it.each([
    ['2026-03-05', 'in-time'],
    ['2026-03-06', 'late'],
  ])('due on the 5th, finished on %s: %s', (today, outcome) => {
    expect(finish({ today }).explanation.outcome).toBe(outcome);
  });

  it.each([
    ['by somebody else', { actorId: 'zhao' }, 'NOT_STAGE_OWNER'],
    ['twice', { one: finished }, 'STAGE_FINISHED'],
    ['without its work', { workDone: false }, 'STAGE_WORK_MISSING'],
    ['of a closed case', { one: { ...one, state: 'closed' as const } }, 'CASE_CLOSED'],
  ])('is not finished %s', (_, changes, code) => {
    expect(finish(changes)).toMatchObject({ outcome: 'refused', refusal: { code, rule: 'SR-11.01' } });
  });

  it.each([
    ['by its owner', { checkerId: 'li' }, 'OWN_STAGE'],
    ['before it is finished', { one }, 'STAGE_NOT_FINISHED'],
    ['to somebody unknown', { nextOwnerKnown: false }, 'STAGE_OWNER_UNKNOWN'],
    ['of a closed case', { one: { ...finished, state: 'signed' as const } }, 'CASE_CLOSED'],
  ])('is not checked %s', (_, changes, code) => {
    expect(check(changes)).toMatchObject({ outcome: 'refused', refusal: { code, rule: 'SR-11.01' } });
  });

  it('passed leads to the next stage and its owner, and from signing to the end', () => {
    const after = pipelineStages.map((stage) => {
      const decision = check({ one: { ...finished, stage } });
      return decision.outcome === 'accepted' ? decision.events[0] : null;
    });
    expect(after.map((event) => [event?.stage, event?.state])).toEqual([
      ['matching', 'open'],
      ['viewing', 'open'],
      ['negotiation', 'open'],
      ['signing', 'open'],
      ['signing', 'signed'],
    ]);
    expect(after[0]).toMatchObject({ ownerId: 'zhao', dueOn: '2026-03-07' });
  });

  it('failed is done again by the same owner, with a new due time', () => {
    expect(check({ passed: false, nextOwnerKnown: false })).toMatchObject({
      outcome: 'accepted',
      events: [{ stage: 'needs', state: 'open', ownerId: 'li', dueOn: '2026-03-05' }],
    });
  });
});

describe('SR-11.02 a viewing', () => {
  it.each([
    ['agreed before, still ahead', '2026-03-02T09:00:00', '2026-03-02T10:00:01', 'accepted'],
    ['agreed this very moment', '2026-03-02T10:00:00', '2026-03-03T10:00:00', 'accepted'],
    ['to be agreed later', '2026-03-02T10:00:01', '2026-03-03T10:00:00', 'refused'],
    ['that begins now', '2026-03-02T09:00:00', '2026-03-02T10:00:00', 'refused'],
  ])('%s', (_, agreed, at, outcome) => {
    const facts = { now, inViewingStage: true, ownerAgreedAt: shanghai(agreed), viewingAt: shanghai(at) };
    expect(decideArrange(facts).outcome).toBe(outcome);
    expect(decideArrange({ ...facts, inViewingStage: false }).outcome).toBe('refused');
  });

  it.each([
    ['2026-03-02T09:59:59', 'VIEWING_AHEAD'],
    ['2026-03-02T10:00:00', null],
  ])('its feedback at %s, when it begins at 10:00', (at, code) => {
    const decision = decideFeedback({ now: shanghai(at), viewingAt: now, recorded: false });
    expect(decision.outcome === 'refused' ? decision.refusal.code : null).toBe(code);
    expect(decideFeedback({ now, viewingAt: now, recorded: true })).toMatchObject({
      refusal: { code: 'FEEDBACK_RECORDED' },
    });
  });

  const seen = listing({ listingId: 'seen', name: 'seen' });
  const shares: Record<Attribute, [Partial<Proposed>, Partial<Proposed>]> = {
    area: [{ areaHundredths: 11_550 }, { areaHundredths: 11_551 }],
    layout: [{ layout: '三房' }, { layout: '四房' }],
    location: [{ building: '1' }, { building: '2' }],
    price: [{ amountFen: 150_000_000 }, { amountFen: 149_999_999 }],
    floor: [{ floor: 3 }, { floor: 4 }],
    orientation: [{ orientation: '南' }, { orientation: '东' }],
  };

  it.each(attributes)('whose %s was rejected weighs against what shares it, and against nothing else', (attribute) => {
    const open = { ...needs, layout: null, location: null };
    const feedback = [{ proposed: seen, liked: false, rejected: [attribute] }];
    const [same, other] = shares[attribute];
    const score = (changes: Partial<Proposed>) => match([listing(changes)], { needs: open, feedback })[0];
    expect(score(same)).toMatchObject({ score: -2, explanation: { applied: ['SR-11.01', 'SR-11.02'] } });
    expect(score(other)).toMatchObject({ score: 0 });
  });

  it('changes the order of the next proposals, and what was declined does not come back; what was liked does', () => {
    const south = listing({ listingId: 'south', name: 'south' });
    const east = listing({ listingId: 'east', name: 'east', building: '2', orientation: '东' });
    const names = (rejected: Attribute[], liked: boolean) =>
      match([seen, south, east], { feedback: [{ proposed: seen, liked, rejected }] }).map((one) => one.listing.name);
    expect(names([], true)).toEqual(['seen', 'south', 'east']);
    expect(names(['orientation'], false)).toEqual(['east', 'south']);
    const weightless = leasingPolicy({ 'pipeline.rejectionWeight': 0 });
    const feedback = [{ proposed: seen, liked: false, rejected: ['orientation'] as const }];
    const again = matchListings({ now, needs, listings: [south, east], feedback }, weightless);
    expect(again.map((one) => one.listing.name)).toEqual(['south', 'east']);
  });
});
