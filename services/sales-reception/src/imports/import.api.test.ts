import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Permission } from '@shouwen/access';
import { instantOf } from '@shouwen/kernel';
import { staffViewer } from '@shouwen/testing';
import { openRegisterDesk, type RegisterDesk } from '../registers/registerFixture.ts';

const refusal = '... on Refusal { code retryable message { zh en } }';
const mutations = {
  openRegisterImport: `... on RegisterImportOpened { importId } ${refusal}`,
  addRegisterRows: `... on RegisterRowsAdded { rows } ${refusal}`,
  finishRegisterImport: `... on RegisterImported { lines claims explanation { outcome applied { id } facts { name value } } }
    ... on RegisterRowsRefused { rows { row code field message { zh en } } explanation { outcome } } ${refusal}`,
};
const check = `query ($siteId: ID!, $kind: RegisterKind!, $rows: [RegisterRowInput!]!) {
  checkRegisterRows(siteId: $siteId, kind: $kind, rows: $rows) { row code field } }`;
const register = `query ($id: ID!) { _entities(representations: [{ __typename: "Client", id: $id }]) { ... on Client {
  registrations { fromPaper visitedAt registeredAt inTime class lookingFor confirmedAt receiver { id } } } } }`;

type Row = Readonly<Record<string, unknown>>;
type Answer = Readonly<Record<string, unknown>> & { readonly __typename: string };

