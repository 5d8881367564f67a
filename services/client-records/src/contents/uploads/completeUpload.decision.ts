import { accepted, type Decision, firstRefusal, type Requirement, reasoning, refused, text } from '@shouwen/kernel';
import type { ArchiveFile } from '../../archive/index.ts';
import type { ContentKind } from '../checks/index.ts';
import { type ContentRefusal, contentRefusal } from '../contentRefusal.ts';
import { isReceiving, type Upload } from './upload.ts';
import type { Verified } from './verifyUpload.ts';

export type CompletionFacts = {
  readonly now: Date;
  readonly upload: Pick<Upload, 'state' | 'liveUntil' | 'bytes' | 'sha256'>;
  readonly file: Pick<ArchiveFile, 'state' | 'objectId'>;
  /** Null while parts are missing. */
  readonly found: Verified | null;
  /** Whether a scanner looks through contents before they are read. */
  readonly scanned: boolean;
};

export type UploadCompleted = { readonly kind: ContentKind; readonly state: 'attached' | 'quarantined' };

type Rule = Requirement<CompletionFacts, ContentRefusal>;

const goesOn: Rule = ({ upload, now }) => (isReceiving(upload, now) ? null : contentRefusal('UPLOAD_OVER'));

const isThere: Rule = ({ found }) => (found === null ? contentRefusal('UPLOAD_INCOMPLETE') : null);

const isAsSaid: Rule = ({ found }) => (found?.outcome === 'other' ? contentRefusal('CONTENT_NOT_AS_SAID') : null);

const isAllowed: Rule = ({ found }) => (found?.outcome === 'refused' ? contentRefusal(found.fault) : null);

/** CR-3.01: the content of a file is put in once and for all, and never into a file that is being destroyed. */
export const fileTakesIt: Requirement<Pick<CompletionFacts, 'file'>, ContentRefusal> = ({ file }) => {
  if (file.state !== 'kept') return contentRefusal('FILE_NOT_KEPT');
  return file.objectId === null ? null : contentRefusal('CONTENT_ALREADY_THERE');
};

const rules = [goesOn, isThere, isAsSaid, isAllowed, fileTakesIt];

/** CR-3.01, S24: what came in becomes the content of the file when it is whole, is what was said, and is of a kind that is filed. */
export const decideCompletion = (facts: CompletionFacts): Decision<UploadCompleted, ContentRefusal> => {
  const { now, upload, found, scanned } = facts;
  const why = reasoning(now).apply('CR-3.01').fact('bytes', upload.bytes).fact('sha256', upload.sha256);
  const refusal = firstRefusal(rules, facts);
  if (refusal || found?.outcome !== 'good') {
    const told = refusal ?? contentRefusal('UPLOAD_INCOMPLETE');
    return refused(told, why.explain('REFUSED', told.message));
  }
  why.fact('kind', found.kind);
  if (!scanned)
    return accepted(
      [{ kind: found.kind, state: 'attached' }],
      why.explain('ATTACHED', text('内容已归入档案。', 'The content is in the file.')),
    );
  return accepted(
    [{ kind: found.kind, state: 'quarantined' }],
    why.explain('QUARANTINED', text('内容待病毒扫描。', 'The content waits for the scanner.')),
  );
};
