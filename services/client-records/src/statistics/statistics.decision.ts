import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import type { Figure } from './figure.ts';

export type StatisticsCode =
  | ('REPORT_STATE' | 'OWN_REPORT' | 'OWN_CORRECTION' | 'REASON_MISSING')
  | ('FIGURE_UNKNOWN' | 'FIGURE_UNCHANGED' | 'CORRECTION_OPEN');
type No = Refusal<StatisticsCode>;

const no = (code: StatisticsCode, zh: string, en: string): No => ({ code, rule: 'CR-4.09', message: text(zh, en) });

export type Verdict = 'approved' | 'refused';
type Judged = { readonly verdict: Verdict; readonly reason: string | null; readonly now: Date; readonly by: string };

const reasonMissing = ({ verdict, reason }: Judged): boolean =>
  verdict === 'refused' && (reason === null || reason.trim().length < 4);

export type CheckFacts = Judged & {
  readonly state: string;
  /** Who asked for it, and who reads it. */
  readonly parties: readonly string[];
};

/** CR-4.09: before it is issued another person than whoever asked for it looks at it. */
export const decideCheck = (facts: CheckFacts): Decision<{ readonly verdict: Verdict }, No> => {
  const why = reasoning(facts.now).apply('CR-4.09').fact('state', facts.state).fact('by', facts.by);
  const refuse = (refusal: No) => refused(refusal, why.explain(refusal.code, refusal.message));
  if (facts.state !== 'prepared') return refuse(notPrepared);
  if (facts.parties.includes(facts.by)) return refuse(ownReport);
  if (reasonMissing(facts)) return refuse(noReason);
  return accepted(
    [{ verdict: facts.verdict }],
    why.explain(facts.verdict, facts.verdict === 'approved' ? issued : sentBack),
  );
};

export type ProposalFacts = {
  readonly now: Date;
  readonly state: string;
  readonly figures: readonly Figure[];
  readonly wanted: { readonly group: string; readonly key: string; readonly value: number };
  readonly reason: string;
  /** Another correction waits for the general manager. */
  readonly open: boolean;
};

/** CR-4.09: one figure of a report that was issued, for a reason; what is not shown cannot be set right. */
export const decideProposal = (facts: ProposalFacts): Decision<{ readonly from: number }, No> => {
  const { state, figures, wanted, reason, open } = facts;
  const why = reasoning(facts.now)
    .apply('CR-4.09')
    .fact('figure', `${wanted.group}.${wanted.key}`)
    .fact('to', wanted.value);
  const refuse = (refusal: No) => refused(refusal, why.explain(refusal.code, refusal.message));
  if (state !== 'issued') return refuse(notIssued);
  const figure = figures.find(({ group, key }) => group === wanted.group && key === wanted.key);
  const sound = Number.isSafeInteger(wanted.value) && wanted.value >= 0 && wanted.value <= 10_000_000;
  if (figure === undefined || figure.value === null || !sound) return refuse(unknownFigure);
  if (figure.value === wanted.value) return refuse(unchanged);
  if (open) return refuse(another);
  if (reason.trim().length < 4) return refuse(noReason);
  return accepted([{ from: figure.value }], why.fact('from', figure.value).explain('proposed', proposed));
};

export type CorrectionFacts = Judged & { readonly decided: boolean; readonly proposedBy: string };

/** CR-4.09: the general manager decides about it, never about the own one. */
export const decideCorrection = (facts: CorrectionFacts): Decision<{ readonly verdict: Verdict }, No> => {
  const why = reasoning(facts.now).apply('CR-4.09').fact('by', facts.by).fact('proposedBy', facts.proposedBy);
  const refuse = (refusal: No) => refused(refusal, why.explain(refusal.code, refusal.message));
  if (facts.decided) return refuse(notOpen);
  if (facts.proposedBy === facts.by) return refuse(ownCorrection);
  if (reasonMissing(facts)) return refuse(noReason);
  const said = facts.verdict === 'approved' ? corrected : left;
  return accepted([{ verdict: facts.verdict }], why.explain(facts.verdict, said));
};

const notPrepared = no('REPORT_STATE', '该报表不在复核中。', 'The report does not wait to be checked.');
const notIssued = no('REPORT_STATE', '该报表尚未发布。', 'The report is not issued.');
const notOpen = no('REPORT_STATE', '该更正已有决定。', 'The correction is decided already.');
const ownReport = no(
  'OWN_REPORT',
  '报表须由申请人、阅读人以外的人复核。',
  'Somebody else than whoever asked for it, or reads it, checks it.',
);
const ownCorrection = no('OWN_CORRECTION', '不得批准本人提出的更正。', 'Nobody approves their own correction.');
const noReason = no('REASON_MISSING', '须说明理由（至少4个字）。', 'State the reason, in 4 characters at least.');
const unknownFigure = no(
  'FIGURE_UNKNOWN',
  '报表中没有此数字，或数值无效。',
  'The report shows no such figure, or it can be none.',
);
const unchanged = no('FIGURE_UNCHANGED', '数字没有变化。', 'The figure is as it was.');
const another = no('CORRECTION_OPEN', '已有一项更正待批准。', 'Another correction waits for approval.');
const issued = text('报表经复核发布。', 'The report was checked and issued.');
const sentBack = text('报表退回重编。', 'The report is sent back and prepared anew.');
const proposed = text('已提出更正，待总经理批准。', 'The correction waits for the general manager.');
const corrected = text('已批准更正，并在客服部备案。', 'The correction was approved and is filed with client service.');
const left = text('未批准更正。', 'The correction was not approved.');
