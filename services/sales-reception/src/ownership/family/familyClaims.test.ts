import { describe, expect, it } from '@jest/globals';
import type { Claim } from '../claims/claim.ts';
import { freshClaim } from '../claims/claimSteps.ts';
import { windowOfVisit } from '../claims/windows.ts';
import { at, type Preset, policies, zone } from '../ownershipFixture.ts';
import { decideFamilyClaims, type FamilyFacts } from './familyClaims.decision.ts';
import { decideFamilyProof, type FamilyProofFacts } from './proveFamilyClaim.decision.ts';

const claimOf = (
  consultantId: string,
  date: string,
  { preset = 'one-month', ...over }: Partial<Claim> & { preset?: Preset } = {},
): Claim => ({
  ...freshClaim({
    claimId: `${consultantId} ${date}`,
    clientId: consultantId === 'li' ? 'wife' : 'husband',
    siteId: 'site',
    consultantId,
    openedBy: 'visit',
    sourceId: 'visit',
    openedAt: at(date),
    openedOn: date,
    ...windowOfVisit(at(date), policies[preset].params, zone),
    confirmation: preset === 'one-month' ? 'given' : 'not-needed',
  }),
  ...over,
});

/** The wife came to Li on the 5th, the husband to Zhao on the 6th, and says whose husband he is. */
const couple = (preset: Preset, over: Partial<FamilyFacts> = {}) =>
  decideFamilyClaims({
    relation: 'spouse',
    own: claimOf('zhao', '2026-03-06', { preset }),
    relative: claimOf('li', '2026-03-05', { preset }),
    relativeCancelled: false,
    clientSays: null,
    at: at('2026-03-06', '11:00'),
    zone,
    policy: policies[preset],
    newClaimId: 'new',
    ...over,
  });

describe('SR-3.14 couple or direct family received separately, before a deal', () => {
  it('one-month: spouses are both consultants’ from then on, by halves', () => {
    const { events, explanation } = couple('one-month');
    const sharing = {
      rule: 'SR-3.14',
      shares: [
        { staffId: 'li', role: 'joint', parts: null },
        { staffId: 'zhao', role: 'joint', parts: null },
      ],
    };
    expect(events).toEqual([
      { type: 'ClaimShared', claimId: 'zhao 2026-03-06', sharing },
      { type: 'ClaimShared', claimId: 'li 2026-03-05', sharing },
    ]);
    expect(explanation).toMatchObject({ outcome: 'JOINT', applied: ['SR-3.14'] });
    expect(policies['one-month'].params).toMatchObject({ 'family.firstPart': 50, 'family.otherPart': 50 });
  });

  it.each([
    ['one-month', 'family'],
    ['triple-confirmation', 'spouse'],
    ['triple-confirmation', 'family'],
  ] as const)('%s, %s: the first valid record owns', (preset, relation) => {
    const { events, explanation } = couple(preset, { relation });
    expect(events).toMatchObject([
      { type: 'ClaimEnded', claimId: 'zhao 2026-03-06', reason: 'family-first-record', rules: ['SR-3.14'] },
      { type: 'ClaimOpened', claim: { clientId: 'husband', consultantId: 'li', openedAt: at('2026-03-06', '11:00') } },
    ]);
    expect(explanation).toMatchObject({ outcome: 'FIRST_RECORD', applied: ['SR-3.14', 'SR-2.05'] });
  });

  it('the first record may be the visitor’s own, when the relation is told only later', () => {
    const { events } = couple('triple-confirmation', { own: claimOf('zhao', '2026-03-04'), at: at('2026-03-06') });
    expect(events).toMatchObject([
      { type: 'ClaimEnded', claimId: 'li 2026-03-05' },
      { type: 'ClaimOpened', claim: { clientId: 'wife', consultantId: 'zhao' } },
    ]);
  });

  it.each([
    ['no record', null],
    ['only a call', claimOf('li', '2026-03-05', { openedBy: 'call' as const })],
    ['one that nobody confirmed', claimOf('li', '2026-03-05', { confirmation: 'awaited' as const })],
    ['the same consultant’s', claimOf('zhao', '2026-03-05')],
  ])('%s of the relative changes nothing', (_, relative) => {
    for (const preset of ['one-month', 'triple-confirmation'] as const)
      expect(couple(preset, { relative })).toMatchObject({ events: [], explanation: { outcome: 'NONE' } });
  });

  it('a registration of the same day is not confirmed yet, and that is nobody’s fault', () => {
    const relative = claimOf('li', '2026-03-06', { confirmation: 'awaited' as const });
    expect(couple('one-month', { relative }).explanation.outcome).toBe('JOINT');
  });
});

describe('SR-2.05 family registered by two on one day', () => {
  const sameDay = (preset: Preset, clientSays: string | null) =>
    couple(preset, {
      relation: 'family',
      clientSays,
      own: claimOf('zhao', '2026-03-06', { openedAt: at('2026-03-06', '11:00') }),
      relative: claimOf('li', '2026-03-06'),
    }).events.at(-1);

  it.each([
    ['triple-confirmation', 'zhao', 'zhao'],
    ['triple-confirmation', 'li', 'li'],
    ['triple-confirmation', null, 'li'],
    ['triple-confirmation', 'sun', 'li'],
    ['one-month', 'zhao', 'li'],
  ] as const)('%s: the client says %s, it is %s’s', (preset, clientSays, owner) => {
    expect(sameDay(preset, clientSays)).toMatchObject({ type: 'ClaimOpened', claim: { consultantId: owner } });
  });

  it('triple-confirmation: on two days the client’s word does not decide', () => {
    const { events } = couple('triple-confirmation', { relation: 'family', clientSays: 'zhao' });
    expect(events.at(-1)).toMatchObject({ claim: { consultantId: 'li' } });
  });
});

