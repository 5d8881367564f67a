import { describe, expect, it } from '@jest/globals';
import { readArguments } from './arguments.ts';

const read = (...words: string[]) => readArguments(words, 'sample.csv');

describe('what may stand after npm run day --', () => {
  it('nothing: the sample, by the regulation it was written for', () => {
    expect(read()).toEqual({
      diary: 'sample.csv',
      preset: 'triple-confirmation',
      json: null,
      dataDir: null,
      disturbed: false,
    });
  });

  it('another diary, another preset, a file for programs, services killed in between', () => {
    expect(read('mine.csv', '--preset', 'one-month', '--json', 'out.json', '--disturbed')).toEqual({
      diary: 'mine.csv',
      preset: 'one-month',
      json: 'out.json',
      dataDir: null,
      disturbed: true,
    });
  });

  it.each([
    ['a preset of another department', ['--preset', 'club'], /no preset "club"/],
    ['two diaries', ['a.csv', 'b.csv'], /one diary/],
    ['a word that is none', ['--speed', '2'], /--speed/],
  ])('refuses %s in a sentence', (_, words, sentence) => {
    expect(() => read(...words)).toThrow(sentence);
  });
});
