import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openLog } from '@shouwen/subgraph';
import { type Desk, now, openDesk, people } from '../archive/archiveFixture.ts';
import { filesBelow } from '../contents/contentsFixture.ts';
import { heldTables } from './held/index.ts';
import { rightsDesk, rightsPeople } from './rightsFixture.ts';
import { scan } from './scan/scanFixture.ts';
import { markers, phones, seedPerson } from './scan/seedFixture.ts';
import { ofNoPerson, type TextColumn, textColumns } from './scan/textColumnsFixture.ts';

const { handler, approver, custodian } = rightsPeople;
const logged: string[] = [];
const log = openLog({ service: 'client-records', level: 'debug' }, { write: (line: string) => void logged.push(line) });
let desk: Desk;
let rights: ReturnType<typeof rightsDesk>;
let person: { clientId: string; secondId: string; fileId: string };
beforeAll(async () => {
  desk = await openDesk(undefined, { log });
  rights = rightsDesk(desk);
  await rights.client('友人', '13700050001');
  person = await seedPerson(desk);
});
afterAll(() => desk.service.stop());

const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
/** In which columns something of a person stands: neither a code nor an index, nor a day, which is no marker. */
const isPersonal = ({ table, column, type }: TextColumn): boolean => {
  const held = heldTables.find((one) => one.table === table);
  if (!held || held.codes?.includes(column)) return false;
  if (type === 'bytea' && !column.endsWith('_sealed')) return false;
  return !notMarked.includes(`${table}.${column}`);
};
/** What cannot hold a marker, although it goes. */
const notMarked = [
  ...[
    'client.key_id',
    'leak_case.key_id',
    'client_contact.added_by',
    'client_contact.checked_by',
    'client_contact.ended_by',
  ],
  ...['client_identity.recorded_by', 'dossier_value.key', 'dossier_value.entered_by', 'client_occasion.recorded_by'],
  ...[
    'client_occasion.day_sealed',
    'duplicate_suspicion.because',
    'duplicate_suspicion.parted_by',
    'client_consent_now.purpose',
  ],
  ...[
    'client_credit.grade',
    'phone_search.actor',
    'file_content.key_sealed',
    'file_upload.key_sealed',
    'file_upload.name_sealed',
  ],
  'client_export.key_id',
];

