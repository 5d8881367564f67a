import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { decideRecordsPolicyChange, type PolicyChangeFacts } from './changeRecordsPolicy.decision.ts';
import { nothingSet, resolvedVersion, type SetAtScope } from './resolvedVersion.ts';

const now = new Date('2026-03-02T09:00:00+08:00');
const later = new Date('2026-03-03T00:00:00+08:00');
const set = (version: number, overrides: object, effectiveFrom = now): SetAtScope => ({
  ...{ version, effectiveFrom, overrides: { ...overrides } },
});

describe('the policy of client records: site, else company, else preset', () => {
  it('is the preset while nobody has set anything, version 0', () => {
    const { version, preset, params } = resolvedVersion(nothingSet, nothingSet);
    expect({ version, preset }).toEqual({ version: 0, preset: 'records-strict' });
    expect(params).toMatchObject({ 'view.approver': 'clientService', 'loan.mostDays': 3 });
  });

  it('takes each parameter from the narrowest scope, and counts the changes of both', () => {
    const company = set(2, { 'loan.mostDays': 5, 'grant.mostDays': 10 });
    const site = set(3, { 'loan.mostDays': 2 }, later);
    const { version, effectiveFrom, params } = resolvedVersion(company, site);
    expect({ version, effectiveFrom }).toEqual({ version: 5, effectiveFrom: later });
    expect(params).toMatchObject({ 'loan.mostDays': 2, 'grant.mostDays': 10, 'view.approver': 'clientService' });
  });
});

describe('a change of the policy of client records', () => {
  const change = (facts: Partial<PolicyChangeFacts> = {}) =>
    given({
      ...{ now, effectiveFrom: later, newest: nothingSet, company: nothingSet },
      ...{ overrides: { 'view.approver': 'generalManager' }, ...facts },
    }).when(decideRecordsPolicyChange);

  it('keeps what was set before', () => {
    change({ newest: set(1, { 'loan.mostDays': 2 }) })
      .thenAccepted({ overrides: { 'loan.mostDays': 2, 'view.approver': 'generalManager' } })
      .citingOnly('CR-4.01');
  });

  it('begins now at the earliest, and after the one before it', () => {
    change({ effectiveFrom: now }).thenAccepted();
    change({ effectiveFrom: new Date(now.getTime() - 1) }).thenRefused('POLICY_TOO_EARLY');
    change({ newest: set(1, {}, later) }).thenRefused('POLICY_TOO_EARLY');
    change({ newest: set(1, {}, new Date(later.getTime() - 1)) }).thenAccepted();
  });

  it.each<[string, object]>([
    ['an unknown parameter', { 'loan.most': 3 }],
    ['a value of another type', { 'loan.mostDays': '3' }],
    ['a value out of range', { 'loan.mostDays': 31 }],
    ['none of the options', { 'view.approver': 'anybody' }],
  ])('%s is refused', (_, overrides) => {
    change({ overrides: { ...overrides } }).thenRefused('POLICY_AT_FAULT');
  });
});
