import { colleagueAt, openPlace, type Place, type Records, type Texts } from './records.ts';

type Filled = {
  readonly records: Records;
  readonly tag: string;
  readonly phone: string;
  readonly identityNumber: string;
};

/** Opens a site and puts a thing of every kind there, through the graph, as its people would. */
export const fillPlace = async ({ records, tag, phone, identityNumber }: Filled): Promise<Place> => {
  const { siteId, all } = await openPlace(records);
  const { rows } = records;
  const first = async (table: string, place = 0): Promise<string> => {
    const found = await rows(`SELECT * FROM ${table} WHERE site_id = $1 ORDER BY 1`, [siteId]);
    // The key comes first in every table.
    return String(Object.values(found[place] ?? {})[0] ?? '');
  };
  const act = async (name: string, input: Readonly<Record<string, unknown>>, who = all): Promise<void> => {
    const answer = await records.act(who, name, { ...input });
    if (!/^[A-Z][a-z]/.test(answer)) throw new Error(`${name} at ${tag}: ${answer}`);
  };
  const opened = async (suffix: string, number: string): Promise<string> => {
    await act('identifyClient', { siteId, name: `${tag}${suffix}`, phone: number });
    const [newest] = await rows<{ id: string }>('SELECT id FROM client ORDER BY opened_at DESC, id DESC LIMIT 1');
    return newest?.id ?? '';
  };
  const clientId = await opened('甲', phone);
  const otherId = await opened('乙', `${phone.slice(0, -1)}1`);
  const mergedId = await opened('丙', `${phone.slice(0, -1)}2`);
  const here = { siteId, clientId };
  await act('recordIdentityNumber', { ...here, identityNumber });
  await act('openArchive', here);
  for (const classified of [false, true])
    await act('addArchiveShelf', { siteId, room: `${tag}库房`, cabinet: 'A', shelf: classified ? 2 : 1, classified });
  const [open, kept] = [await first('archive_shelf', 0), await first('archive_shelf', 1)];
  const isClassified = await rows<{ id: string }>('SELECT id FROM archive_shelf WHERE id = $1 AND classified', [open]);
  const [plain, apart] = isClassified.length > 0 ? [kept, open] : [open, kept];
  const retention = { from: '2020-03-01', years: 1 };
  for (const [position, level] of ['ORDINARY', 'INTERNAL', 'CONFIDENTIAL', 'TOP_SECRET'].entries()) {
    const place = { shelfId: position < 2 ? plain : apart, position: position + 1 };
    const titled = { title: `${tag}卷宗${level}`, kind: 'CONTRACT', level, carrier: 'PAPER', place };
    await act('fileDocument', { ...here, ...titled, retention: { from: '2026-03-01', years: 30 } });
  }
  const electronic = { title: `${tag}卷宗电子`, kind: 'OTHER', level: 'ORDINARY', carrier: 'ELECTRONIC', retention };
  await act('fileDocument', { ...here, ...electronic });
  await moreOf({ siteId, clientId, otherId, mergedId, tag }, { records, act, first });
  return placeOf({ siteId, all }, { records, tag, phone, identityNumber });
};

type Known = Readonly<Record<'siteId' | 'clientId' | 'otherId' | 'mergedId' | 'tag', string>>;
type Hands = {
  readonly records: Records;
  readonly act: (name: string, input: Readonly<Record<string, unknown>>, who?: Place['all']) => Promise<void>;
  readonly first: (table: string, place?: number) => Promise<string>;
};

