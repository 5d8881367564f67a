import {
  accepted,
  type Decision,
  firstRefusal,
  type Requirement,
  type RuleId,
  reasoning,
  refused,
  type Text,
  text,
} from '@shouwen/kernel';
import { type FileRefusal, fileRefusal } from '../archiveRefusal.ts';
import { type FileLevel, isClassified } from '../file.ts';
import { type Place, placeIsFree, retentionIsOne } from '../files/fileDocument.decision.ts';
import { longestReason } from '../files/fileTitle.ts';
import { keptThrough, type Retention } from '../files/retention.ts';
import type { FileStanding } from './actOnFile.ts';

type Rule<Facts> = Requirement<Facts & FileStanding, FileRefusal>;

const isKept: Rule<object> = ({ file }) =>
  file.state === 'kept'
    ? null
    : fileRefusal('FILE_NOT_KEPT', 'CR-3.05', '该档案已销毁或正在销毁。', 'The file is destroyed, or about to be.');

const isIn: Rule<object> = ({ onLoan }) =>
  onLoan
    ? fileRefusal('FILE_OUT', 'CR-4.04', '该档案已借出，请先归还。', 'The file is lent out: it has to come back first.')
    : null;

const isNotHeld: Rule<object> = ({ underHold }) => (underHold ? held : null);

const held = fileRefusal(
  'FILE_UNDER_HOLD',
  'CR-3.05',
  '该档案已冻结，不得变更。',
  'The file is under a legal hold: this is not changed.',
);

const hasReason: Rule<{ reason: string }> = ({ reason }) =>
  reason.length >= 4 && reason.length <= longestReason
    ? null
    : fileRefusal('REASON_INVALID', 'CR-3.01', '须说明理由（4 至 500 字）。', 'State in 4 to 500 characters why.');

const nothing = (rule: RuleId): FileRefusal =>
  fileRefusal('NOTHING_CHANGED', rule, '与现状相同，无须变更。', 'It stands like that already.');

const decide = <Facts extends FileStanding>(
  facts: Facts,
  { rules, applied, outcome, summary, shown }: Deciding<Facts>,
): Decision<{ readonly done: true }, FileRefusal> => {
  const why = reasoning(facts.now)
    .apply(...applied)
    .fact('by', facts.by, facts.now);
  why.fact('underHold', facts.underHold).fact('onLoan', facts.onLoan);
  for (const [name, value] of Object.entries(shown)) why.fact(name, value);
  const refusal = firstRefusal(rules, facts);
  return refusal
    ? refused(refusal, why.explain('REFUSED', refusal.message))
    : accepted([{ done: true as const }], why.explain(outcome, summary));
};

type Deciding<Facts> = {
  readonly rules: readonly Requirement<Facts, FileRefusal>[];
  readonly applied: readonly RuleId[];
  readonly outcome: string;
  readonly summary: Text;
  readonly shown: Readonly<Record<string, string | number | null>>;
};

export type Reclassification = FileStanding & {
  readonly level: FileLevel;
  readonly reason: string;
  /** Where a paper goes that changes to or from a classified level; null when none was named. */
  readonly place: Place | null;
  /** Whether the client's data were erased: with the key that would seal the title (CR-2.06). */
  readonly erased: boolean;
};

const changesKind = ({ file, level }: Reclassification): boolean => isClassified(file.level) !== isClassified(level);

const levelChanges: Requirement<Reclassification, FileRefusal> = ({ file, level }) =>
  file.level === level ? nothing('CR-3.02') : null;

const canBeSealed: Requirement<Reclassification, FileRefusal> = ({ erased, level }) =>
  erased && isClassified(level)
    ? fileRefusal(
        'FILE_NOT_KEPT',
        'CR-3.02',
        '客户资料已删除，不得升为机密。',
        'The data of the client were erased: nothing is sealed any more.',
      )
    : null;

const movesWhenKindChanges: Requirement<Reclassification, FileRefusal> = (facts) =>
  (changesKind(facts) && facts.file.carrier === 'paper') === (facts.place !== null)
    ? null
    : fileRefusal(
        'SHELF_NOT_APART',
        'CR-3.02',
        '密级跨越机密的纸质档案须移架，其余不移。',
        'A paper that becomes classified, or ceases to be, names its new place; no other does.',
      );

