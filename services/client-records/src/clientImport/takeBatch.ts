import { actorOf, appendAudits, saveExplanations } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { lockIdentity, lockPhoneIndexes, noteSites, type OpenedRecord, openRecords } from '../clients/index.ts';
import { formAt, placeOfValue, saveValues } from '../dossier/index.ts';
import { explainRow, outcomeOf } from './decideRow.decision.ts';
import type { ImportRow, RowOutcome } from './importRow.ts';
import { saveOutcomes, untakenRows } from './importRowStore.ts';
import { type ClientImport, endImport } from './importStore.ts';
import { actingViewer, type ImportDesk, indexesIn, type JudgedRow, judgeRows, readRows } from './judgeRows.ts';

type TakenRow = JudgedRow & { readonly outcome: RowOutcome; readonly explanationId: string | null };

/**
 * Takes the next rows over, all of them in this transaction or none: clients, dossiers, events, the trace, and what became of each row.
 * The last batch ends the import, and its key goes.
 */
export const takeBatch = async (tx: Tx, desk: ImportDesk, one: ClientImport): Promise<number> => {
  const waiting = await untakenRows(tx, one.id, desk.atOnce);
  if (waiting.length === 0) {
    await endImport(tx, one.id, 'done', desk.now);
    return 1;
  }
  const rows = await readRows(tx, desk, { one, rows: waiting });
  const { phones, identities } = indexesIn(
    desk.vault,
    rows.flatMap(({ read }) => ('code' in read ? [] : [read])),
  );
  await lockPhoneIndexes(tx, phones);
  await lockIdentity(tx, identities);
  const taken = (await judgeRows(tx, desk, { one, rows })).map((row) => take(desk, one, row));
  await open(tx, desk, { one, taken });
  await saveOutcomes(
    tx,
    one.id,
    taken.map(({ row, outcome, explanationId, refused, clientId }) => ({
      ...{ row, outcome, explanationId, refused: outcome === 'refused' ? refused : null },
      clientId: explanationId === null ? null : clientId,
    })),
  );
  await trace(tx, desk, { one, taken });
  return waiting.length;
};

const take = ({ newId }: ImportDesk, { opensPossible }: ClientImport, row: JudgedRow): TakenRow => {
  const before = row.verdictBefore;
  const outcome = outcomeOf({ decided: row, before: before ?? row.verdict, opensPossible: opensPossible ?? false });
  const decided = outcome === 'opened' || outcome === 'known';
  return {
    ...row,
    outcome,
    explanationId: decided ? newId() : null,
    clientId: row.clientId ?? (outcome === 'opened' ? newId() : null),
  };
};

type Taken = { readonly one: ClientImport; readonly taken: readonly TakenRow[] };

/** Opens those that nobody knows; those that only another site knows become known here (SR-2.06). */
const open = async (tx: Tx, desk: ImportDesk, { one, taken }: Taken): Promise<void> => {
  const { vault, newId, now } = desk;
  const opened = taken.filter(({ outcome }) => outcome === 'opened');
  const elsewhere = opened.filter(({ holderKnown }) => holderKnown);
  const fresh = opened.filter(({ holderKnown }) => !holderKnown);
  const by = actorOf(actingViewer(one));
  const records = await openRecords(
    tx,
    { vault, newId, now, siteId: one.siteId, by },
    fresh.map(({ clientId, read }) => ({ ...(read as ImportRow), id: clientId ?? '' })),
  );
  await noteSites(
    tx,
    elsewhere.map(({ clientId }) => clientId ?? ''),
    { siteId: one.siteId, since: now },
  );
  await fillDossiers(tx, desk, { one, fresh, records: new Map(records.map((record) => [record.id, record])), by });
};

type Fresh = {
  readonly one: ClientImport;
  readonly fresh: readonly TakenRow[];
  readonly records: ReadonlyMap<string, OpenedRecord>;
  readonly by: string;
};

const fillDossiers = async (tx: Tx, { vault, now }: ImportDesk, { one, fresh, records, by }: Fresh): Promise<void> => {
  const form = await formAt(tx, one.siteId);
  const under = { formSiteId: one.siteId, formVersion: form.version, at: now, by };
  await saveValues(
    tx,
    fresh.flatMap(({ read, clientId: id }) => {
      const record = records.get(id ?? '');
      if ('code' in read || record === undefined) return [];
      return read.dossier.map(({ key, values }) => {
        const sealed = vault.seal(record.key, record.id, placeOfValue(record.id, key), JSON.stringify(values));
        return { clientId: record.id, key, sealed, ...under };
      });
    }),
  );
};

const trace = async (tx: Tx, { now }: ImportDesk, { one, taken }: Taken): Promise<void> => {
  const { siteId } = one;
  const decided = taken.flatMap(({ row, outcome, clientId, explanationId }) =>
    clientId === null || explanationId === null ? [] : [{ row, outcome, clientId, explanationId }],
  );
  await saveExplanations(
    tx,
    decided.map(({ row, outcome, clientId, explanationId: id }) => ({
      ...{ id, subject: { type: 'Client', id: clientId }, siteId },
      explanation: explainRow({ importId: one.id, row, outcome }, now),
    })),
  );
  await appendAudits(
    tx,
    decided.map(({ clientId, outcome }) => ({
      ...{ at: now, actor: actingViewer(one), siteId, action: 'client.import', decision: 'allowed' as const },
      ...{ resource: { type: 'Client', id: clientId }, detail: outcome, reason: one.id },
    })),
  );
};
