import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { text } from '../decision/text.ts';
import { definePolicy } from './definePolicy.ts';
import { describePolicy } from './describePolicy.ts';
import type { AnyPolicyDefinition } from './policyDefinition.ts';
import { contradiction, isPolicyFault, mustAddUpTo100 } from './policyFault.ts';
import { resolvePolicy } from './resolvePolicy.ts';

type Claims = {
  readonly 'validity.days': number;
  readonly 'freshness.days': number | null;
  readonly 'rotation.opensAt': string;
  readonly 'registration.needsConfirmation': boolean;
  readonly recognition: 'window' | 'month';
  readonly 'makeUp.reasons': readonly string[];
  readonly 'desk.name': string;
  readonly 'split.original': number;
  readonly 'split.new': number;
};

const sentence = text('说明。', 'A sentence.');
const percent = { type: 'int', min: 0, max: 100, default: 50, rule: 'SR-3.11', sentence } as const;

const claims = definePolicy<Claims>({
  name: 'claims',
  params: {
    'validity.days': {
      type: 'int',
      min: 1,
      max: 366,
      default: 30,
      rule: 'SR-3.01',
      sentence,
      unit: text('天', 'days'),
    },
    'freshness.days': { type: 'int', min: 1, max: 366, default: 10, nullable: true, rule: 'SR-3.02', sentence },
    'rotation.opensAt': {
      type: 'time',
      default: '09:00',
      earliest: '06:00',
      latest: '12:00',
      rule: 'SR-1.01',
      sentence,
    },
    'registration.needsConfirmation': { type: 'boolean', default: false, rule: 'SR-2.02', sentence },
    recognition: { type: 'enum', options: ['window', 'month'], default: 'window', rule: 'SR-3.10', sentence },
    'makeUp.reasons': {
      type: 'list',
      options: ['officialBusiness', 'scheduledMeal', 'tourGroup'],
      minItems: 1,
      default: ['officialBusiness'],
      rule: 'SR-1.04',
      sentence,
    },
    'desk.name': { type: 'text', maxLength: 5, default: '前台', rule: 'SR-1.07', sentence },
    'split.original': percent,
    'split.new': percent,
  },
  presets: {
    'one-month': { 'freshness.days': null, recognition: 'month', 'registration.needsConfirmation': true },
    'triple-confirmation': { 'freshness.days': 10 },
  },
  check: (params) =>
    (params['freshness.days'] ?? 0) > params['validity.days']
      ? contradiction('freshness.days', text('保鲜期不得长于有效期。', 'must not be longer than the validity.'))
      : mustAddUpTo100(params, ['split.original', 'split.new']),
});

const site = (siteOverrides: Record<string, unknown>) =>
  resolvePolicy(claims, { preset: 'triple-confirmation', siteOverrides });

