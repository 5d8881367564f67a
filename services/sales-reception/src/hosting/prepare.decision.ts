import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import type { Preparer } from './hosting.ts';

/** SR-12.03: ready by the end of the last minute; twenty minutes exactly are in time. */
export const isInTime = (readyAt: Date, prepareUntil: Date): boolean => readyAt <= prepareUntil;

export type Readiness = 'preparing' | 'in-time' | 'late' | 'overdue';

/** How far a preparer is at this instant. */
export const readinessOf = (readyAt: Date | null, prepareUntil: Date, now: Date): Readiness => {
  if (readyAt !== null) return isInTime(readyAt, prepareUntil) ? 'in-time' : 'late';
  return now <= prepareUntil ? 'preparing' : 'overdue';
};

export type PrepareFacts = {
  readonly now: Date;
  readonly preparer: Preparer;
  readonly noticeAt: Date;
  readonly prepareUntil: Date;
  readonly readyAt: Date | null;
};
export type Prepared = { readonly type: 'Prepared'; readonly inTime: boolean };

/** SR-12.03: security or cleaning has finished, in time or late; once. */
export const decidePrepared = (facts: PrepareFacts): Decision<Prepared, Refusal<'PREPARED_BEFORE'>> => {
  const { now, prepareUntil } = facts;
  const why = reasoning(now)
    .apply('SR-12.03')
    .fact('preparer', facts.preparer)
    .fact('notice', true, facts.noticeAt)
    .fact('until', true, prepareUntil);
  if (facts.readyAt !== null) {
    const message = text('已确认过准备完成。', 'This was confirmed before.');
    return refused({ code: 'PREPARED_BEFORE', rule: 'SR-12.03', message }, why.explain('refused', message));
  }
  const inTime = isInTime(now, prepareUntil);
  const summary = inTime ? text('按时完成准备。', 'Ready in time.') : text('准备完成，但已逾时。', 'Ready, but late.');
  return accepted([{ type: 'Prepared', inTime }], why.explain(inTime ? 'in-time' : 'late', summary));
};

export type ArchiveFacts = { readonly now: Date; readonly tourAt: Date; readonly archived: boolean };
export type HostingArchived = { readonly type: 'HostingArchived' };
export type ArchiveCode = 'TOUR_AHEAD' | 'ARCHIVED_BEFORE';

/** SR-12.03: afterwards photos and minutes are archived and the visit is logged; once. */
export const decideArchive = ({
  now,
  tourAt,
  archived,
}: ArchiveFacts): Decision<HostingArchived, Refusal<ArchiveCode>> => {
  const why = reasoning(now).apply('SR-12.03').fact('tour', true, tourAt);
  const code: ArchiveCode | null = archived ? 'ARCHIVED_BEFORE' : now < tourAt ? 'TOUR_AHEAD' : null;
  if (code) return refused({ code, rule: 'SR-12.03', message: messages[code] }, why.explain('refused', messages[code]));
  return accepted(
    [{ type: 'HostingArchived' }],
    why.explain('logged', text('资料已归档，来访已登记。', 'Archived and logged.')),
  );
};

const messages = {
  TOUR_AHEAD: text('参观尚未进行。', 'The tour has not taken place yet.'),
  ARCHIVED_BEFORE: text('该次接待已归档。', 'This hosting was archived before.'),
} as const;
