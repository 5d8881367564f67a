import { describe, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { decideOpenSite, type OpenSiteFacts } from './openSite.decision.ts';

const site = {
  nameZh: '滨江花园',
  nameEn: 'Riverside Garden',
  kind: 'sales',
  salesPreset: 'triple-confirmation',
  servicePreset: null,
  timeZone: 'Asia/Shanghai',
  openedOn: '2026-01-05',
} as const;
const opening = (change: Partial<OpenSiteFacts['site']> = {}, nameTaken = false): OpenSiteFacts => ({
  now: new Date('2026-01-05T08:00:00+08:00'),
  site: { ...site, ...change },
  nameTaken,
});

describe('OR-1.01 opening a site', () => {
  it('opens a sales site with a preset of sales, a property office with one of service', () => {
    given(opening()).when(decideOpenSite).thenAccepted({ site }).citingOnly('OR-1.01');
    const office = { kind: 'property', salesPreset: null, servicePreset: 'property-office' } as const;
    given(opening(office)).when(decideOpenSite).thenAccepted();
  });

  it.each([
    ['a sales site without a preset', { salesPreset: null }],
    ['a sales site with a preset of service too', { servicePreset: 'dealer' }],
    ['a property office with a preset of sales', { kind: 'property', servicePreset: 'dealer' }],
    ['a property office without a preset', { kind: 'property', salesPreset: null }],
  ] as const)('does not open %s', (_, change) => {
    given(opening(change)).when(decideOpenSite).thenRefused('PRESET_DOES_NOT_FIT', 'OR-1.01');
  });

  it('does not open a second one of the same name', () => {
    given(opening({}, true)).when(decideOpenSite).thenRefused('SITE_NAME_TAKEN', 'OR-1.01');
  });

  it.each([
    ['a name', { nameZh: ' ' }],
    ['a time zone of this earth', { timeZone: 'Asia/Nowhere' }],
    ['a day that exists', { openedOn: '2026-02-29' }],
  ])('asks for %s', (_, change) => {
    given(opening(change)).when(decideOpenSite).thenRefused('BAD_INPUT');
  });
});
