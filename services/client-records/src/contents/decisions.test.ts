import { describe, expect, it } from '@jest/globals';
import { nothingSet, resolvedVersion } from '../policies/resolvedVersion.ts';
import { decideOpening, type OpeningFacts } from './downloads/openContent.decision.ts';
import { type BeginFacts, decideBeginning } from './uploads/beginUpload.decision.ts';
import { type CompletionFacts, decideCompletion } from './uploads/completeUpload.decision.ts';

const now = new Date('2026-03-02T09:28:00+08:00');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);
const policy = resolvedVersion(nothingSet, nothingSet);

const code = (decision: { outcome: string; refusal?: { code: string } }): string =>
  decision.refusal?.code ?? decision.outcome;

const file = { carrier: 'electronic', state: 'kept', objectId: null } as const;
const beginning: BeginFacts = {
  ...{
    now,
    by: 'li',
    file,
    bytes: 1_000,
    sha256: 'a'.repeat(64),
    name: '认购书.pdf',
    underWay: 0,
    erased: false,
    policy,
  },
};

describe('CR-3.01 an upload is begun', () => {
  it.each<[string, Partial<BeginFacts>, string]>([
    ['for one byte', { bytes: 1 }, 'accepted'],
    ['for no byte', { bytes: 0 }, 'CONTENT_EMPTY'],
    ['for half a byte', { bytes: 1.5 }, 'CONTENT_EMPTY'],
    ['for 50 MB', { bytes: 50 * 1024 * 1024 }, 'accepted'],
    ['for a byte more', { bytes: 50 * 1024 * 1024 + 1 }, 'CONTENT_TOO_LARGE'],
    ['with 19 others under way', { underWay: 19 }, 'accepted'],
    ['with 20 others under way', { underWay: 20 }, 'UPLOADS_TOO_MANY'],
    ['for a paper', { file: { ...file, carrier: 'paper' } }, 'CONTENT_NOT_ELECTRONIC'],
    ['for a file that is being destroyed', { file: { ...file, state: 'destroying' } }, 'FILE_NOT_KEPT'],
    ['for a file that has a content', { file: { ...file, objectId: 'o1' } }, 'CONTENT_ALREADY_THERE'],
    ['for a client whose data were erased', { erased: true }, 'CLIENT_ERASED'],
    ['with a checksum in capitals', { sha256: 'A'.repeat(64) }, 'CHECKSUM_INVALID'],
    ['with a path for a name', { name: '../x.pdf' }, 'FILE_NAME_UNSAFE'],
  ])('%s: %3$s', (_, changes, told) => {
    expect(code(decideBeginning({ ...beginning, ...changes }))).toBe(told);
  });

  it('is good for a quarter of an hour, and says so', () => {
    const decision = decideBeginning(beginning);
    expect(decision).toMatchObject({ events: [{ liveUntil: later(900), ending: 'pdf' }] });
    expect(decision.explanation).toMatchObject({ outcome: 'UPLOAD_BEGUN', applied: ['CR-3.01'] });
  });

  it('never tells the name in why it was taken or refused', () => {
    for (const name of ['张伟的身份证.pdf', '张伟的身份证.exe'])
      expect(JSON.stringify(decideBeginning({ ...beginning, name }).explanation)).not.toContain('张伟');
  });
});

const completing: CompletionFacts = {
  now,
  upload: { state: 'receiving', liveUntil: later(1), bytes: 1_000, sha256: 'a'.repeat(64) },
  file,
  found: { outcome: 'good', kind: 'pdf' },
  scanned: false,
};

describe('CR-3.01 an upload is completed', () => {
  it.each<[string, Partial<CompletionFacts>, string]>([
    ['in time', {}, 'accepted'],
    ['when its time is over', { now: later(1) }, 'UPLOAD_OVER'],
    ['again', { upload: { ...completing.upload, state: 'attached' } }, 'UPLOAD_OVER'],
    ['while it waits for the scanner', { upload: { ...completing.upload, state: 'quarantined' } }, 'UPLOAD_OVER'],
    ['with parts missing', { found: null }, 'UPLOAD_INCOMPLETE'],
    ['with other parts than was said', { found: { outcome: 'other' } }, 'CONTENT_NOT_AS_SAID'],
    ['with a bomb', { found: { outcome: 'refused', fault: 'CONTENT_BOMB' } }, 'CONTENT_BOMB'],
    ['when another was faster', { file: { ...file, objectId: 'o1' } }, 'CONTENT_ALREADY_THERE'],
    ['when the file is gone', { file: { ...file, state: 'destroyed' } }, 'FILE_NOT_KEPT'],
  ])('%s: %3$s', (_, changes, told) => {
    expect(code(decideCompletion({ ...completing, ...changes }))).toBe(told);
  });

  it.each([
    [true, 'quarantined'],
    [false, 'attached'],
  ])('S24 with a scanner (%p) it is %s', (scanned, state) => {
    expect(decideCompletion({ ...completing, scanned })).toMatchObject({ events: [{ kind: 'pdf', state }] });
  });
});

const opening: OpeningFacts = {
  ...{ now, by: 'li', file: { level: 'ordinary', state: 'kept' }, hasContent: true, ground: 'site-role' },
  ...{ covered: true, purpose: '', policy },
};
const secret = { level: 'top-secret', state: 'kept' } as const;

describe('a content is opened', () => {
  it.each<[string, Partial<OpeningFacts>, string]>([
    ['an ordinary one without a purpose', {}, 'accepted'],
    ['a secret one without', { file: secret }, 'PURPOSE_MISSING'],
    ['a secret one for a purpose of 3 characters', { file: secret, purpose: '看合同' }, 'PURPOSE_MISSING'],
    ['a secret one for a purpose of 4 characters', { file: secret, purpose: '核对合同' }, 'accepted'],
    ['for a purpose of 200 characters', { purpose: '核'.repeat(200) }, 'accepted'],
    ['for a purpose of 201 characters', { purpose: '核'.repeat(201) }, 'PURPOSE_MISSING'],
    ['where there is none', { hasContent: false }, 'CONTENT_NONE'],
    [
      'of a file that is being destroyed',
      { file: { ...secret, state: 'destroying' }, purpose: '核对合同' },
      'CONTENT_NONE',
    ],
    ['by a grant for another act', { covered: false }, 'CONTENT_NOT_GRANTED'],
  ])('%s: %3$s', (_, changes, told) => {
    expect(code(decideOpening({ ...opening, ...changes }))).toBe(told);
  });

  it('is good for a minute', () => {
    expect(decideOpening(opening)).toMatchObject({ events: [{ goodUntil: later(60) }] });
  });
});
