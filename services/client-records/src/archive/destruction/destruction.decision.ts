import {
  accepted,
  type Decision,
  firstRefusal,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  type Text,
  text,
} from '@shouwen/kernel';
import type { Carrier, FileState } from '../file.ts';
import { longestReason } from '../files/fileTitle.ts';
import { isRetentionOver } from '../files/retention.ts';
import { type DestructionMethod, type DestructionState, mostFilesAtOnce, paperMethods } from './destruction.ts';

export type DestructionRefusal = Refusal<
  | 'NO_FILES'
  | 'REASON_INVALID'
  | 'FILE_NOT_KEPT'
  | 'RETENTION_NOT_OVER'
  | 'FILE_UNDER_HOLD'
  | 'FILE_OUT'
  | 'FILE_IN_CASE'
  | 'DESTRUCTION_PROPOSED'
  | 'DESTRUCTION_NEEDS_ANOTHER'
  | 'DESTRUCTION_DECIDED'
  | 'DESTRUCTION_NOT_APPROVED'
  | 'METHOD_NOT_FIT'
>;

/** One of the files, as it stands now. */
export type DoomedFile = {
  readonly fileId: string;
  readonly carrier: Carrier;
  readonly state: FileState;
  readonly keepThrough: string | null;
  readonly underHold: boolean;
  readonly onLoan: boolean;
  /** A case about the client's data is open. */
  readonly inCase: boolean;
  /** In another destruction that was not rejected. */
  readonly elsewhere: boolean;
};

export type DestructionFacts = {
  readonly now: Date;
  readonly today: string;
  readonly by: string;
  readonly files: readonly DoomedFile[];
};

const refusal = (code: DestructionRefusal['code'], zh: string, en: string): DestructionRefusal => ({
  code,
  rule: 'CR-3.05',
  message: text(zh, en),
});

type Rule = Requirement<DestructionFacts, DestructionRefusal>;

const areSome: Rule = ({ files }) =>
  files.length >= 1 && files.length <= mostFilesAtOnce
    ? null
    : refusal('NO_FILES', '一次须为 1 至 100 件档案。', 'A destruction is of 1 to 100 files.');

const areKept: Rule = ({ files }) =>
  files.every(({ state }) => state === 'kept')
    ? null
    : refusal('FILE_NOT_KEPT', '有档案已销毁。', 'One of the files is destroyed already.');

const areOver: Rule = ({ files, today }) =>
  files.every(({ keepThrough }) => isRetentionOver(keepThrough, today))
    ? null
    : refusal('RETENTION_NOT_OVER', '保管期限未满，不得销毁。', 'The retention of one of the files is not over.');

const areNotHeld: Rule = ({ files }) =>
  files.some(({ underHold }) => underHold)
    ? refusal('FILE_UNDER_HOLD', '有档案已冻结，不得销毁。', 'One of the files is under a legal hold.')
    : null;

const areIn: Rule = ({ files }) =>
  files.some(({ onLoan }) => onLoan) ? refusal('FILE_OUT', '有档案借出未还。', 'One of the files is lent out.') : null;

const areInNoCase: Rule = ({ files }) =>
  files.some(({ inCase }) => inCase)
    ? refusal('FILE_IN_CASE', '有档案涉及未结案件。', 'A case about one of the clients is open.')
    : null;

const areProposedOnce: Rule = ({ files }) =>
  files.some(({ elsewhere }) => elsewhere)
    ? refusal(
        'DESTRUCTION_PROPOSED',
        '有档案已在其他销毁申请中。',
        'One of the files is proposed for destruction already.',
      )
    : null;

// Asked at each step anew: a hold, a loan or a case may have come between them.
const standing: readonly Rule[] = [areSome, areKept, areOver, areNotHeld, areIn, areInNoCase];

type Outcome = Decision<{ readonly done: true }, DestructionRefusal>;
type Ending = { readonly outcome: string; readonly summary: Text };

const decide = <Facts extends DestructionFacts>(
  facts: Facts,
  rules: readonly Requirement<Facts, DestructionRefusal>[],
  { outcome, summary }: Ending,
): Outcome => {
  const why = reasoning(facts.now).apply('CR-3.05').fact('by', facts.by, facts.now).fact('files', facts.files.length);
  why.fact('latestKeepThrough', latest(facts.files)).fact('today', facts.today);
  const no = firstRefusal(rules, facts);
  return no
    ? refused(no, why.explain('REFUSED', no.message))
    : accepted([{ done: true as const }], why.explain(outcome, summary));
};

