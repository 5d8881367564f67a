import { describe, expect, it } from '@jest/globals';
import type { PolicyVersion } from '@shouwen/kernel';
import { given } from '@shouwen/testing';
import type { ServicePolicy } from '../policies/index.ts';
import { categories, destinationOf } from './ownerMatter.ts';
import { decideMatter, type MatterFacts } from './registerMatter.decision.ts';
import { decideStrikeOff, type StrikeOffFacts } from './strikeOff.decision.ts';

const now = new Date('2026-03-10T10:00:00+08:00');
const policy = (hours = 24): PolicyVersion<ServicePolicy> => ({
  name: 'service',
  preset: 'property-office',
  version: 1,
  effectiveFrom: new Date('2026-01-05T00:00:00+08:00'),
  params: { 'answer.withinHours': hours },
});
const aMatter = (changes: Partial<MatterFacts> = {}): MatterFacts => ({
  category: 'repair',
  channel: 'phone',
  content: '厨房漏水',
  demand: null,
  complaintKind: null,
  aboutStaffId: null,
  registeredBy: 'deng',
  now,
  ...changes,
});
const aComplaint = (changes: Partial<MatterFacts> = {}) =>
  aMatter({ category: 'complaint', complaintKind: 'attitude', ...changes });

describe('PS-1.02 an answer is due within 24 hours on every channel', () => {
  it.each(['in-person', 'phone', 'letter', 'mail', 'message'] as const)('%s', (channel) => {
    given(aMatter({ channel }), policy())
      .when(decideMatter)
      .thenAccepted({ answerDueAt: new Date('2026-03-11T10:00:00+08:00') })
      .citing('PS-1.01', 'PS-1.02');
  });

  it('the hours are a parameter', () => {
    given(aMatter(), policy(8))
      .when(decideMatter)
      .thenAccepted({ answerDueAt: new Date('2026-03-10T18:00:00+08:00') });
  });
});

describe('PS-2 each category goes its way', () => {
  it.each(categories)('%s', (category) => {
    const facts = category === 'complaint' ? aComplaint() : aMatter({ category });
    given(facts, policy()).when(decideMatter).thenAccepted({ category }).citing(destinationOf[category].rule);
  });
});

describe('PS-2.03 PS-3.01 a complaint is registered at once', () => {
  it('with content, demand, channel and the person complained about', () => {
    given(aComplaint({ demand: '道歉', aboutStaffId: 'sun' }), policy())
      .when(decideMatter)
      .thenAccepted({ demand: '道歉', complaint: { kind: 'attitude', aboutStaffId: 'sun' } })
      .citing('PS-2.03', 'PS-3.01', 'PS-3.02');
  });

  it('by the person complained about too (worked example 5)', () => {
    given(aComplaint({ aboutStaffId: 'sun', registeredBy: 'sun' }), policy())
      .when(decideMatter)
      .thenAccepted({ complaint: { kind: 'attitude', aboutStaffId: 'sun' } })
      .knowing({ registeredByThePersonComplainedAbout: true });
  });

  it('PS-3 needs its kind', () => {
    given(aComplaint({ complaintKind: null }), policy())
      .when(decideMatter)
      .thenRefused('COMPLAINT_KIND_MISSING', 'PS-3.02');
  });

  it('what is no complaint has no kind and is about nobody', () => {
    given(aMatter({ complaintKind: 'attitude' }), policy())
      .when(decideMatter)
      .thenRefused('NO_COMPLAINT', 'PS-2.03');
    given(aMatter({ aboutStaffId: 'sun' }), policy())
      .when(decideMatter)
      .thenRefused('NO_COMPLAINT', 'PS-2.03');
  });

  it.each([
    ['nothing', '', 'CONTENT_MISSING'],
    ['2001 characters', '漏'.repeat(2001), 'CONTENT_MISSING'],
  ] as const)('refuses %s', (_, content, code) => {
    given(aMatter({ content }), policy()).when(decideMatter).thenRefused(code, 'PS-3.01');
  });

  it('accepts 2000 characters', () => {
    expect(decideMatter(aMatter({ content: '漏'.repeat(2000) }), policy()).outcome).toBe('accepted');
  });
});

describe('PS-2.08 an entry is struck off only when everything under it is settled', () => {
  const anEntry = (changes: Partial<StrikeOffFacts>): StrikeOffFacts => ({
    answered: true,
    openComplaint: false,
    struckOff: false,
    now,
    ...changes,
  });

  it('answered and nothing open: struck off', () => {
    given(anEntry({})).when(decideStrikeOff).thenAccepted({ type: 'StruckOff', at: now }).citingOnly('PS-2.08');
  });

  it.each([
    ['not answered', { answered: false }, 'NOT_SETTLED'],
    ['a complaint open', { openComplaint: true }, 'NOT_SETTLED'],
    ['struck off before', { struckOff: true }, 'STRUCK_OFF_ALREADY'],
  ] as const)('%s: refused', (_, changes, code) => {
    given(anEntry(changes)).when(decideStrikeOff).thenRefused(code, 'PS-2.08');
  });
});