describe('resolvePolicy', () => {
  it('fills a preset with the defaults', () => {
    expect(resolvePolicy(claims, { preset: 'one-month' })).toEqual({
      'validity.days': 30,
      'freshness.days': null,
      'rotation.opensAt': '09:00',
      'registration.needsConfirmation': true,
      recognition: 'month',
      'makeUp.reasons': ['officialBusiness'],
      'desk.name': '前台',
      'split.original': 50,
      'split.new': 50,
    });
  });

  it.each([
    ['a preset nobody defined', 'preset', 'unknown-preset', () => resolvePolicy(claims, { preset: 'dealer' })],
    ['a preset of the language', 'preset', 'unknown-preset', () => resolvePolicy(claims, { preset: 'toString' })],
    ['an unknown parameter', 'validity', 'unknown-parameter', () => site({ validity: 3 })],
    ['a parameter of the language', 'constructor', 'unknown-parameter', () => site({ constructor: 3 })],
    ['a text for a number', 'validity.days', 'wrong-type', () => site({ 'validity.days': '30' })],
    ['half a day', 'validity.days', 'wrong-type', () => site({ 'validity.days': 1.5 })],
    ['null where a rule must apply', 'validity.days', 'wrong-type', () => site({ 'validity.days': null })],
    ['below the range', 'validity.days', 'out-of-range', () => site({ 'validity.days': 0 })],
    ['above the range', 'validity.days', 'out-of-range', () => site({ 'validity.days': 367 })],
    ['no time', 'rotation.opensAt', 'wrong-type', () => site({ 'rotation.opensAt': '9:00' })],
    ['too early', 'rotation.opensAt', 'out-of-range', () => site({ 'rotation.opensAt': '05:59' })],
    ['too late', 'rotation.opensAt', 'out-of-range', () => site({ 'rotation.opensAt': '12:01' })],
    [
      'a number for yes',
      'registration.needsConfirmation',
      'wrong-type',
      () => site({ 'registration.needsConfirmation': 1 }),
    ],
    ['no option', 'recognition', 'out-of-range', () => site({ recognition: 'year' })],
    ['no list', 'makeUp.reasons', 'wrong-type', () => site({ 'makeUp.reasons': 'tourGroup' })],
    ['an item that is no option', 'makeUp.reasons', 'out-of-range', () => site({ 'makeUp.reasons': ['lazy'] })],
    ['an item twice', 'makeUp.reasons', 'out-of-range', () => site({ 'makeUp.reasons': ['tourGroup', 'tourGroup'] })],
    ['too few items', 'makeUp.reasons', 'out-of-range', () => site({ 'makeUp.reasons': [] })],
    ['too long a text', 'desk.name', 'out-of-range', () => site({ 'desk.name': '一二三四五六' })],
    ['a freshness longer than the validity', 'freshness.days', 'contradiction', () => site({ 'freshness.days': 31 })],
    ['shares of 110 percent', 'split.new', 'contradiction', () => site({ 'split.original': 60 })],
  ])('refuses %s and names the parameter', (_, parameter, reason, resolve) => {
    const fault = resolve();
    expect(fault).toMatchObject({ outcome: 'policy-fault', parameter, reason });
    expect(isPolicyFault(fault) && fault.message.en.includes(parameter)).toBe(true);
  });

  it('accepts the ends of every range', () => {
    expect(isPolicyFault(site({ 'validity.days': 366, 'freshness.days': 366 }))).toBe(false);
    expect(isPolicyFault(site({ 'validity.days': 10, 'rotation.opensAt': '06:00', 'desk.name': '五个字前台' }))).toBe(
      false,
    );
    expect(isPolicyFault(site({ 'freshness.days': 30, 'rotation.opensAt': '12:00' }))).toBe(false);
    expect(isPolicyFault(site({ 'split.original': 0, 'split.new': 100 }))).toBe(false);
  });

  it('checks an override of the company even where the site hides it', () => {
    const scopes = { companyOverrides: { 'validity.days': 0 }, siteOverrides: { 'validity.days': 30 } };
    expect(resolvePolicy(claims, { preset: 'one-month', ...scopes })).toMatchObject({ parameter: 'validity.days' });
  });

  it('takes the site before the company before the preset before the default, for any of them given', () => {
    const days = fc.option(fc.integer({ min: 30, max: 366 }), { nil: undefined });
    fc.assert(
      fc.property(days, days, fc.boolean(), (company, ofSite, monthly) => {
        const resolved = resolvePolicy(claims, {
          preset: monthly ? 'one-month' : 'triple-confirmation',
          companyOverrides: { 'validity.days': company, 'freshness.days': company },
          siteOverrides: { 'validity.days': ofSite, 'freshness.days': ofSite },
        });
        expect(resolved).toMatchObject({
          'validity.days': ofSite ?? company ?? 30,
          'freshness.days': ofSite ?? company ?? (monthly ? null : 10),
        });
      }),
    );
  });

  it('never lets anything through that is outside the range', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const resolved = site({ 'validity.days': value });
        const days = isPolicyFault(resolved) ? 30 : resolved['validity.days'];
        expect(Number.isInteger(days) && days >= 1 && days <= 366).toBe(true);
      }),
    );
  });

  it('hands out parameters that nobody can edit', () => {
    const resolved = site({}) as Record<string, unknown>;
    expect(() => {
      resolved['validity.days'] = 1;
    }).toThrow(TypeError);
  });
});

describe('definePolicy', () => {
  const part = { params: { days: { type: 'int', min: 1, max: 9, default: 5, rule: 'SR-3.01', sentence } } } as const;

  it('throws at start-up on a default, a preset or a name that is at fault', () => {
    type Days = { days: number };
    expect(() => definePolicy<Days>({ name: 'x', ...part, presets: { club: { days: 10 } } })).toThrow(/"days"/);
    expect(() => definePolicy<Days>({ name: 'x', ...part, presets: {} })).toThrow(/no preset/);
    const unknown = { monthly: { days: 5 } } as object;
    expect(() => definePolicy<Days>({ name: 'x', ...part, presets: unknown })).toThrow(/monthly/);
    const wrong = { params: { days: { ...part.params.days, default: 0 } } } as const;
    expect(() => definePolicy<Days>({ name: 'x', ...wrong, presets: { club: { days: 5 } } })).toThrow(/"days"/);
  });
});

describe('describePolicy', () => {
  const any: AnyPolicyDefinition = claims;
  const described = describePolicy(any, {
    preset: 'one-month',
    companyOverrides: { 'validity.days': 60, 'desk.name': '总台' },
    siteOverrides: { 'validity.days': 90 },
  });
  const param = (key: string) => described.params.find((one) => one.key === key);

  it('tells the value of every parameter, what it may be, and where it comes from', () => {
    expect(described.presets.map(({ name }) => name)).toEqual(['one-month', 'triple-confirmation']);
    expect(param('validity.days')).toEqual({
      key: 'validity.days',
      type: 'int',
      rule: 'SR-3.01',
      sentence,
      unit: { zh: '天', en: 'days' },
      nullable: false,
      range: { least: 1, most: 366, options: null },
      default: 30,
      value: 90,
      from: 'site',
    });
    expect(param('desk.name')).toMatchObject({ value: '总台', from: 'company', range: { least: null, most: 5 } });
    expect(param('freshness.days')).toMatchObject({ value: null, from: 'preset', nullable: true });
    expect(param('rotation.opensAt')).toMatchObject({ from: 'default', range: { least: '06:00', most: '12:00' } });
    expect(param('recognition')).toMatchObject({ range: { options: ['window', 'month'] } });
    expect(param('makeUp.reasons')).toMatchObject({ range: { least: 1, most: 100 } });
    expect(param('registration.needsConfirmation')).toMatchObject({
      range: { least: null, most: null, options: null },
    });
  });
});
