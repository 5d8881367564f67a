import { describe, expect, it } from '@jest/globals';
import { accepted, type Decision, reasoning, refused, text } from '@shouwen/kernel';
import { given } from './given.ts';

type Facts = { readonly onDuty: readonly string[] };
type Chosen = { readonly type: 'Chosen'; readonly consultant: string };
type Nobody = { readonly code: 'NOBODY'; readonly rule: 'SR-1.02'; readonly message: { zh: string; en: string } };

const now = new Date('2026-03-15T09:00:00+08:00');

const choose = (facts: Facts, asked: string | null): Decision<Chosen, Nobody> => {
  const because = reasoning(now).apply('SR-1.02').fact('on duty', facts.onDuty);
  const [first] = facts.onDuty;
  if (first === undefined) {
    const message = text('无人在岗', 'Nobody is on duty.');
    return refused({ code: 'NOBODY', rule: 'SR-1.02', message }, because.explain('refused', message));
  }
  if (asked !== null) because.reject('SR-1.03', text('未指定', 'Nobody was asked for.'));
  return accepted(
    [{ type: 'Chosen', consultant: first }],
    because.explain('chosen', text('轮到', 'It is their turn.')),
  );
};

describe('given / when / then', () => {
  it('agrees with what happened', () => {
    given({ onDuty: ['张伟'] }, 'x')
      .when(choose)
      .thenAccepted({ consultant: '张伟' })
      .citing('SR-1.02')
      .citingOnly('SR-1.02')
      .rejecting('SR-1.03')
      .knowing({ 'on duty': ['张伟'] });
    given({ onDuty: [] }, null).when(choose).thenRefused('NOBODY', 'SR-1.02').citing('SR-1.02');
  });

  const chosen = () => given({ onDuty: ['张伟'] }, null).when(choose);
  const nobody = () => given({ onDuty: [] }, null).when(choose);
  it.each<[string, () => unknown]>([
    ['another event', () => chosen().thenAccepted({ consultant: '李娜' })],
    ['one event more', () => chosen().thenAccepted({ consultant: '张伟' }, { consultant: '张伟' })],
    ['a refusal that did not come', () => chosen().thenRefused('NOBODY')],
    ['an acceptance that did not come', () => nobody().thenAccepted()],
    ['another rule of the refusal', () => nobody().thenRefused('NOBODY', 'SR-1.09')],
    ['a rule that was not cited', () => chosen().thenAccepted().citing('SR-1.09')],
    ['fewer rules than were cited', () => chosen().thenAccepted().citingOnly()],
    ['a rule that was not set aside', () => chosen().thenAccepted().rejecting('SR-1.03')],
    ['a fact that was not known', () => chosen().thenAccepted().knowing({ 'on duty': [] })],
  ])('objects to %s', (_, claim) => {
    expect(claim).toThrow();
  });
});
