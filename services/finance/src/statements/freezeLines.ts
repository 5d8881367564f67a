import { saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { formatYuan, reasoning, text } from '@shouwen/kernel';
import { countedLinesOfDeal, type Freeze, insertFreeze } from './freezeStore.ts';
import { totalOf } from './statement.ts';
import { linesOf, lockStatement, moveTo, takeOut } from './statementStore.ts';

export type Frozen = { readonly at: Date; readonly lineIds: readonly string[] };

/**
 * FI-1.09: takes lines out of a statement that is not approved yet. It goes back to its draft, because what was checked is not what
 * it comes to now. Nothing happens to an approved one: its payment leaves the frozen lines out.
 */
export const freezeLines = async (
  tx: Tx,
  statementId: string,
  { at, lineIds, newId }: Frozen & { readonly newId: () => string },
): Promise<void> => {
  const statement = await lockStatement(tx, statementId);
  if (!statement || (statement.state !== 'drafted' && statement.state !== 'checked')) return;
  await takeOut(tx, lineIds, 'frozen');
  const lines = await linesOf(tx, statementId);
  const totalFen = totalOf(lines.filter(({ state }) => state === 'counted'));
  const reasons = reasoning(at)
    .apply('FI-1.09', 'FI-1.07')
    .fact('month', statement.month)
    .fact('before', statement.totalFen);
  reasons.fact('frozen', lineIds).fact('total', totalFen);
  const amount = formatYuan(totalFen);
  const summary = text(
    `有冻结项目，结算改为 ${amount} 元，须重新复核。`,
    `Lines are frozen: it comes to ${amount} now, and is checked again.`,
  );
  const explanationId = newId();
  const explanation = reasons.explain('frozen', summary);
  const { siteId } = statement;
  await saveExplanation(tx, {
    id: explanationId,
    subject: { type: 'statement', id: statementId },
    siteId,
    explanation,
  });
  await moveTo(tx, statement, { state: 'drafted', checkedBy: null, checkedAt: null, totalFen, explanationId });
};

/** SR-7.04, FI-1.09: a dispute about a deal is open: its lines leave the statements that are not approved yet, and enter none. */
export const freezeDeal = async (tx: Tx, freeze: Freeze, newId: () => string): Promise<void> => {
  await insertFreeze(tx, freeze);
  const lines = await countedLinesOfDeal(tx, freeze.dealId);
  for (const statementId of new Set(lines.map((line) => line.statementId))) {
    const lineIds = lines.filter((line) => line.statementId === statementId).map(({ lineId }) => lineId);
    await freezeLines(tx, statementId, { at: freeze.at, lineIds, newId });
  }
};