describe('SR-2 an old register is taken over as a whole or not at all', () => {
  let desk: RegisterDesk;
  const importer = '019b8a00-0002-7000-8000-000000000011';
  beforeAll(async () => {
    desk = await openRegisterDesk('triple-confirmation');
  });
  afterAll(() => desk.service.stop());

  const now = '2026-06-20 10:00';
  const as = (when = now, staffId = importer, permissions: Permission[] = ['register.import']) => {
    const [day = '', clock = ''] = when.split(' ');
    return desk.service.as(staffViewer(staffId, { [desk.siteId]: permissions }), instantOf(day, clock));
  };
  const send = async (name: keyof typeof mutations, input: Row, by = as()): Promise<Answer> => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${mutations[name]} } }`;
    const data = await by.ask<Record<string, Answer>>(query, { input: { idempotencyKey: desk.key(), ...input } });
    return data[name] as Answer;
  };
  const row = (number: number, clientId: string | null, changes: Row = {}): Row => ({
    row: number,
    date: '2026-06-15',
    consultantId: desk.li,
    class: 'B',
    lookingFor: '三房',
    channel: '路过',
    clientId,
    ...changes,
  });
  const open = async (kind = 'VISITS'): Promise<string> =>
    (await send('openRegisterImport', { siteId: desk.siteId, kind })).importId as string;
  const take = async (rows: readonly Row[], kind = 'VISITS'): Promise<Answer> => {
    const importId = await open(kind);
    expect(await send('addRegisterRows', { importId, rows })).toMatchObject({ rows: rows.length });
    return send('finishRegisterImport', { importId });
  };
  const linesOf = async (id: string): Promise<Row[]> => {
    const data = await desk
      .as('manager', '2026-06-20')
      .ask<{ _entities: [{ registrations: Row[] }] }>(register, { id });
    return data._entities[0].registrations;
  };
  const written = async () => {
    const [counts] = await desk.service.world.db.read((tx) =>
      tx.query(`SELECT (SELECT count(*)::int FROM visit_registration) AS visits, (SELECT count(*)::int FROM claim) AS claims,
        (SELECT count(*)::int FROM call_registration) AS calls, (SELECT count(*)::int FROM client_class) AS classes,
        (SELECT count(*)::int FROM outbox) AS told`),
    );
    return counts;
  };

  it('lines keep the day of the paper; what still runs opens claims, what is over is history', async () => {
    const [fresh, lastDay, over] = [await desk.newClient(), await desk.newClient(), await desk.newClient()];
    const answer = await take([
      row(2, over, { date: '2026-06-10' }),
      row(3, lastDay, { date: '2026-06-11', time: '09:30' }),
      row(4, fresh, { class: 'A', budget: '120万', companions: '妻子' }),
    ]);
    expect(answer).toMatchObject({
      lines: 3,
      claims: 2,
      explanation: { outcome: 'IMPORTED', applied: [{ id: 'SR-2.01' }, { id: 'SR-2.03' }] },
    });
    expect(await linesOf(fresh)).toMatchObject([
      {
        fromPaper: true,
        visitedAt: '2026-06-14T16:00:00.000Z',
        registeredAt: '2026-06-20T02:00:00.000Z',
        inTime: true,
        class: 'A',
        receiver: { id: desk.li },
      },
    ]);
    expect(await linesOf(over)).toHaveLength(1);
    expect(await desk.owner('2026-06-20', over)).toBeNull();
    // Ten days from the 11th end with the 20th (SR-3.02).
    expect(await desk.owner('2026-06-20', lastDay)).toMatchObject({ standing: 'OWNED', freshThrough: '2026-06-20' });
    expect(await desk.owner('2026-06-21', lastDay)).toMatchObject({ standing: 'LAPSED' });
    expect(await desk.owner('2026-06-20', fresh)).toMatchObject({
      consultant: { id: desk.li },
      freshThrough: '2026-06-24',
    });
  });

  it('SR-2.05 of two lines the earlier one wins, in whatever order they stand; the owner’s second visit begins anew', async () => {
    const client = await desk.newClient();
    const answer = await take([
      row(2, client, { date: '2026-06-17', consultantId: desk.zhao }),
      row(3, client, { date: '2026-06-16' }),
      row(4, client, { date: '2026-06-18' }),
    ]);
    expect(answer).toMatchObject({ lines: 3, claims: 2 });
    expect(await desk.owner('2026-06-20', client)).toMatchObject({
      consultant: { id: desk.li },
      freshThrough: '2026-06-27',
    });
  });

  it('one refused row, and nothing is written; every reason is told by the number of the row', async () => {
    const [one, two] = [await desk.newClient(), await desk.newClient()];
    await take([row(2, two, { date: '2026-06-12' })]);
    const before = await written();
    const answer = await take([
      row(2, one),
      row(3, one),
      row(4, two, { date: '2026-06-12' }),
      row(5, null),
      row(6, two, { date: '2026-06-31' }),
      row(7, two, { date: '2026-06-21' }),
      row(8, two, { date: '2026-06-20', time: '10:01' }),
      row(9, two, { date: '2025-12-31' }),
      row(10, two, { date: '2026-06-14', time: '25:00' }),
      row(11, two, { date: '2026-06-13', consultantId: importer }),
      row(12, two, { date: '2026-06-16', class: 'E', lookingFor: ' ' }),
      row(13, two, { date: '2026-06-17', channel: '路'.repeat(501) }),
      row(14, two, { date: '2026-06-18', class: null }),
    ]);
    expect(answer.__typename).toBe('RegisterRowsRefused');
    const reasons = answer.rows as { row: number; code: string; field: string; message: Row }[];
    expect(reasons.map(({ row: number, code, field }) => `${number} ${code} ${field}`)).toEqual([
      '3 DUPLICATE_ROW clientId',
      '4 REGISTERED_ALREADY clientId',
      '5 CLIENT_MISSING clientId',
      '6 DATE_INVALID date',
      '7 IN_THE_FUTURE date',
      '8 IN_THE_FUTURE time',
      '9 BEFORE_SITE_OPENED date',
      '10 TIME_INVALID time',
      '11 CONSULTANT_UNKNOWN consultantId',
      '12 CLASS_UNKNOWN class',
      '12 FIELD_MISSING lookingFor',
      '13 FIELD_TOO_LONG channel',
      '14 FIELD_MISSING class',
    ]);
    for (const { message } of reasons)
      expect(message).toEqual({ zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.any(String) });
    expect(await written()).toEqual(before);
  });

  it('calls: without a class too; a caller is kept as long as the call of that day is (SR-3.03)', async () => {
    const [kept, over] = [await desk.newClient(), await desk.newClient()];
    const answer = await take(
      [row(2, kept, { date: '2026-06-14', class: null }), row(3, over, { date: '2026-06-13' })],
      'CALLS',
    );
    expect(answer).toMatchObject({ lines: 2, claims: 1 });
    expect(await desk.owner('2026-06-20', kept)).toMatchObject({ standing: 'CALLER', freshThrough: '2026-06-20' });
    expect(await desk.owner('2026-06-20', over)).toBeNull();
  });

  it('the same command again is one import; a finished one takes no more', async () => {
    const importId = await open();
    const rows = [row(2, await desk.newClient())];
    const added = { idempotencyKey: desk.key(), importId, rows };
    expect(await send('addRegisterRows', added)).toEqual(await send('addRegisterRows', added));
    expect(await send('addRegisterRows', { importId, rows })).toMatchObject({ code: 'ROW_TWICE' });
    const finish = { idempotencyKey: desk.key(), importId };
    const answers = await Promise.all([1, 2, 3].map(() => send('finishRegisterImport', finish)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await send('finishRegisterImport', { importId })).toMatchObject({ code: 'IMPORT_FINISHED' });
    expect(await send('addRegisterRows', { importId, rows: [row(3, null)] })).toMatchObject({
      code: 'IMPORT_FINISHED',
    });
    expect(await take(rows)).toMatchObject({ rows: [{ code: 'REGISTERED_ALREADY' }] });
  });

  it('a client of whom nobody has told yet is to be tried again; an empty register is none', async () => {
    const importId = await open();
    await send('addRegisterRows', { importId, rows: [row(2, desk.service.world.newId())] });
    expect(await send('finishRegisterImport', { importId })).toMatchObject({ code: 'CLIENT_UNKNOWN', retryable: true });
    expect(await send('finishRegisterImport', { importId: await open() })).toMatchObject({ code: 'BAD_INPUT' });
  });

  it('checks rows before anybody is identified, and writes nothing', async () => {
    const before = await written();
    const rows = [row(2, null), row(3, null, { date: '15.6.' })];
    const asked = { siteId: desk.siteId, kind: 'VISITS', rows };
    const { checkRegisterRows } = await as().ask<{ checkRegisterRows: Row[] }>(check, asked);
    expect(checkRegisterRows).toEqual([{ row: 3, code: 'DATE_INVALID', field: 'date' }]);
    expect(await written()).toEqual(before);
  });

  it('is for whoever may import at the site, and each import for whoever began it', async () => {
    const importId = await open();
    const other = as(now, '019b8a00-0002-7000-8000-000000000012');
    const query =
      'mutation ($input: FinishRegisterImportInput!) { finishRegisterImport(input: $input) { __typename } }';
    const input = { idempotencyKey: desk.key(), importId };
    expect((await other.send(query, { input })).errors[0]?.extensions?.code).toBe('NOT_FOUND');
    expect((await as(now, importer, ['visit.read']).send(query, { input })).errors[0]?.extensions?.code).toBe(
      'FORBIDDEN',
    );
    const asked = { siteId: desk.siteId, kind: 'VISITS', rows: [row(2, null)] };
    expect((await desk.as('manager', '2026-06-20').send(check, asked)).errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('what nobody finishes is forgotten after a day', async () => {
    const importId = await open();
    await send('addRegisterRows', { importId, rows: [row(2, null)] });
    const rest = () =>
      desk.service.world.db.read((tx) => tx.query('SELECT 1 FROM register_import WHERE import_id = $1', [importId]));
    await desk.service.doDue(instantOf('2026-06-21', '10:00'));
    expect(await rest()).toHaveLength(1);
    await desk.service.doDue(new Date('2026-06-21T10:00:01+08:00'));
    expect(await rest()).toEqual([]);
  });
});

describe('SR-2.02 one-month: lines from paper prove ownership once the manager confirms them', () => {
  let desk: RegisterDesk;
  beforeAll(async () => {
    desk = await openRegisterDesk('one-month');
  });
  afterAll(() => desk.service.stop());

  it('those that a claim rests on wait for the daily confirmation; history does not', async () => {
    const importer = staffViewer(desk.service.world.newId(), { [desk.siteId]: ['register.import'] });
    const at = desk.service.as(importer, instantOf('2026-06-20', '10:00'));
    const [running, over] = [await desk.newClient(), await desk.newClient()];
    const rows = [
      ['2026-05-21', running],
      ['2026-05-20', over],
    ].map(([date, clientId], index) => ({
      row: index + 2,
      date,
      clientId,
      consultantId: desk.li,
      class: 'B',
      lookingFor: '三房',
      channel: '路过',
    }));
    const send = async (name: keyof typeof mutations, input: Row): Promise<Answer> => {
      const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
      const query = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${mutations[name]} } }`;
      return (await at.ask<Record<string, Answer>>(query, { input: { idempotencyKey: desk.key(), ...input } }))[
        name
      ] as Answer;
    };
    const { importId } = await send('openRegisterImport', { siteId: desk.siteId, kind: 'VISITS' });
    await send('addRegisterRows', { importId, rows });
    expect(await send('finishRegisterImport', { importId })).toMatchObject({ lines: 2, claims: 1 });
    expect((await desk.owner('2026-06-20 11:00', running))?.standing).toBe('AWAITING_CONFIRMATION');
    expect(await desk.confirm('2026-06-20')).toMatchObject({ confirmed: 1, proven: 1 });
    expect(await desk.owner('2026-06-20 19:00', running)).toMatchObject({
      standing: 'OWNED',
      validThrough: '2026-06-20',
    });
  });
});
