import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { endOfGrant, type Grant, isActive } from '../grants/index.ts';
import { type AccessRequest, partiesTo, type StepTaken, standsAt, untilOf } from './request.ts';
import { aRequest, aStep, mayTake, monday, policyWith } from './requestCasesFixture.ts';
import { type RequestKind, requestKinds, type Step, steps } from './requestKinds.ts';
import { decideStep } from './steps/decideStep.decision.ts';

/** What the model knows of a request: who took which step with which right, and how often what was granted was used. */
type Model = { readonly granted: boolean };
type Real = {
  request: AccessRequest;
  taken: StepTaken[];
  grant: Grant | null;
  now: Date;
  uses: Date[];
  /** Who may take which step at the moment. */
  roles: Map<string, ReadonlySet<Step>>;
  readonly rightAt: { readonly by: string; readonly right: boolean }[];
};

const people = ['clerk', 'head', 'advisor', 'manager', 'supervisor', 'general'] as const;
const everyStep = Object.keys(steps) as Step[];

class Decide implements fc.Command<Model, Real> {
  readonly #by: string;
  readonly #forStaff: string | null;
  readonly #verdict: 'approved' | 'refused';
  constructor(by: string, forStaff: string | null, verdict: 'approved' | 'refused') {
    this.#by = by;
    this.#forStaff = forStaff === by ? null : forStaff;
    this.#verdict = verdict;
  }
  check = () => true;
  run(_: Model, real: Real): void {
    const holder = this.#forStaff ?? this.#by;
    const may = [...(real.roles.get(holder) ?? [])];
    const entitlements = may.map((step) => mayTake(step, { forStaff: this.#forStaff }));
    const { request, taken, now } = real;
    const facts = aStep({
      request,
      taken,
      now,
      deciderId: this.#by,
      entitlements,
      verdict: this.#verdict,
      reason: '理由如下',
    });
    const decision = decideStep(facts);
    if (decision.outcome === 'refused') return;
    const [{ step, verdict, forStaff, state, nextStep, grants }] = decision.events as [(typeof decision.events)[0]];
    real.rightAt.push({ by: this.#by, right: may.includes(step) });
    real.taken = [...taken, { step, verdict, by: this.#by, forStaff, at: now, reason: null, explanationId: 'e' }];
    real.request = { ...request, state, nextStep };
    if (grants) real.grant = grantOf(real.request, now);
  }
  toString = () => `${this.#by}${this.#forStaff ? ` for ${this.#forStaff}` : ''}: ${this.#verdict}`;
}

const grantOf = (request: AccessRequest, now: Date): Grant => ({
  ...{
    id: 'g',
    requestId: request.id,
    staffId: request.readerId,
    clientId: 'su',
    acts: requestKinds[request.kind].acts,
  },
  ...{ fileIds: ['f'], fields: [], showsClient: false, pages: null, oneTime: requestKinds[request.kind].oneTime },
  ...{ usedAt: null, from: now, until: untilOf(request) as Date, revokedAt: null },
});

class ChangeRole implements fc.Command<Model, Real> {
  readonly #who: string;
  readonly #may: readonly Step[];
  constructor(who: string, may: readonly Step[]) {
    this.#who = who;
    this.#may = may;
  }
  check = () => true;
  run(_: Model, real: Real): void {
    real.roles = new Map(real.roles).set(this.#who, new Set(this.#may));
  }
  toString = () => `${this.#who} may ${this.#may.join(', ')}`;
}

class Pass implements fc.Command<Model, Real> {
  readonly #hours: number;
  constructor(hours: number) {
    this.#hours = hours;
  }
  check = () => true;
  run(_: Model, real: Real): void {
    real.now = new Date(real.now.getTime() + this.#hours * 3_600_000);
  }
  toString = () => `${this.#hours} hours pass`;
}

/** As the store does: one statement that takes what is still there. */
class Use implements fc.Command<Model, Real> {
  check = () => true;
  run(_: Model, real: Real): void {
    if (real.grant === null || !isActive(real.grant, real.now)) return;
    real.uses.push(real.now);
    if (real.grant.oneTime) real.grant = { ...real.grant, usedAt: real.now };
  }
  toString = () => 'use';
}

class Revoke implements fc.Command<Model, Real> {
  check = () => true;
  run(_: Model, real: Real): void {
    if (real.grant !== null && isActive(real.grant, real.now)) real.grant = { ...real.grant, revokedAt: real.now };
  }
  toString = () => 'revoke';
}

const somebody = fc.constantFrom(...people);
const commands = fc.commands(
  [
    fc
      .tuple(somebody, fc.option(somebody), fc.constantFrom('approved', 'approved', 'approved', 'refused'))
      .map(([by, forStaff, verdict]) => new Decide(by, forStaff, verdict as 'approved')),
    fc.tuple(somebody, fc.subarray(everyStep)).map(([who, may]) => new ChangeRole(who, may)),
    fc.integer({ min: 1, max: 40 }).map((hours) => new Pass(hours)),
    fc.constant(new Use()),
    fc.constant(new Revoke()),
  ],
  { maxCommands: 40, size: 'max' },
);

const start = fc.record({
  kind: fc.constantFrom(...(Object.keys(requestKinds) as RequestKind[])),
  classified: fc.boolean(),
  viewApprover: fc.constantFrom('clientService', 'generalManager'),
  readerId: somebody,
});

const holds = (real: Real): void => {
  const { request, taken, grant, uses, now } = real;
  const acting = taken.flatMap(({ by, forStaff }) => (forStaff === null ? [by] : [by, forStaff]));
  for (const party of partiesTo(request)) expect(acting).not.toContain(party);
  expect(new Set(acting).size).toBe(acting.length);
  expect(real.rightAt.every(({ right }) => right)).toBe(true);
  const approved = taken.filter(({ verdict }) => verdict === 'approved').map(({ step }) => step);
  if (grant === null) expect(uses).toEqual([]);
  else expect(approved).toEqual(request.plan);
  const until = untilOf(request) as Date;
  expect(taken.every(({ at }) => at < until) && uses.every((at) => at < until)).toBe(true);
  if (grant?.oneTime) expect(uses.length).toBeLessThanOrEqual(1);
  const over =
    grant !== null && endOfGrant(grant, now) !== null && (request.kind !== 'borrow' || grant.usedAt === null);
  if (over) expect(standsAt(request, grant, now).state).toBe('ended');
};

describe('I22 approvals and what follows from them', () => {
  it('approver and requester differ, each had the role, all are distinct; once is once, and after the end nothing', () => {
    let granted = 0;
    fc.assert(
      fc.property(start, commands, ({ kind, classified, viewApprover, readerId }, run) => {
        const plan = requestKinds[kind].plan({ classified, viewApprover });
        const roles = new Map(people.map((who) => [who as string, new Set(everyStep)]));
        const request = aRequest({ kind, plan, nextStep: plan[0] as Step, readerId });
        const real: Real = { request, taken: [], grant: null, now: monday, uses: [], roles, rightAt: [] };
        fc.modelRun(() => ({ model: { granted: false }, real }), run);
        holds(real);
        if (real.grant !== null) granted += 1;
      }),
      { numRuns: 500 },
    );
    // Else the property would say nothing about grants.
    expect(granted).toBeGreaterThan(50);
    expect(policyWith().params['view.approver']).toBe('clientService');
  });
});