const moreOf = async ({ siteId, clientId, otherId, mergedId, tag }: Known, hands: Hands): Promise<void> => {
  const { act, first, records } = hands;
  const here = { siteId, clientId };
  await act('relateClients', { clientId, otherId, otherIs: 'SPOUSE' });
  await act('mergeClients', { survivingId: otherId, mergedId, because: '同一客户' });
  await act('recordOccasion', { clientId, whose: 'SELF', day: '03-05' });
  await act('recordConsent', { ...here, purpose: 'MARKETING', given: true, evidence: '签字的同意书' });
  await act('markClientLost', { siteId, clientId: otherId, why: 'PRICE' });
  await act('planCareEvent', { siteId, title: `${tag}之会`, place: tag, at: '2026-03-20T10:00:00+08:00' });
  await act('inviteClients', { eventId: await first('care_event'), clientIds: [clientId] });
  await act('askSurvey', here);
  const [file, paper] = await filesOf(records, siteId);
  await act('proposeDestruction', { siteId, fileIds: [file], reason: '已无价值' });
  await act('reportLeak', { siteId, clientIds: [clientId], what: `${tag}外泄` });
  await act('startInspection', { siteId, room: `${tag}库房`, classified: true });
  const asked = {
    siteId,
    clientId,
    fileIds: [paper],
    purpose: `${tag}核对`,
    reason: '合同金额与到账不符',
    untilOn: '2026-03-06',
  };
  const clerk = await colleagueAt(records, siteId, 'consultant');
  const loan = { copies: 1, loanDays: 2, carrierId: null, pages: null, outsider: null };
  for (const kind of ['VIEW', 'BORROW'])
    await act('draftRequest', { kind, ...asked, ...(kind === 'BORROW' ? loan : {}) }, clerk);
  const requests = await records.rows<{ id: string }>('SELECT id FROM access_request WHERE site_id = $1', [siteId]);
  for (const { id: requestId } of requests) await act('submitRequest', { requestId }, clerk);
  await act('placeLegalHold', { clientId: otherId, reason: `${tag}诉讼` });
};

/** The electronic file, which is over; and the ordinary paper. */
const filesOf = async (records: Records, siteId: string): Promise<(string | undefined)[]> => {
  const sql = `SELECT id FROM archive_file WHERE site_id = $1 AND level = 'ordinary' ORDER BY carrier`;
  return (await records.rows<{ id: string }>(sql, [siteId])).map(({ id }) => id);
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Every table that knows sites or clients, and its key when that is one column. */
const tablesSql = `SELECT c.table_name AS table, c.column_name AS column, (
    SELECT min(a.attname) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
    WHERE i.indrelid = c.table_name::regclass AND i.indisprimary HAVING count(*) = 1) AS key
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.column_name IN ('site_id', 'client_id', 'from_id', 'surviving_id')
    AND c.data_type = 'uuid'
    AND c.table_name NOT IN ('audit_entry', 'explanation', 'effect', 'idempotency')`;
/** Everybody known at the site: a relation is of its end, a merge of the record that stands. */
const clients = 'SELECT client_id FROM client_site WHERE site_id = $1';
type Table = { readonly table: string; readonly column: string; readonly key: string | null };

/** Reads back what now belongs to the site, table by table: by its site, and by the clients who are known there. */
const placeOf = async (
  at: Pick<Place, 'siteId' | 'all'>,
  { records, tag, phone, identityNumber }: Filled,
): Promise<Place> => {
  const byTable = new Map<string, string[]>();
  const markers = new Set<string>([tag]);
  const keep = async ({ table, column, key }: Table): Promise<void> => {
    const where = column === 'site_id' ? 'site_id = $1' : `${column} IN (${clients})`;
    const order = table === 'client' ? 'name' : '1';
    const found = await records.rows(`SELECT * FROM ${table} WHERE ${where} ORDER BY ${order}`, [at.siteId]);
    for (const row of found) {
      const id = key && String(row[key]);
      if (id?.match(uuid)) {
        byTable.set(table, [...new Set([...(byTable.get(table) ?? []), id])]);
        markers.add(id);
      }
      for (const told of [row.number, row.index_number]) if (typeof told === 'string') markers.add(told);
    }
  };
  await keep({ table: 'client', column: 'id', key: 'id' });
  for (const table of await records.rows<Table>(tablesSql)) await keep(table);
  const [one] = await records.rows<Texts>(
    `SELECT c.number, f.index_number AS "indexNumber" FROM client c JOIN archive_file f ON f.client_id = c.id
     WHERE f.site_id = $1 AND f.level = 'ordinary' LIMIT 1`,
    [at.siteId],
  );
  const texts = { phone, identityNumber, namePrefix: tag, titlePrefix: tag, name: `${tag}甲`, ...one };
  return { ...at, ids: (table) => byTable.get(table) ?? [], texts, markers: [...markers] };
};
