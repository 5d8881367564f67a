import { describe, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { type AnswerFacts, decideAnswer } from './answerMatter.decision.ts';
import { writtenText } from './writtenText.ts';

const now = new Date('2026-03-10T15:00:00+08:00');
const anAnswer = (changes: Partial<AnswerFacts> = {}): AnswerFacts => ({
  answer: '明日上门维修',
  answered: false,
  struckOff: false,
  now,
  ...changes,
});

describe('PS-1.02 the answer of substance is written down once', () => {
  it('is kept with its time', () => {
    given(anAnswer()).when(decideAnswer).thenAccepted({ answer: '明日上门维修', at: now }).citingOnly('PS-1.02');
  });

  it.each([
    ['2000 characters', '复'.repeat(2000)],
    ['one character', '好'],
  ])('of %s is one', (_, answer) => {
    given(anAnswer({ answer })).when(decideAnswer).thenAccepted({ answer });
  });

  it.each([
    ['2001 characters', '复'.repeat(2001)],
    ['nothing', ''],
    ['what nobody can see', writtenText(' \u200b\u2060\n')],
  ])('of %s is none', (_, answer) => {
    given(anAnswer({ answer })).when(decideAnswer).thenRefused('CONTENT_MISSING', 'PS-1.02');
  });

  it('is never written over an earlier one, nor under a struck-off entry', () => {
    given(anAnswer({ answered: true }))
      .when(decideAnswer)
      .thenRefused('ANSWERED_ALREADY', 'PS-1.02');
    given(anAnswer({ answered: true, struckOff: true }))
      .when(decideAnswer)
      .thenRefused('STRUCK_OFF_ALREADY', 'PS-1.02');
  });
});
