import type { PolicyVersion } from '@shouwen/kernel';
import { accepted, type Decision, firstRefusal, type Requirement, reasoning, refused, text } from '@shouwen/kernel';
import type { ArchiveFile } from '../../archive/index.ts';
import type { RecordsPolicy } from '../../policies/index.ts';
import { type NamedFile, readFileName } from '../checks/index.ts';
import { type ContentRefusal, contentRefusal } from '../contentRefusal.ts';

export type UploadPolicy = Pick<
  RecordsPolicy,
  'content.largestBytes' | 'content.openUploads' | 'content.uploadMinutes'
>;

export type BeginFacts = {
  readonly now: Date;
  readonly by: string;
  readonly file: Pick<ArchiveFile, 'carrier' | 'state' | 'objectId'>;
  readonly bytes: number;
  readonly sha256: string;
  readonly name: string;
  readonly underWay: number;
  /** Whether the client's key was destroyed: nothing can be sealed under it any more. */
  readonly erased: boolean;
  readonly policy: PolicyVersion<UploadPolicy>;
};

export type UploadBegun = NamedFile & { readonly liveUntil: Date };

type Rule = Requirement<BeginFacts, ContentRefusal>;

const fileIsElectronic: Rule = ({ file }) =>
  file.carrier === 'electronic' ? null : contentRefusal('CONTENT_NOT_ELECTRONIC');

const fileIsKept: Rule = ({ file }) => (file.state === 'kept' ? null : contentRefusal('FILE_NOT_KEPT'));

const fileIsEmpty: Rule = ({ file }) => (file.objectId === null ? null : contentRefusal('CONTENT_ALREADY_THERE'));

const clientIsThere: Rule = ({ erased }) => (erased ? contentRefusal('CLIENT_ERASED') : null);

const sizeIsAllowed: Rule = ({ bytes, policy }) => {
  if (!Number.isInteger(bytes) || bytes < 1) return contentRefusal('CONTENT_EMPTY');
  return bytes <= policy.params['content.largestBytes'] ? null : contentRefusal('CONTENT_TOO_LARGE');
};

const checksumIsOne: Rule = ({ sha256 }) => (/^[0-9a-f]{64}$/.test(sha256) ? null : contentRefusal('CHECKSUM_INVALID'));

const nameIsSafe: Rule = ({ name }) => {
  const read = readFileName(name);
  return typeof read === 'string' ? contentRefusal(read) : null;
};

const notTooMany: Rule = ({ underWay, policy }) =>
  underWay < policy.params['content.openUploads'] ? null : contentRefusal('UPLOADS_TOO_MANY');

const rules = [
  fileIsElectronic,
  fileIsKept,
  fileIsEmpty,
  clientIsThere,
  sizeIsAllowed,
  checksumIsOne,
  nameIsSafe,
  notTooMany,
];

/** CR-3.01, S24: what is refused by what is said of it, before a byte of it is taken. */
export const decideBeginning = (facts: BeginFacts): Decision<UploadBegun, ContentRefusal> => {
  const { now, by, bytes, sha256, policy } = facts;
  const why = reasoning(now)
    .apply('CR-3.01')
    .under(policy)
    .fact('by', by, now)
    .fact('bytes', bytes)
    .fact('sha256', sha256);
  const refusal = firstRefusal(rules, facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const liveUntil = new Date(now.getTime() + policy.params['content.uploadMinutes'] * 60_000);
  const named = readFileName(facts.name) as NamedFile;
  return accepted(
    [{ ...named, liveUntil }],
    why
      .fact('liveUntil', liveUntil.toISOString())
      .explain('UPLOAD_BEGUN', text('可以上传。', 'The content may be uploaded.')),
  );
};
