import { describe, expect, it } from '@jest/globals';
import { isShownInFull, type MaskLevel, strictest } from './shownInFull.decision.ts';

describe('CR-2.03 masking by level', () => {
  const grounds = ['own-client', 'site-role', 'custody', null] as const;
  it.each<[MaskLevel, readonly boolean[]]>([
    ['all', [false, false, false, false]],
    ['list', [true, false, false, false]],
    ['none', [true, true, true, false]],
  ])('%s: on the page shown to own client, role at the site, custody, and whoever may not unmask', (level, shown) => {
    expect(grounds.map((ground) => isShownInFull({ isPage: true, level, ground }))).toEqual(shown);
  });

  it.each<MaskLevel>(['all', 'list', 'none'])('%s: in a list nobody sees anything in full', (level) => {
    expect(grounds.some((ground) => isShownInFull({ isPage: false, level, ground }))).toBe(false);
  });

  it('of several sites the one that masks most decides, and without any everything is masked', () => {
    expect(strictest(['none', 'list'])).toBe('list');
    expect(strictest(['none', 'all', 'list'])).toBe('all');
    expect(strictest(['none'])).toBe('none');
    expect(strictest([])).toBe('all');
  });
});
