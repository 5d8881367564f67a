import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import { stopped } from './merge.decision.ts';
import type { MergeStopCode } from './mergeStops.ts';

export type UndoFacts = {
  readonly undoneAt: Date | null;
  readonly mergedAt: Date;
  readonly stops: readonly MergeStopCode[];
  readonly now: Date;
};
export type MergeUndone = { readonly type: 'MergeUndone' };
export type UndoRefusal = Refusal<'MERGE_UNDONE' | 'CLIENT_ON_HOLD' | 'CLIENT_ERASED'>;

/** CR-1.05: a merge can be undone, once: each record has again what it had, and what was added to it since. */
export const decideUndo = ({ undoneAt, mergedAt, stops, now }: UndoFacts): Decision<MergeUndone, UndoRefusal> => {
  const why = reasoning(now).apply('CR-1.05').fact('mergedAt', mergedAt.toISOString(), mergedAt);
  const [stop] = stops;
  const no = undoneAt !== null ? undone : stop ? (stopped[stop] as UndoRefusal) : null;
  if (no) return refused(no, why.explain('REFUSED', no.message));
  const summary = text(
    '合并已撤销，两份档案各自恢复，合并期间新增的内容归各自。',
    'The merge is undone: both records stand alone again, each with what was added to it since.',
  );
  return accepted([{ type: 'MergeUndone' }], why.explain('UNDONE', summary));
};

const undone: UndoRefusal = {
  code: 'MERGE_UNDONE',
  rule: 'CR-1.05',
  message: text('该合并已撤销。', 'This merge was undone already.'),
};
