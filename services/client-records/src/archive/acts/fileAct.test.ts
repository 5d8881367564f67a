import { describe, expect, it } from '@jest/globals';
import type { ArchiveFile } from '../file.ts';
import type { FileStanding } from './actOnFile.ts';
import { decideCustody, decideMove, decideReclassification, decideRetention } from './fileAct.decision.ts';

const file = { carrier: 'paper', level: 'ordinary', state: 'kept', custodianId: 'wang', shelfId: 's1' } as ArchiveFile;
const kept = { ...file, retentionFrom: '2026-03-02', retentionYears: 5, keepThrough: '2031-03-01' };
const standing = (change: Partial<FileStanding> = {}): FileStanding => ({
  ...{ now: new Date('2030-06-01T09:00:00+08:00'), today: '2030-06-01', by: 'zhang', file: kept },
  ...{ underHold: false, onLoan: false, ...change },
});
const codeOf = (decision: ReturnType<typeof decideMove>) =>
  decision.outcome === 'refused' ? decision.refusal.code : decision.explanation.outcome;
const place = { classified: false, sameSite: true, position: 3, isTaken: false };
const apart = { ...place, classified: true };

describe('CR-3.02 reclassification', () => {
  const to = (level: ArchiveFile['level'], change: Partial<FileStanding> = {}, at: typeof place | null = null) =>
    codeOf(decideReclassification({ ...standing(change), level, reason: '含竞争资料', place: at, erased: false }));

  it.each([
    ['ordinary to internal, where it lies', to('internal'), 'RECLASSIFIED'],
    ['ordinary to confidential, apart', to('confidential', {}, apart), 'RECLASSIFIED'],
    ['ordinary to confidential, among others', to('confidential', {}, place), 'SHELF_NOT_APART'],
    ['ordinary to confidential, where it lies', to('confidential'), 'SHELF_NOT_APART'],
    ['ordinary to internal, elsewhere', to('internal', {}, place), 'SHELF_NOT_APART'],
    ['confidential to top secret', to('top-secret', { file: { ...file, level: 'confidential' } }), 'RECLASSIFIED'],
    ['top secret to ordinary, back', to('ordinary', { file: { ...file, level: 'top-secret' } }, place), 'RECLASSIFIED'],
    ['onto a place that is taken', to('confidential', {}, { ...apart, isTaken: true }), 'PLACE_TAKEN'],
    ['an electronic file', to('confidential', { file: { ...file, carrier: 'electronic' } }), 'RECLASSIFIED'],
    ['to what it is', to('ordinary'), 'NOTHING_CHANGED'],
    ['under a hold', to('internal', { underHold: true }), 'FILE_UNDER_HOLD'],
    ['lent out', to('internal', { onLoan: true }), 'FILE_OUT'],
    ['destroyed', to('internal', { file: { ...file, state: 'destroyed' } }), 'FILE_NOT_KEPT'],
  ])('%s', (_, code, expected) => {
    expect(code).toBe(expected);
  });

  it('of an erased client nothing becomes classified any more', () => {
    const erased = (level: ArchiveFile['level'], from: ArchiveFile) =>
      codeOf(
        decideReclassification({ ...standing({ file: from }), level, reason: '含竞争资料', place: null, erased: true }),
      );
    const electronic: ArchiveFile = { ...file, carrier: 'electronic' };
    expect(erased('confidential', electronic)).toBe('FILE_NOT_KEPT');
    expect(erased('ordinary', { ...electronic, level: 'confidential' })).toBe('RECLASSIFIED');
  });

  it.each(['', '密级'])('needs a reason, not “%s”', (reason) => {
    expect(
      codeOf(decideReclassification({ ...standing(), level: 'internal', reason, place: null, erased: false })),
    ).toBe('REASON_INVALID');
  });
});

describe('CR-3.01 a paper moves', () => {
  const move = (change: Partial<FileStanding>, more = {}) =>
    codeOf(decideMove({ ...standing(change), place, sameRoom: true, samePlace: false, ...more }));

  it.each([
    ['to a free place', move({}), 'MOVED'],
    ['nowhere', move({}, { samePlace: true }), 'NOTHING_CHANGED'],
    ['among classified ones', move({}, { place: apart }), 'SHELF_NOT_APART'],
    ['to another site', move({}, { place: { ...place, sameSite: false } }), 'PLACE_NOT_FIT'],
    ['before the first position', move({}, { place: { ...place, position: 0 } }), 'PLACE_NOT_FIT'],
    ['within its room under a hold', move({ underHold: true }), 'MOVED'],
    ['out of its room under a hold', move({ underHold: true }, { sameRoom: false }), 'FILE_UNDER_HOLD'],
    ['while it is lent out', move({ onLoan: true }), 'FILE_OUT'],
    ['though it is electronic', move({ file: { ...file, carrier: 'electronic' } }), 'PLACE_NOT_FIT'],
  ])('%s', (_, code, expected) => {
    expect(code).toBe(expected);
  });

  it('custody is taken by another than who has it', () => {
    expect(codeOf(decideCustody(standing()))).toBe('TAKEN_OVER');
    expect(codeOf(decideCustody(standing({ by: 'wang' })))).toBe('NOTHING_CHANGED');
  });
});

describe('CR-3.05 retention is not shortened away', () => {
  const set = (from: string, years: number | null, change: Partial<FileStanding> = {}) =>
    codeOf(decideRetention({ ...standing(change), retention: { from, years }, reason: '合同续签' }));

  it.each([
    ['lengthened', set('2026-03-02', 10), 'RETENTION_SET'],
    ['for ever', set('2026-03-02', null), 'RETENTION_SET'],
    ['the same', set('2026-03-02', 5), 'NOTHING_CHANGED'],
    ['shortened until today', set('2026-06-02', 4), 'RETENTION_SET'],
    ['shortened until yesterday', set('2026-06-01', 4), 'RETENTION_INVALID'],
    ['shortened under a hold', set('2026-06-02', 4, { underHold: true }), 'FILE_UNDER_HOLD'],
    ['lengthened under a hold', set('2026-03-02', 10, { underHold: true }), 'RETENTION_SET'],
    ['of no time', set('2026-03-02', 0), 'RETENTION_INVALID'],
  ])('%s', (_, code, expected) => {
    expect(code).toBe(expected);
  });
});
