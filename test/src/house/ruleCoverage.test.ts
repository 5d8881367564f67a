import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { coverageFile, coverageMarkdown, coveredRules, listedRules, uncoveredRules } from './ruleCoverage.ts';
import { readHouse, sourceFile } from './sourceFile.ts';

describe('rule coverage', () => {
  const uncovered = uncoveredRules(coveredRules(readHouse()));
  const listed = listedRules();

  it('has a conformance test for every rule that is not listed as to do', () => {
    expect(uncovered.filter((id) => !listed.includes(id))).toEqual([]);
  });

  it('lists no rule that is covered or unknown: take it out with npm run rules', () => {
    expect(listed.filter((id) => !uncovered.includes(id))).toEqual([]);
  });

  it('keeps the committed list as it is written by npm run rules', () => {
    expect(readFileSync(coverageFile, 'utf8')).toBe(coverageMarkdown(uncovered));
  });
});

const covered = (text: string): string[] => [...coveredRules([sourceFile('services/finance/src/a.test.ts', text)])];

describe('the title of a test', () => {
  it.each([
    ['of a group', `describe('SR-1.01 turns', () => {});`, ['SR-1.01']],
    ['of a test, two at once', `it('SR-1.01, V-07: turns', () => {});`, ['SR-1.01', 'V-07']],
    ['of a section that is a rule itself', `it('FI-9 keeps', () => {});`, ['FI-9']],
    ['in a template', 'it(`CR-2.03 turns`, () => {});', ['CR-2.03']],
    ['with a table', `it.each([['OR-1.02', () => f('OR-1.03')]])('%s', () => {});`, ['OR-1.02']],
    ['with a table of objects', `it.each([{ rule: 'OR-1.02' }])('$rule', () => {});`, ['OR-1.02']],
  ])('bears a rule: %s', (_, text, ids) => {
    expect(covered(text)).toEqual(ids);
  });

  it.each([
    ['skipped', `it.skip('SR-1.01', () => {});`],
    ['to do', `it.todo('SR-1.01');`],
    ['only in the body', `it('turns', () => { expect('SR-1.01'); });`],
    ['only in a comment', `// SR-1.01\nit('turns', () => {});`],
    ['in a table that is no part of the title', `it.each([['OR-1.02']])('turns', () => {});`],
  ])('bears none: %s', (_, text) => {
    expect(covered(text)).toEqual([]);
  });

  it('does not count outside of tests', () => {
    expect([...coveredRules([sourceFile('services/finance/src/a.ts', `it('SR-1.01', () => {});`)])]).toEqual([]);
  });
});
