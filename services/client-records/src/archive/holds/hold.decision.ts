import { accepted, type Decision, firstRefusal, type Requirement, reasoning, refused, text } from '@shouwen/kernel';
import { type FileRefusal, fileRefusal } from '../archiveRefusal.ts';
import { longestReason } from '../files/fileTitle.ts';

export type HoldFacts = { readonly now: Date; readonly by: string; readonly reason: string };
export type PlacingFacts = HoldFacts & { readonly isDestroyed: boolean };
export type ReleasingFacts = HoldFacts & { readonly releasedAt: Date | null };

const hasReason: Requirement<HoldFacts, FileRefusal> = ({ reason }) =>
  reason.length >= 4 && reason.length <= longestReason
    ? null
    : fileRefusal('REASON_INVALID', 'CR-3.05', '须说明理由（4 至 500 字）。', 'State in 4 to 500 characters why.');

const isThere: Requirement<PlacingFacts, FileRefusal> = ({ isDestroyed }) =>
  isDestroyed ? fileRefusal('FILE_NOT_KEPT', 'CR-3.05', '该档案已销毁。', 'The file is destroyed already.') : null;

const stands: Requirement<ReleasingFacts, FileRefusal> = ({ releasedAt }) =>
  releasedAt === null
    ? null
    : fileRefusal('NOTHING_CHANGED', 'CR-3.05', '冻结已解除。', 'The hold was released already.');

/** CR-3.05: a legal hold freezes: nothing is destroyed, reclassified, erased or taken out while one stands. Several may stand at once. */
export const decidePlacing = (facts: PlacingFacts): Decision<{ readonly done: true }, FileRefusal> => {
  const why = reasoning(facts.now).apply('CR-3.05').fact('by', facts.by, facts.now);
  const refusal = firstRefusal<PlacingFacts, FileRefusal>([hasReason, isThere], facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  return accepted([{ done: true as const }], why.explain('HELD', text('已冻结。', 'The hold is in place.')));
};

export const decideReleasing = (facts: ReleasingFacts): Decision<{ readonly done: true }, FileRefusal> => {
  const why = reasoning(facts.now).apply('CR-3.05').fact('by', facts.by, facts.now);
  const refusal = firstRefusal<ReleasingFacts, FileRefusal>([stands, hasReason], facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  return accepted([{ done: true as const }], why.explain('RELEASED', text('已解冻。', 'The hold is released.')));
};
