import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isKept } from './dutiesToKeep.ts';
import { type Duty, duties, isOverdue, type RightsState, rightsKinds, rightsStates } from './rightsRequest.ts';
import { decideStep, type RightsStep, type StepFacts, ways } from './rightsStep.decision.ts';
import { answerBy } from './steps/registerRequest.ts';

const now = new Date('2026-03-02T09:28:00+08:00');
const request = { kind: 'deletion', state: 'proposed', registeredBy: 'a', proposedBy: 'b', dueAt: now } as const;
const approval: StepFacts = { step: 'approve', request, by: 'c', answer: '', duties: [], now };
const code = (facts: StepFacts) => {
  const decision = decideStep(facts);
  return decision.outcome === 'refused' ? decision.refusal.code : decision.events[0]?.to;
};

describe('CR-2.06 the steps of a request', () => {
  it('nothing but the ways of the machine is open, for whichever kind and state', () => {
    const steps = Object.keys(ways) as RightsStep[];
    fc.assert(
      fc.property(
        fc.constantFrom(...steps),
        fc.constantFrom(...rightsKinds),
        fc.constantFrom<RightsState>(...rightsStates),
        (step, kind, state) => {
          const { kinds, from, to } = ways[step];
          const open = kinds.includes(kind) && from === state;
          const answer = code({ ...approval, step, request: { ...request, kind, state }, answer: '已经说明' });
          expect(answer).toBe(open ? to : 'RIGHTS_STEP_NOT_OPEN');
        },
      ),
    );
  });

  it.each([
    ['who registered it', 'a'],
    ['who proposed it', 'b'],
  ])('an erasure is not decided by %s', (_, by) => {
    expect(code({ ...approval, by })).toBe('RIGHTS_NEEDS_ANOTHER');
    expect(code({ ...approval, by, step: 'reject', answer: '不予删除' })).toBe('RIGHTS_NEEDS_ANOTHER');
  });

  it.each(duties)('%s alone freezes instead of erasing, and the explanation says so', (duty) => {
    const facts = { ...approval, duties: [duty] as Duty[] };
    expect(code(approval)).toBe('approved');
    expect(code(facts)).toBe('frozen');
    expect(decideStep(facts).explanation).toMatchObject({ outcome: 'FROZEN', applied: ['CR-2.06', 'CR-3.05'] });
  });

  it.each([
    ['', 'RIGHTS_ANSWER_MISSING'],
    ['三个字', 'RIGHTS_ANSWER_MISSING'],
    ['有四个字', 'refused'],
    ['字'.repeat(200), 'refused'],
    ['字'.repeat(201), 'RIGHTS_ANSWER_MISSING'],
  ])('refused only with a reason that the person is told: “%s”', (answer, expected) => {
    const facts = { ...approval, step: 'refuse', request: { ...request, state: 'registered' }, answer } as const;
    expect(code(facts)).toBe(expected);
    expect(JSON.stringify(decideStep(facts).explanation)).not.toContain('有四个字');
  });
});

describe('CR-2.06 the times of a request', () => {
  it('15 workdays run from the next day, past holidays, until the end of the last', () => {
    expect(answerBy(now, 15)).toEqual(new Date('2026-03-24T00:00:00+08:00'));
    // Qingming is on Monday 6 April 2026.
    expect(answerBy(new Date('2026-04-03T23:59:00+08:00'), 1)).toEqual(new Date('2026-04-08T00:00:00+08:00'));
  });

  it('overdue begins with the instant of the deadline, and only of what is still to be answered', () => {
    const before = new Date(now.getTime() - 1);
    expect([isOverdue(request, before), isOverdue(request, now)]).toEqual([false, true]);
    for (const state of ['frozen', 'approved', 'done', 'refused'] as const)
      expect(isOverdue({ state, dueAt: now }, now)).toBe(false);
  });

  it('a deal is kept through the last day of its years, and not at all where none are set', () => {
    expect(isKept('2026-03-02', 5, '2031-03-01')).toBe(true);
    expect(isKept('2026-03-02', 5, '2031-03-02')).toBe(false);
    expect(isKept('2026-03-02', 0, '2026-03-02')).toBe(false);
  });
});
