import { appendAudits } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { saveVerdicts, uncheckedRows } from './importRowStore.ts';
import { type ClientImport, setImportState } from './importStore.ts';
import { actingViewer, type ImportDesk, type JudgedRow, judgeRows, readRows } from './judgeRows.ts';

/** Looks through the next rows; the last batch ends the looking. What it finds is written down as a search would be (CR-2.04). */
export const checkBatch = async (tx: Tx, desk: ImportDesk, one: ClientImport): Promise<number> => {
  const rows = await uncheckedRows(tx, one.id, desk.atOnce);
  if (rows.length === 0) {
    await setImportState(tx, one.id, 'checked');
    return 1;
  }
  const judged = await judgeRows(tx, desk, { one, rows: await readRows(tx, desk, { one, rows }) });
  await saveVerdicts(
    tx,
    one.id,
    judged.map((row) => toChecked(desk, row)),
  );
  const found = judged.flatMap(({ verdict, clientId }) => (verdict === 'known' && clientId !== null ? [clientId] : []));
  await appendAudits(
    tx,
    found.map((id) => ({
      ...{
        at: desk.now,
        actor: actingViewer(one),
        siteId: one.siteId,
        action: 'client.importCheck',
        decision: 'allowed' as const,
      },
      ...{ resource: { type: 'Client', id }, detail: 'phone', reason: one.id },
    })),
  );
  return rows.length;
};

/** Whom only another site knows is not told before the row is taken over. */
const toChecked = ({ vault }: ImportDesk, { row, read, verdict, refused, clientId }: JudgedRow) => ({
  ...{ row, verdict, refused, clientId: verdict === 'known' ? clientId : null },
  phoneIndex: 'code' in read ? null : vault.blindIndex('phone', read.phone),
});
