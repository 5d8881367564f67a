import { addDays, daysBetween, type Reasoning, text } from '@shouwen/kernel';
import type { ClosedDeal, EffectiveShare, SickLeave } from '../commission.ts';
import type { CommissionPolicy } from '../policy/commissionPolicy.ts';

/** Who divides the consultants' part of the money, and who the performance. */
export type Attribution = {
  readonly money: readonly EffectiveShare[];
  readonly performance: readonly EffectiveShare[];
};

/**
 * FI-1.04: what a sick leave of the owner that covers the day of the closing changes. Its days are those of the whole approved
 * leave, calendar days, the first one included. Where nobody but the owner is known to have closed, all stays with the owner.
 */
export const afterSickLeave = (
  deal: ClosedDeal,
  { leave, policy, reasons }: { leave: SickLeave | null; policy: CommissionPolicy; reasons: Reasoning },
): Attribution => {
  const asTold: Attribution = { money: deal.consultants, performance: deal.consultants };
  if (leave === null) return asTold;
  if (!policy['sickLeave.enabled']) {
    reasons.reject('FI-1.04', text('本案场未启用病假规定。', 'This site has not switched the sick-leave rule on.'));
    return asTold;
  }
  const days = daysBetween(leave.from, leave.through) + 1;
  const closer = deal.closedBy ?? null;
  reasons.fact('sickLeave.of', leave.staffId).fact('sickLeave.from', leave.from).fact('sickLeave.days', days);
  reasons.fact('closedBy', closer, deal.closedAt).fact('closedOn', deal.closedOn);
  if (days > policy['sickLeave.wholeDays'] && (closer === null || closer === leave.staffId)) {
    const nobodyElse = text(
      '无其他同事成交的记录，全部归原顾问。',
      'No colleague is known to have closed: all of it stays with the owner.',
    );
    reasons.reject('FI-1.04', nobodyElse);
    return asTold;
  }
  reasons.apply('FI-1.04');
  if (days <= policy['sickLeave.wholeDays'] || closer === null) return asTold;
  const redistributed = replaced(deal.consultants, leave.staffId, [{ staffId: closer, parts: 100 }]);
  if (days > policy['sickLeave.sharedDays']) return { money: redistributed, performance: redistributed };
  const part = policy['sickLeave.ownerPart'];
  const shared = [
    { staffId: leave.staffId, parts: part },
    { staffId: closer, parts: 100 - part },
  ];
  return { money: replaced(deal.consultants, leave.staffId, shared), performance: deal.consultants };
};

/** The owner's parts divided by per cent among those who take the owner's place; nobody stands in the list twice. */
const replaced = (
  consultants: readonly EffectiveShare[],
  ownerId: string,
  instead: readonly { readonly staffId: string; readonly parts: number }[],
): EffectiveShare[] => {
  const all = consultants.flatMap((one): EffectiveShare[] =>
    one.staffId !== ownerId || one.role !== 'owner'
      ? [{ ...one, parts: one.parts * 100 }]
      : instead.map(({ staffId, parts }) => ({
          staffId,
          parts: one.parts * parts,
          role: staffId === ownerId ? 'owner' : 'closer',
        })),
  );
  const merged = new Map<string, EffectiveShare>();
  for (const share of all) {
    const known = merged.get(share.staffId);
    merged.set(share.staffId, known ? { ...known, parts: known.parts + share.parts } : share);
  }
  return [...merged.values()].filter(({ parts }) => parts > 0);
};

export type LeaveDays = { readonly from: string; readonly through: string };

/**
 * The whole of the approved leave that a day belongs to: leaves that follow each other without a day between them are one, so
 * that an extension counts like a leave approved at once. Null when the day is not in any.
 */
export const wholeLeave = (leaves: readonly LeaveDays[], day: string): LeaveDays | null => {
  const sorted = [...leaves].sort((a, b) => (a.from < b.from ? -1 : 1));
  const whole: LeaveDays[] = [];
  for (const leave of sorted) {
    const last = whole.at(-1);
    if (last === undefined || leave.from > addDays(last.through, 1)) whole.push(leave);
    else if (leave.through > last.through) whole[whole.length - 1] = { ...last, through: leave.through };
  }
  return whole.find(({ from, through }) => from <= day && day <= through) ?? null;
};