describe('SR-3.15 family of a client who cancelled returns and subscribes', () => {
  const returning = (preset: Preset, relative: Claim | null) => couple(preset, { relativeCancelled: true, relative });

  it('triple-confirmation: by the proof of the original claim, as long as it is valid', () => {
    const valid = returning('triple-confirmation', claimOf('li', '2026-03-05', { preset: 'triple-confirmation' }));
    expect(valid.explanation).toMatchObject({ outcome: 'FIRST_RECORD', applied: ['SR-3.15', 'SR-3.06'] });
    expect(valid.events.at(-1)).toMatchObject({ claim: { consultantId: 'li' }, rules: ['SR-3.15'] });
  });

  it('triple-confirmation: run out, it is a new client of the receiver', () => {
    const { events, explanation } = returning('triple-confirmation', null);
    expect(events).toEqual([]);
    expect(explanation.rejected.map(({ rule }) => rule)).toEqual(['SR-3.15']);
  });

  it('one-month has no such rule: as any family', () => {
    const { explanation } = returning('one-month', claimOf('li', '2026-03-05'));
    expect(explanation).toMatchObject({ outcome: 'JOINT', applied: ['SR-3.14'] });
  });
});

describe('SR-3.14 after the deposit', () => {
  const proof = (
    preset: Preset,
    when: Date,
    { paidOn = '2026-06-01', ...over }: Partial<FamilyProofFacts> & { paidOn?: string } = {},
  ) =>
    decideFamilyProof({
      deal: {
        dealId: 'deal',
        clientId: 'husband',
        consultantId: 'zhao',
        visitId: null,
        closedAt: at(paidOn, '15:44'),
        closedOn: paidOn,
        cancelledAt: null,
        buyerFrom: at(paidOn, '15:44'),
        buyerUntil: null,
        byNameChange: false,
        sharing: null,
      },
      relation: 'spouse',
      record: claimOf('li', '2026-05-20'),
      own: claimOf('zhao', '2026-05-21'),
      open: claimOf('zhao', '2026-05-21'),
      sharedBy: ['zhao'],
      at: when,
      zone,
      policy: policies[preset],
      newClaimId: 'new',
      ...over,
    });
  const answer = (decision: ReturnType<typeof proof>) =>
    decision.outcome === 'refused' ? `${decision.refusal.code} ${decision.refusal.rule}` : decision.explanation.outcome;

  it.each([
    ['2026-06-01', '2026-06-02', '23:59:59', 'PROVEN'],
    ['2026-06-01', '2026-06-03', '00:00', 'PROOF_TOO_LATE SR-3.14'],
    ['2026-04-30', '2026-05-01', '23:59:59', 'PROVEN'],
    ['2026-04-30', '2026-05-02', '00:00', 'PROOF_TOO_LATE SR-3.14'],
    ['2028-02-28', '2028-02-29', '23:59:59', 'PROVEN'],
    ['2028-02-28', '2028-03-01', '00:00', 'PROOF_TOO_LATE SR-3.14'],
    ['2026-10-01', '2026-10-02', '23:59:59', 'PROVEN'],
    ['2026-10-01', '2026-10-03', '00:00', 'PROOF_TOO_LATE SR-3.14'],
  ])('triple-confirmation: deposit on %s, proof on %s at %s: %s', (paidOn, day, time, expected) => {
    expect(answer(proof('triple-confirmation', at(day, time), { paidOn }))).toBe(expected);
  });

  it('triple-confirmation: the deal and the client become the first record’s', () => {
    const decision = proof('triple-confirmation', at('2026-06-02'));
    expect(decision).toMatchObject({
      events: [
        { type: 'DealDivided', sharing: { rule: 'SR-3.14', shares: [{ staffId: 'li', role: 'owner', parts: 100 }] } },
        { type: 'ClaimEnded', reason: 'family-first-record' },
        { type: 'ClaimOpened', claim: { consultantId: 'li', clientId: 'husband' } },
      ],
    });
  });

  it.each([
    ['no record of theirs held', { record: null }, 'NO_VALID_PROOF SR-3.06'],
    ['the buyer’s own was earlier', { own: claimOf('zhao', '2026-05-19') }, 'NOT_THE_FIRST_RECORD SR-3.14'],
    ['it is theirs anyway', { sharedBy: ['li'] }, 'ALREADY_YOURS SR-3.14'],
  ] as const)('triple-confirmation: %s', (_, over, expected) => {
    expect(answer(proof('triple-confirmation', at('2026-06-01', '18:00'), over))).toBe(expected);
  });

  it('one-month hears nothing after the deal', () => {
    expect(answer(proof('one-month', at('2026-06-01', '18:00')))).toBe('FAMILY_PROOF_NOT_HERE SR-3.14');
  });
});
