import { describe, expect, it } from '@jest/globals';
import { type ConsentFacts, decideConsent } from './changeConsent.decision.ts';

const at = (time: string) => new Date(`2026-05-04T${time}+08:00`);
const facts = (changes: Partial<ConsentFacts> = {}): ConsentFacts => ({
  ...{ purpose: 'care', given: true, how: 'written', evidence: '登记表第12号', last: null },
  ...{ saidAt: at('10:00:00'), now: at('10:00:00') },
  ...changes,
});
const outcome = (changes: Partial<ConsentFacts>) => {
  const decision = decideConsent(facts(changes));
  return decision.outcome === 'refused' ? decision.refusal.code : decision.explanation.outcome;
};

describe('a client agrees to a purpose, or says no', () => {
  it.each<[string, Partial<ConsentFacts>, string]>([
    ['a first yes', {}, 'CONSENT_GIVEN'],
    ['a no of somebody who was never asked', { given: false, evidence: '' }, 'CONSENT_WITHDRAWN'],
    ['a withdrawal needs no evidence', { given: false, evidence: '', last: yes('09:00:00') }, 'CONSENT_WITHDRAWN'],
    ['a yes again', { last: yes('09:00:00') }, 'CONSENT_UNCHANGED'],
    ['a no again', { given: false, last: { ...yes('09:00:00'), given: false } }, 'CONSENT_UNCHANGED'],
    ['said this moment', { saidAt: at('10:00:00') }, 'CONSENT_GIVEN'],
    ['said a second from now', { saidAt: at('10:00:01') }, 'CONSENT_TIME_INVALID'],
    ['said when the last was', { given: false, last: yes('10:00:00') }, 'CONSENT_WITHDRAWN'],
    ['said a second before the last', { given: false, last: yes('10:00:01') }, 'CONSENT_TIME_INVALID'],
    ['evidence of three characters', { evidence: ' 第1号 ' }, 'CONSENT_EVIDENCE_MISSING'],
    ['evidence of four', { evidence: '第12号' }, 'CONSENT_GIVEN'],
    ['evidence of 200', { evidence: '证'.repeat(200) }, 'CONSENT_GIVEN'],
    ['evidence of 201', { evidence: '证'.repeat(201) }, 'CONSENT_EVIDENCE_MISSING'],
  ])('%s', (_, changes, code) => {
    expect(outcome(changes)).toBe(code);
  });

  it('explains itself without the evidence, which stays sealed', () => {
    const { explanation } = decideConsent(facts({ evidence: '录音13805521753' }));
    expect(explanation.applied).toEqual(['CR-2.06']);
    expect(JSON.stringify(explanation)).not.toContain('13805521753');
  });
});

function yes(time: string) {
  return { given: true, saidAt: at(time) };
}
