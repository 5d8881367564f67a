import { describe, expect, it } from '@jest/globals';
import {
  type DoomedFile,
  decideApproval,
  decideProposal,
  decideRejection,
  decideWitnessing,
} from './destruction.decision.ts';
import { type DestructionMethod, methods } from './destruction.ts';

const now = new Date('2031-03-15T09:00:00+08:00');
const file: DoomedFile = {
  ...{ fileId: 'f1', carrier: 'paper', state: 'kept', keepThrough: '2031-03-14' },
  ...{ underHold: false, onLoan: false, inCase: false, elsewhere: false },
};
const facts = (change: Partial<DoomedFile> = {}, today = '2031-03-15') => ({
  ...{ now, today, by: 'zhang', files: [file, { ...file, fileId: 'f2', ...change }] },
});
const codeOf = (decision: ReturnType<typeof decideProposal>) =>
  decision.outcome === 'refused' ? decision.refusal.code : decision.explanation.outcome;

const obstacles: [string, Partial<DoomedFile>, string][] = [
  ['one must be kept one day more', { keepThrough: '2031-03-15' }, 'RETENTION_NOT_OVER'],
  ['one is kept for ever', { keepThrough: null }, 'RETENTION_NOT_OVER'],
  ['one is under a hold', { underHold: true }, 'FILE_UNDER_HOLD'],
  ['one is lent out', { onLoan: true }, 'FILE_OUT'],
  ['a case about one is open', { inCase: true }, 'FILE_IN_CASE'],
  ['one is destroyed', { state: 'destroyed' }, 'FILE_NOT_KEPT'],
];

describe('CR-3.05 destruction is proposed, approved and witnessed, each time asked anew', () => {
  const reason = '已无保存价值';
  const proposed = { state: 'proposed', proposedBy: 'wang' } as const;
  const approved = { state: 'approved', proposedBy: 'wang', decidedBy: 'zhao', method: 'shredded' } as const;

  it('goes from a proposal over an approval to a witness', () => {
    expect(codeOf(decideProposal({ ...facts(), reason }))).toBe('PROPOSED');
    expect(codeOf(decideApproval({ ...facts(), ...proposed }))).toBe('APPROVED');
    expect(codeOf(decideWitnessing({ ...facts(), ...approved }))).toBe('CARRIED_OUT');
  });

  it.each(obstacles)('not when %s, at none of the three steps', (_, change, code) => {
    expect(codeOf(decideProposal({ ...facts(change), reason }))).toBe(code);
    expect(codeOf(decideApproval({ ...facts(change), ...proposed }))).toBe(code);
    expect(codeOf(decideWitnessing({ ...facts(change), ...approved }))).toBe(code);
  });

  it('the last day of keeping is not over yet', () => {
    expect(codeOf(decideProposal({ ...facts({}, '2031-03-14'), reason }))).toBe('RETENTION_NOT_OVER');
  });

  it.each([
    ['no file', { ...facts(), files: [], reason }, 'NO_FILES'],
    ['101 files', { ...facts(), files: Array(101).fill(file), reason }, 'NO_FILES'],
    ['a file that is proposed already', { ...facts({ elsewhere: true }), reason }, 'DESTRUCTION_PROPOSED'],
    ['without a reason', { ...facts(), reason: '无' }, 'REASON_INVALID'],
  ])('is not proposed of %s', (_, asked, code) => {
    expect(codeOf(decideProposal(asked))).toBe(code);
  });

  it('nobody approves the own proposal, whatever else they may do', () => {
    const own = { ...facts(), state: 'proposed', proposedBy: 'zhang' } as const;
    expect(codeOf(decideApproval(own))).toBe('DESTRUCTION_NEEDS_ANOTHER');
    expect(codeOf(decideRejection({ ...own, reason }))).toBe('DESTRUCTION_NEEDS_ANOTHER');
  });

  it.each([
    ['who proposed it', { proposedBy: 'zhang' }],
    ['who approved it', { decidedBy: 'zhang' }],
  ])('%s is no witness', (_, change) => {
    expect(codeOf(decideWitnessing({ ...facts(), ...approved, ...change }))).toBe('DESTRUCTION_NEEDS_ANOTHER');
  });

  it.each(['proposed', 'rejected', 'carried-out'] as const)('is not carried out when it is %s', (state) => {
    expect(codeOf(decideWitnessing({ ...facts(), ...approved, state }))).toBe('DESTRUCTION_NOT_APPROVED');
  });

  it('may be called back until it is carried out, with a reason', () => {
    const at = (state: 'approved' | 'carried-out', why = reason) =>
      codeOf(decideRejection({ ...facts({ underHold: true }), state, proposedBy: 'wang', reason: why }));
    expect([at('approved'), at('approved', ''), at('carried-out')]).toEqual([
      ...['REJECTED', 'REASON_INVALID', 'DESTRUCTION_DECIDED'],
    ]);
  });

  it('paper is shredded, pulped or burned, never sold, and electronic files alone are erased', () => {
    const witnessed = (carriers: DoomedFile['carrier'][]) =>
      methods.filter((method: DestructionMethod) => {
        const files = carriers.map((carrier) => ({ ...file, carrier }));
        return decideWitnessing({ ...facts(), ...approved, method, files }).outcome === 'accepted';
      });
    expect(witnessed(['paper', 'electronic'])).toEqual(['shredded', 'pulped', 'burned']);
    expect(witnessed(['electronic'])).toEqual(['erased']);
    expect(methods.join(' ')).not.toMatch(/sold|waste/);
  });
});
