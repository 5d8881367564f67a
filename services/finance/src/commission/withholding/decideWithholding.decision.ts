import { type Explanation, formatYuan, reasoning, text } from '@shouwen/kernel';
import type { OwedLine, Withholding, WithholdingChange } from './withholding.ts';

export type WithholdingFacts = {
  /** Oldest first, released ones that still hold something included. */
  readonly withholdings: readonly Withholding[];
  readonly lines: readonly OwedLine[];
  /** What the person is owed as it stands now, after what is withheld already. */
  readonly owedFen: number;
};

/**
 * FI-1.06: what each withholding must keep back, as the difference to what it keeps back now. A deal's and a month's follow all that
 * the deal or the month brings, also later; a line is kept back once, by the oldest that is about it, a deal's before a month's.
 * `all` takes whatever else is owed; where less is owed than it took, it gives back.
 */
export const decideWithholdings = ({ withholdings, lines, owedFen }: WithholdingFacts): WithholdingChange[] => {
  const standing = withholdings.filter(({ releasedAt }) => releasedAt === null);
  const taken = new Set<OwedLine>();
  const changes: WithholdingChange[] = [];
  for (const withholding of withholdings.filter(({ releasedAt }) => releasedAt !== null))
    changes.push({ withholding, changeFen: -withholding.withheldFen });
  for (const kind of ['deal', 'month'] as const) {
    for (const withholding of standing.filter(({ scope }) => scope.of === kind)) {
      const covered = lines.filter((line) => !taken.has(line) && isAbout(withholding, line));
      for (const line of covered) taken.add(line);
      const target = Math.max(0, sumOf(covered.map(({ amountFen }) => amountFen)));
      changes.push({ withholding, changeFen: target - withholding.withheldFen });
    }
  }
  let leftFen = owedFen - sumOf(changes.map(({ changeFen }) => changeFen));
  for (const withholding of standing.filter(({ scope }) => scope.of === 'all')) {
    const changeFen = Math.max(leftFen, -withholding.withheldFen);
    changes.push({ withholding, changeFen });
    leftFen -= changeFen;
  }
  return changes.filter(({ changeFen }) => changeFen !== 0);
};

/** Why an amount is kept back, or given back. */
export const explainWithholding = ({ withholding, changeFen }: WithholdingChange, at: Date): Explanation => {
  const { sanctionId, scope, code, releasedAt, withheldFen } = withholding;
  const reasons = reasoning(at).apply('FI-1.06').fact('sanction', sanctionId).fact('code', code);
  reasons.fact('scope', scope.of);
  if (scope.of === 'deal') reasons.fact('deal', scope.dealId);
  if (scope.of === 'month') reasons.fact('month', scope.month);
  if (releasedAt) reasons.fact('releasedAt', releasedAt.toISOString(), releasedAt);
  reasons.fact('withheldBefore', withheldFen).fact('withheldAfter', withheldFen + changeFen);
  const amount = formatYuan(Math.abs(changeFen));
  return changeFen > 0
    ? reasons.explain('withheld', text(`因处罚扣发 ${amount} 元。`, `${amount} is withheld by a sanction.`))
    : reasons.explain('released', text(`返还扣发的 ${amount} 元。`, `${amount} that was withheld is released.`));
};

const isAbout = ({ scope }: Withholding, line: OwedLine): boolean => {
  if (scope.of === 'deal') return line.dealId === scope.dealId;
  return scope.of === 'month' && line.month === scope.month;
};

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);