/** CR-3.02: a level is raised or lowered with a reason; a paper that becomes classified, or ceases to be, moves apart or back. */
export const decideReclassification = (facts: Reclassification) =>
  decide(facts, {
    rules: [isKept, canBeSealed, levelChanges, hasReason, isNotHeld, isIn, movesWhenKindChanges, placeIsFree],
    ...{ applied: ['CR-3.01', 'CR-3.02'], outcome: 'RECLASSIFIED', shown: { from: facts.file.level, to: facts.level } },
    summary: text('密级已变更。', 'The level is changed.'),
  });

export type Move = FileStanding & {
  readonly place: Place;
  /** Whether it stays in its room. */
  readonly sameRoom: boolean;
  readonly samePlace: boolean;
};

const isPaper: Rule<object> = ({ file }) =>
  file.carrier === 'paper'
    ? null
    : fileRefusal('PLACE_NOT_FIT', 'CR-3.01', '电子档案没有架位。', 'An electronic file has no place on a shelf.');

const moves: Requirement<Move, FileRefusal> = ({ samePlace }) => (samePlace ? nothing('CR-3.01') : null);

const staysInRoomWhenHeld: Requirement<Move, FileRefusal> = ({ underHold, sameRoom }) =>
  underHold && !sameRoom ? held : null;

const placeFits: Requirement<Move, FileRefusal> = ({ file, place }) => placeIsFree({ level: file.level, place });

/** CR-3.01, CR-3.05: a paper moves to a free place; one under a hold not out of its room. */
export const decideMove = (facts: Move) =>
  decide(facts, {
    rules: [isKept, isPaper, moves, staysInRoomWhenHeld, isIn, placeFits],
    ...{ applied: ['CR-3.01', 'CR-3.02'], outcome: 'MOVED', shown: { position: facts.place.position } },
    summary: text('架位已变更。', 'The file has its new place.'),
  });

const changesHands: Rule<object> = ({ file, by }) => (file.custodianId === by ? nothing('CR-3.02') : null);

/** CR-3.02: whoever takes the custody signs for it. */
export const decideCustody = (facts: FileStanding) =>
  decide(facts, {
    rules: [isKept, changesHands],
    ...{ applied: ['CR-3.01', 'CR-3.02'], outcome: 'TAKEN_OVER', shown: { from: facts.file.custodianId } },
    summary: text('保管人已变更。', 'The file has a new custodian.'),
  });

export type NewRetention = FileStanding & { readonly retention: Retention; readonly reason: string };

const isShorter = ({ file, retention }: NewRetention): boolean => {
  const through = keptThrough(retention);
  return through !== null && (file.keepThrough === null || through < file.keepThrough);
};

const retentionChanges: Requirement<NewRetention, FileRefusal> = ({ file, retention: { from, years } }) =>
  file.retentionFrom === from && file.retentionYears === years ? nothing('CR-3.01') : null;

const isNotHeldWhenShortened: Requirement<NewRetention, FileRefusal> = (facts) =>
  facts.underHold && isShorter(facts) ? held : null;

/** CR-3.05: shortening must not make over at once what was not over. */
const doesNotEndAtOnce: Requirement<NewRetention, FileRefusal> = (facts) =>
  isShorter(facts) && (keptThrough(facts.retention) ?? '') < facts.today
    ? fileRefusal(
        'RETENTION_INVALID',
        'CR-3.05',
        '缩短后的期限不得早于当日。',
        'A shortened retention ends today at the earliest.',
      )
    : null;

/** CR-3.01, CR-3.05: retention is set anew with a reason. */
export const decideRetention = (facts: NewRetention) =>
  decide(facts, {
    rules: [isKept, retentionIsOne, retentionChanges, hasReason, isNotHeldWhenShortened, doesNotEndAtOnce],
    ...{ applied: ['CR-3.01', 'CR-3.05'], outcome: 'RETENTION_SET' },
    shown: { was: facts.file.keepThrough, becomes: facts.retention.from, years: facts.retention.years },
    summary: text('保管期限已变更。', 'The retention is changed.'),
  });
