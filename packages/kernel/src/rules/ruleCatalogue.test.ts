import { describe, expect, it } from '@jest/globals';
import { allRules, isRuleId, type RuleId, ruleCatalogue, ruleOf } from './ruleCatalogue.ts';

/** How many rules each section of the rulebook has; the four sections that are rules themselves are counted in. */
const expected: Readonly<Record<string, number>> = {
  ...{ 'SR-1': 26, 'SR-2': 6, 'SR-3': 20, 'SR-4': 5, 'SR-5': 5, 'SR-6': 4 },
  ...{ 'SR-7': 7, 'SR-8': 4, 'SR-9': 6, 'SR-10': 6, 'SR-11': 2, 'SR-12': 3 },
  ...{ 'CR-1': 7, 'CR-2': 6, 'CR-3': 5, 'CR-4': 10, 'CR-5': 1, 'CR-6': 5, 'CR-7': 4, 'CR-8': 4 },
  ...{ 'PS-1': 3, 'PS-2': 8, 'PS-3': 13, 'PS-4': 4, 'PS-5': 4, 'PS-6': 5, 'PS-7': 1, 'PS-8': 6 },
  ...{ 'FI-1': 9, 'FI-2': 3, 'FI-3': 1, V: 52, K: 5, 'FI-4': 3, 'FI-5': 9, 'FI-6': 1, 'FI-7': 4, 'FI-8': 2, 'FI-9': 1 },
  ...{ 'OR-1': 5, 'OR-2': 4, 'OR-3': 2, 'OR-4': 4, 'OR-5': 4, 'OR-6': 1 },
};

const chapters = {
  SR: 'sales-reception',
  CR: 'client-records',
  PS: 'property-service',
  FI: 'finance',
  V: 'finance',
  K: 'finance',
  OR: 'organization',
} as const;

const sectionOf = (id: string): string => (/^[VK]-/.test(id) ? id.slice(0, 1) : id.replace(/\.\d+$/, ''));
const chapterOf = (id: string) => chapters[id.split('-')[0] as keyof typeof chapters];
const references = (sentence: string): string[] =>
  [...new Set(sentence.match(/(?:[A-Z]{2}-\d+(?:\.\d+)?|[VK]-\d{2})/g))].sort();

describe('the rule catalogue', () => {
  it('has every rule of every section', () => {
    const counted: Record<string, number> = {};
    for (const { id } of allRules) counted[sectionOf(id)] = (counted[sectionOf(id)] ?? 0) + 1;
    expect(counted).toEqual(expected);
    expect(allRules).toHaveLength(290);
  });

  it('numbers the fines without a gap', () => {
    const numbers = Array.from({ length: 52 }, (_, index) => `V-${String(index + 1).padStart(2, '0')}`);
    expect(allRules.map(({ id }) => id).filter((id) => id.startsWith('V-'))).toEqual(numbers);
  });

  it('gives each rule its chapter, its source and a full sentence in each language', () => {
    for (const rule of allRules) {
      expect([ruleCatalogue[rule.id], rule.chapter]).toEqual([rule, chapterOf(rule.id)]);
      expect([rule.id, rule.source]).toEqual([rule.id, expect.stringMatching(/^(S[0-4](\.\d+)?|rulebook)\b/)]);
      expect([rule.id, rule.text.zh]).toEqual([rule.id, expect.stringMatching(/^[^a-z]*[\u4e00-\u9fff].*。$/)]);
      expect([rule.id, rule.text.en]).toEqual([rule.id, expect.stringMatching(/^[^\u4e00-\u9fff]{20,}\.$/)]);
      expect(rule.text.zh).not.toMatch(/[,;!?][\u4e00-\u9fff]|[\u4e00-\u9fff][,;:!?()]/);
    }
  });

  it('refers to the same rules in both languages, and only to rules and sections that exist', () => {
    for (const { id, text } of allRules) {
      const [zh, en] = [references(text.zh), references(text.en)];
      expect([id, zh]).toEqual([id, en]);
      expect(zh.filter((one) => !Object.hasOwn(expected, one) && !isRuleId(one))).toEqual([]);
    }
  });

  it('is looked up by id, and knows what is no id', () => {
    expect(ruleOf('SR-3.02').text.en).toContain('every 10 days');
    expect(['SR-3.02', 'V-17', 'K-05', 'FI-3'].every(isRuleId)).toBe(true);
    expect(['SR-3.99', 'sr-3.02', 'toString', '__proto__', ''].some(isRuleId)).toBe(false);
  });

  it('does not let a wrong id compile', () => {
    // @ts-expect-error There is no such rule; should this compile, the catalogue has lost its literal keys.
    const wrong: RuleId = 'SR-3.99';
    expect(isRuleId(wrong)).toBe(false);
  });

  it('cannot be edited', () => {
    expect(Object.isFrozen(ruleCatalogue) && allRules.every((rule) => Object.isFrozen(rule))).toBe(true);
  });
});
