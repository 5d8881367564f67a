import { describe, expect, it } from '@jest/globals';
import { carriedOut } from './diaryRun.ts';

const citing = (...ids: string[]) => carriedOut({ applied: ids.map((id) => ({ id })) });

describe('a row that was carried out', () => {
  it('names each rule once, though two of its decisions cite it (SR-3.10)', () => {
    expect(citing('SR-3.10', 'SR-3.06', 'SR-1.23', 'SR-3.10').rules).toEqual(['SR-3.10', 'SR-3.06', 'SR-1.23']);
  });

  it('names none without an explanation', () => {
    expect(carriedOut(null).rules).toEqual([]);
  });
});