describe('I25 S34 CR-2.06 after an erasure nothing that can be reached yields anything of the person', () => {
  it('every column that could hold words is known to the register of what is held', async () => {
    const columns = await desk.service.world.db.read((tx) => textColumns(tx));
    const known = (one: TextColumn): boolean => {
      const held = heldTables.find(({ table }) => table === one.table);
      if (!held) return ofNoPerson.includes(one.table);
      if (held.erase === 'delete' || held.codes?.includes(one.column) || one.column.endsWith('_sealed')) return true;
      return typeof held.erase === 'object' && one.column in held.erase;
    };
    // The key of the name is made of the name, and stands nowhere without it.
    const unknown = columns.filter((one) => one.column !== 'name_key' && !known(one));
    expect(unknown.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
  });

  it('before, something stands in every field there is, and is found; after, nothing anywhere', async () => {
    const columns = await desk.service.world.db.read((tx) => textColumns(tx));
    const before = await scan(desk.service, markers);
    const found = new Set([...before.plain, ...before.opened]);
    const personal = columns.filter(isPersonal).map(({ table, column }) => `${table}.${column}`);
    expect(personal.filter((one) => !found.has(one))).toEqual([]);
    expect(personal.length).toBeGreaterThan(40);
    const request = await rights.agreed(person.clientId);
    expect(request).toMatchObject({ state: 'APPROVED', duties: [] });
    const due = await desk.service.doDue(later(1));
    expect(due).toMatchObject({ 'personRights.erase': 1, 'personRights.eraseAgain': 0 });
    await desk.service.doDue(later(60));
    expect(await scan(desk.service, markers)).toEqual({ plain: [], opened: [] });
    const files = filesBelow(desk.service.world.filesDirectory);
    expect(files.map(({ path }) => path).filter((path) => path.includes('contents'))).toEqual([]);
    expect(logged.length).toBeGreaterThan(0);
    for (const text of [...files.map(({ bytes }) => bytes.toString('latin1')), ...logged])
      for (const marker of markers) expect(text.includes(marker)).toBe(false);
    expect(readdirSync(join(desk.service.world.filesDirectory))).toContain('erasures.jsonl');
    await proofOf(request.id);
  });

  const proofOf = async (requestId: string) => {
    const shown = await rights.shown(approver, requestId, later(61));
    expect(shown).toMatchObject({ state: 'DONE', asker: null, client: null, explanation: { outcome: 'ERASED' } });
    const [proof, ...others] = shown?.erasureProofs ?? [];
    expect(others).toEqual([]);
    expect(proof).toMatchObject({ again: false, intact: true, proposedBy: { id: handler.staffId } });
    expect(proof).toMatchObject({ approvedBy: { id: approver.staffId } });
    expect(proof?.clientNumbers).toHaveLength(2);
    expect(proof?.destroyed).toContainEqual({ table: 'client', rows: 2 });
    const told = await desk.rows(`SELECT data FROM outbox WHERE type = 'client-records.client.erased.v1'`);
    expect(told).toHaveLength(2);
  };

  it('the person is nobody any more: no page, no search, no merge; whoever comes again is somebody new', async () => {
    const query = 'query ($id: ID!, $phone: String!) { client(id: $id) { id } clientByPhone(phone: $phone) { id } }';
    for (const id of [person.clientId, person.secondId])
      expect(await desk.ask(custodian, query, { id, phone: phones[0] }, later(62))).toEqual({
        client: null,
        clientByPhone: null,
      });
    const files = await desk.ask(people.custody, 'query ($id: ID!) { file(id: $id) { title state } }', {
      id: person.fileId,
    });
    expect(files).toEqual({ file: { title: '—', state: 'DESTROYED' } });
    const leaks = '{ leakCases(first: 10) { edges { node { what conclusion remedies { what } } } } }';
    expect(await desk.ask(approver, leaks)).toMatchObject({
      leakCases: { edges: [{ node: { what: '—', conclusion: '—', remedies: [{ what: '—' }] } }] },
    });
    const again = await rights.client('新客', phones[0]);
    expect([person.clientId, person.secondId]).not.toContain(again);
    const number = `SELECT number FROM client WHERE id = ANY($1::uuid[])`;
    expect(await desk.rows(number, [[again, person.clientId, person.secondId]])).toHaveLength(3);
  });

  it('a backup that is played back is erased again, by what the register outside the database says', async () => {
    const client = await rights.client('备份', '13700050009');
    const row = `SELECT name, phone_sealed, phone_index, wishes_sealed, key_id, wrapped_key FROM client WHERE id = $1`;
    const contacts = 'SELECT value_sealed, value_index FROM client_contact WHERE client_id = $1';
    const [[kept], [contact]] = [await desk.rows(row, [client]), await desk.rows(contacts, [client])];
    const request = await rights.agreed(client);
    await desk.service.doDue(later(120));
    const write = (sql: string, values: unknown[]) => desk.service.world.db.transaction((tx) => tx.query(sql, values));
    await write(
      `UPDATE client SET name = $2, phone_sealed = $3, phone_index = $4, wishes_sealed = $5, key_id = $6, wrapped_key = $7 WHERE id = $1`,
      [client, ...Object.values(kept ?? {})],
    );
    await write(
      `INSERT INTO client_contact (id, client_id, kind, value_sealed, value_index, is_main, added_at, added_by, checked_at, checked_by)
       VALUES ($1, $1, 'phone', $2, $3, true, now(), 'x', now(), 'x')`,
      [client, ...Object.values(contact ?? {})],
    );
    await write('DELETE FROM client_restriction WHERE client_id = $1', [client]);
    const page = 'query ($id: ID!) { client(id: $id) { name } }';
    expect(await desk.ask(custodian, page, { id: client }, later(121))).toEqual({ client: { name: '备份' } });
    expect(await desk.service.doDue(later(122))).toMatchObject({ 'personRights.eraseAgain': 1 });
    expect(await desk.ask(custodian, page, { id: client }, later(123))).toEqual({ client: null });
    expect((await scan(desk.service, ['13700050009', '备份'])).opened).toEqual([]);
    const proofs = (await rights.shown(approver, request.id, later(124)))?.erasureProofs ?? [];
    expect(proofs.map(({ again, intact }) => [again, intact])).toEqual([
      [false, true],
      [true, true],
    ]);
    expect(await desk.service.doDue(later(125))).toMatchObject({ 'personRights.eraseAgain': 0 });
  });
});
