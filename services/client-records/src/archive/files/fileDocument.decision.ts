import { accepted, type Decision, firstRefusal, type Requirement, reasoning, refused, text } from '@shouwen/kernel';
import { type FileRefusal, fileRefusal } from '../archiveRefusal.ts';
import { type Carrier, type FileLevel, isClassified } from '../file.ts';
import { isTitle } from './fileTitle.ts';
import { isRetention, keptThrough, type Retention } from './retention.ts';

/** Where a paper would lie. */
export type Place = {
  /** Whether the shelf is one of those kept apart for classified files. */
  readonly classified: boolean;
  readonly sameSite: boolean;
  readonly position: number;
  readonly isTaken: boolean;
};

export type FilingFacts = {
  readonly now: Date;
  readonly by: string;
  readonly archiveOpenedAt: Date | null;
  readonly title: string;
  readonly carrier: Carrier;
  readonly level: FileLevel;
  /** Null when none was named. */
  readonly place: Place | null;
  readonly retention: Retention;
};

export type FileFiled = { readonly keepThrough: string | null };

const archiveIsOpen: Requirement<FilingFacts, FileRefusal> = ({ archiveOpenedAt }) =>
  archiveOpenedAt === null
    ? fileRefusal('ARCHIVE_NOT_OPEN', 'CR-3.03', '该客户尚未建档。', 'The client has no archive yet: open it first.')
    : null;

const titleIsOne: Requirement<FilingFacts, FileRefusal> = ({ title }) =>
  isTitle(title)
    ? null
    : fileRefusal('TITLE_INVALID', 'CR-3.01', '题名须为 1 至 200 字。', 'A title has 1 to 200 characters.');

const placeFitsCarrier: Requirement<{ carrier: Carrier; place: Place | null }, FileRefusal> = ({ carrier, place }) =>
  (carrier === 'paper') === (place !== null)
    ? null
    : fileRefusal(
        'PLACE_NOT_FIT',
        'CR-3.01',
        '纸质档案须有架位，电子档案没有。',
        'A paper has a place on a shelf, an electronic file has none.',
      );

/** CR-3.01, CR-3.02: on a shelf of the site, a free place, and classified files never among others. */
export const placeIsFree: Requirement<{ level: FileLevel; place: Place | null }, FileRefusal> = ({ level, place }) => {
  if (place === null) return null;
  if (!place.sameSite || !Number.isInteger(place.position) || place.position < 1 || place.position > 10_000)
    return fileRefusal('PLACE_NOT_FIT', 'CR-3.01', '架位无效。', 'This is no place on a shelf of the site.');
  if (place.classified !== isClassified(level))
    return fileRefusal(
      'SHELF_NOT_APART',
      'CR-3.02',
      '机密、绝密档案须与其他档案分柜存放。',
      'Classified files lie on shelves of their own, others never there.',
    );
  return place.isTaken ? fileRefusal('PLACE_TAKEN', 'CR-3.01', '该架位已有档案。', 'Another file lies there.') : null;
};

export const retentionIsOne: Requirement<{ retention: Retention }, FileRefusal> = ({ retention }) =>
  isRetention(retention)
    ? null
    : fileRefusal(
        'RETENTION_INVALID',
        'CR-3.01',
        '保管期限须为 1 至 100 年或永久。',
        'Retention is 1 to 100 years, or for ever.',
      );

const requirements = [archiveIsOpen, titleIsOne, placeFitsCarrier, placeIsFree, retentionIsOne];

/**
 * CR-3.01, CR-3.03: papers are filed into an archive that is open, approved or not: keeping them elsewhere until the approval would be
 * the scattered keeping that the rule forbids.
 */
export const decideFiling = (facts: FilingFacts): Decision<FileFiled, FileRefusal> => {
  const { now, by, level, carrier, retention } = facts;
  const why = reasoning(now)
    .apply('CR-3.01', 'CR-3.03')
    .fact('by', by, now)
    .fact('level', level)
    .fact('carrier', carrier);
  if (isClassified(level)) why.apply('CR-3.02');
  const refusal = firstRefusal(requirements, facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const keepThrough = keptThrough(retention);
  why.fact('retentionFrom', retention.from).fact('keepThrough', keepThrough);
  return accepted([{ keepThrough }], why.explain('FILED', text('已归档。', 'The file is in the archive.')));
};