/** The last day on which any of them had to be kept; null: one is kept for ever. */
const latest = (files: readonly DoomedFile[]): string | null => {
  const days = files.map(({ keepThrough }) => keepThrough);
  return days.includes(null) ? null : (days.sort().at(-1) ?? null);
};

export type ProposalFacts = DestructionFacts & { readonly reason: string };

const hasReason: Requirement<{ readonly reason: string }, DestructionRefusal> = ({ reason }) =>
  reason.length >= 4 && reason.length <= longestReason
    ? null
    : refusal('REASON_INVALID', '须说明理由（4 至 500 字）。', 'State in 4 to 500 characters why.');

/** CR-3.05: proposed when the retention is over and nothing keeps the files: no hold, no loan, no case. */
export const decideProposal = (facts: ProposalFacts): Outcome =>
  decide(facts, [...standing, areProposedOnce, hasReason], {
    outcome: 'PROPOSED',
    summary: text('已提出销毁，待批准。', 'The destruction is proposed and waits for approval.'),
  });

export type ApprovalFacts = DestructionFacts & { readonly state: DestructionState; readonly proposedBy: string };

const isOpen: Requirement<ApprovalFacts, DestructionRefusal> = ({ state }) =>
  state === 'proposed' ? null : refusal('DESTRUCTION_DECIDED', '该申请已有决定。', 'It was decided on already.');

const isAnother: Requirement<ApprovalFacts, DestructionRefusal> = ({ by, proposedBy }) =>
  by === proposedBy
    ? refusal('DESTRUCTION_NEEDS_ANOTHER', '提出人不得批准。', 'Whoever proposed it does not decide on it.')
    : null;

/** CR-3.05: approved by another person. */
export const decideApproval = (facts: ApprovalFacts): Outcome =>
  decide(facts, [isOpen, isAnother, ...standing], {
    outcome: 'APPROVED',
    summary: text('已批准，待监销。', 'It is approved and waits for the witness.'),
  });

export type RejectionFacts = ApprovalFacts & { readonly reason: string };

const isNotCarriedOut: Requirement<ApprovalFacts, DestructionRefusal> = ({ state }) =>
  state === 'proposed' || state === 'approved'
    ? null
    : refusal('DESTRUCTION_DECIDED', '该申请已有决定。', 'It was decided on already.');

/** Rejected by another person, or called back after the approval while nothing is destroyed yet. */
export const decideRejection = (facts: RejectionFacts): Outcome =>
  decide(facts, [isNotCarriedOut, isAnother, hasReason], {
    outcome: 'REJECTED',
    summary: text('不予销毁。', 'The files are not destroyed.'),
  });

export type WitnessFacts = DestructionFacts & {
  readonly state: DestructionState;
  readonly proposedBy: string;
  readonly decidedBy: string | null;
  readonly method: DestructionMethod;
};

const isApproved: Requirement<WitnessFacts, DestructionRefusal> = ({ state }) =>
  state === 'approved'
    ? null
    : refusal('DESTRUCTION_NOT_APPROVED', '销毁未经批准。', 'The destruction is not approved.');

const isThird: Requirement<WitnessFacts, DestructionRefusal> = ({ by, proposedBy, decidedBy }) =>
  by === proposedBy || by === decidedBy
    ? refusal('DESTRUCTION_NEEDS_ANOTHER', '监销人须为第三人。', 'A third person witnesses it.')
    : null;

const methodFits: Requirement<WitnessFacts, DestructionRefusal> = ({ files, method }) =>
  files.some(({ carrier }) => carrier === 'paper') === (paperMethods as readonly DestructionMethod[]).includes(method)
    ? null
    : refusal(
        'METHOD_NOT_FIT',
        '纸质档案须碎纸、化浆或焚烧，电子档案须删除。',
        'Paper is shredded, pulped or burned; electronic files alone are erased.',
      );

/** CR-3.05: witnessed by a third person, who records the way; the contents of electronic files are erased with it. */
export const decideWitnessing = (facts: WitnessFacts): Outcome =>
  decide(facts, [isApproved, isThird, ...standing, methodFits], {
    outcome: 'CARRIED_OUT',
    summary: text('已监销并记录。', 'It was carried out before a witness, and recorded.'),
  });
