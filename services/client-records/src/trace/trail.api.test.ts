import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AuditEntry, auditColumns, entryHash } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import fc from 'fast-check';
import {
  after,
  auditor,
  custodian,
  custodianElsewhere,
  desk,
  li,
  manager,
  now,
  page,
  search,
  type TracedHouse,
  trace,
  tracedHouse,
  unmask,
} from './traceFixture.ts';

let house: TracedHouse;
beforeAll(async () => {
  house = await tracedHouse();
});
afterAll(() => house?.stop());

const phones = ['13805521753', '13805521754', '13900000001'] as const;
const ids: (string | null)[] = [];
beforeAll(async () => {
  for (const phone of phones.slice(0, 2)) ids.push(await house.opened(phone));
  ids.push(null);
});

type Line = {
  readonly actor: string;
  readonly action: string;
  readonly decision: string;
  readonly client: string | null;
};
const linesSince = async (seq: number): Promise<Line[]> =>
  house.world.db.read((tx) =>
    tx.query('SELECT actor, action, decision, client_id AS client FROM audit_entry WHERE seq > $1 ORDER BY seq', [seq]),
  );
const headSeq = async (): Promise<number> => {
  const [row] = await house.world.db.read((tx) => tx.query('SELECT max(seq) AS seq FROM audit_entry'));
  return row.seq;
};

describe('I21 every read and every denial has exactly one line, in any sequence', () => {
  const viewers = { manager, li, custodian, custodianElsewhere, auditor };
  type Who = keyof typeof viewers;
  type Act = { readonly do: 'search' | 'page' | 'unmask' | 'trace'; readonly who: Who; readonly whose: 0 | 1 };
  const act: fc.Arbitrary<Act> = fc.record({
    do: fc.constantFrom('search', 'page', 'unmask', 'trace'),
    who: fc.constantFrom('manager', 'li', 'custodian', 'custodianElsewhere', 'auditor'),
    whose: fc.constantFrom(0, 1),
  });
  const readers: readonly Who[] = ['manager', 'custodian'];
  const allowed: Readonly<Record<Act['do'], readonly Who[]>> = {
    search: readers,
    page: readers,
    unmask: ['manager'],
    trace: ['custodian', 'auditor'],
  };
  const actions = {
    search: 'client.searchByPhone',
    page: 'client.read',
    unmask: 'client.unmask',
    trace: 'client.readTrace',
  };
  let minute = 0;

  const perform = async ({ do: what, who, whose }: Act): Promise<boolean> => {
    // An hour between two acts: no limit is met, and each page is written down again.
    minute += 60;
    const client = house.as(viewers[who], after(minute));
    const id = ids[whose];
    if (what === 'search') return (await client.send(search, { phone: phones[whose] })).data?.clientByPhone != null;
    if (what === 'page') return (await client.send(page, { id })).data?.client != null;
    if (what === 'trace') return (await client.send(trace, { id, first: 1 })).data?.clientTrace != null;
    const input = { idempotencyKey: house.nextKey(), clientId: id, purpose: '回访客户' };
    return JSON.stringify((await client.send(unmask, { input })).data).includes(phones[whose]);
  };

  it('the answers and the trail agree, line by line', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (acts) => {
        const before = await headSeq();
        const expected: Line[] = [];
        for (const one of acts) {
          const shown = await perform(one);
          expect(shown).toBe(allowed[one.do].includes(one.who));
          expected.push({
            actor: `staff:${viewers[one.who].staffId}`,
            action: actions[one.do],
            decision: shown ? 'allowed' : 'refused',
            client: ids[one.whose] ?? null,
          });
          expect(await linesSince(before)).toEqual(expected);
        }
        const answer = await house.as(auditor, now).ask(`{ verifyTrail { verdict complete } }`);
        expect(answer).toEqual({ verifyTrail: { verdict: 'INTACT', complete: true } });
      }),
      { numRuns: 12, seed: 20_260_302 },
    );
  });
});

describe('S35 whoever changes the trail in the database is found out', () => {
  const verify = async (first = 0) => {
    const query =
      'query ($after: Int!) { verifyTrail(after: $after) { verdict at complete checkpoints verifiedThrough } }';
    type Answer = { verifyTrail: { verdict: string; at: number; checkpoints: number; verifiedThrough: number } };
    return (await house.as(auditor, now).ask<Answer>(query, { after: first })).verifyTrail;
  };
  /** As a superuser who takes every trigger and foreign key away, and puts everything back afterwards. */
  const tampered = async <T>(sql: (tx: Tx) => Promise<unknown>, look: () => Promise<T>): Promise<T> => {
    const without = (work: (tx: Tx) => Promise<unknown>) =>
      house.admin.transaction(async (tx) => {
        await tx.query('SET LOCAL session_replication_role = replica');
        await work(tx);
      });
    await without(async (tx) => {
      await tx.query('CREATE TABLE saved AS SELECT * FROM audit_entry');
      await sql(tx);
    });
    const seen = await look().finally(() =>
      without(async (tx) => {
        await tx.query('DELETE FROM audit_entry');
        await tx.query('INSERT INTO audit_entry SELECT * FROM saved');
        await tx.query('DROP TABLE saved');
      }),
    );
    return seen;
  };
  /** Writes the lines from there on anew, as somebody who knows how they are hashed. */
  const rehashed = async (tx: Tx, from: number, change: (entry: AuditEntry) => AuditEntry): Promise<void> => {
    const rows: (AuditEntry & { hash: string; previousHash: string })[] = await tx.query(
      `SELECT ${auditColumns} FROM audit_entry WHERE seq >= $1 ORDER BY seq`,
      [from],
    );
    let link = rows[0]?.previousHash ?? '';
    for (const { hash: _, previousHash: __, ...entry } of rows) {
      const changed = entry.seq === from ? change(entry) : entry;
      const hash = entryHash(link, changed);
      await tx.query('UPDATE audit_entry SET actor = $2, kept_at = $3, previous_hash = $4, hash = $5 WHERE seq = $1', [
        changed.seq,
        changed.actor,
        changed.keptAt,
        link,
        hash,
      ]);
      link = hash;
    }
  };
  const file = () => join(house.world.filesDirectory, 'audit-checkpoints.jsonl');
  const keep = (at: Date) => house.doDue(at);
  let seq = 0;

  beforeAll(async () => {
    await keep(after(5_000_000));
    seq = await headSeq();
  });

  it('is intact with its checkpoints, in parts too', async () => {
    expect(await verify()).toMatchObject({ verdict: 'INTACT', at: null, complete: true, checkpoints: 1 });
    expect(await verify(seq - 1)).toMatchObject({ verdict: 'INTACT', verifiedThrough: seq });
  });

  it.each([
    [
      'a line changed',
      (tx: Tx) => tx.query(`UPDATE audit_entry SET actor = 'staff:x' WHERE seq = 2`),
      'ALTERED',
      () => 2,
    ],
    ['a line cut out', (tx: Tx) => tx.query('DELETE FROM audit_entry WHERE seq = 3'), 'ALTERED', () => 3],
    ['the tail cut off', (tx: Tx) => tx.query('DELETE FROM audit_entry WHERE seq > 4'), 'CUT', () => 5],
    [
      'a line changed and the chain computed anew',
      (tx: Tx) => rehashed(tx, 2, (entry) => ({ ...entry, actor: 'staff:x' })),
      'ALTERED',
      () => seq,
    ],
    ['all of it', (tx: Tx) => tx.query('DELETE FROM audit_entry'), 'CUT', () => 1],
  ])('%s', async (_, sql, verdict, at) => {
    expect(await tampered(sql, verify)).toMatchObject({ verdict, at: at() });
    expect(await verify()).toMatchObject({ verdict: 'INTACT' });
  });

  it('a cut is told in the log as soon as the next checkpoint is due, at once', async () => {
    await tampered(
      (tx) => tx.query('DELETE FROM audit_entry WHERE seq > 4'),
      () => keep(after(5_000_001)),
    );
    expect(house.logged.some((line) => line.includes('the audit trail does not fit its last checkpoint'))).toBe(true);
  });

  it('a checkpoint file that was written over is found out too', async () => {
    const kept = await readFile(file(), 'utf8');
    await writeFile(file(), kept.replace(/"seq":\d+/, '"seq":1'));
    expect(await verify()).toMatchObject({ verdict: 'CHECKPOINTS_ALTERED' });
    await writeFile(file(), kept);
  });

  it('a clock that was set back is found out, by the lines and by the checkpoints', async () => {
    const early = (entry: AuditEntry) => ({ ...entry, keptAt: new Date('2020-01-01T00:00:00Z') });
    await writeFile(file(), '');
    const last = await headSeq();
    expect(await tampered((tx) => rehashed(tx, last, early), verify)).toMatchObject({
      verdict: 'CLOCK_WENT_BACK',
      at: last,
    });
    await keep(after(5_000_100));
    await house.as(manager, after(1)).ask(search, { phone: phones[2] });
    await keep(after(5_000_050));
    expect(await verify()).toMatchObject({ verdict: 'CLOCK_WENT_BACK', at: await headSeq() });
  });

  it('is verified by the auditor alone, and the attempt of another is traced', async () => {
    const before = await headSeq();
    const answer = await house.as(custodian, now).send('{ verifyTrail { verdict } }');
    expect(answer.errors[0]?.extensions?.code).toBe('FORBIDDEN');
    expect(await linesSince(before)).toMatchObject([{ action: 'trail.verify', decision: 'refused' }]);
  });
});

describe('S26 what callers choose is one line of JSON, and no personal data is in it', () => {
  const name = '王小明的名字';
  const phone = '13712345678';
  const nasty = ['甲\r\n{"level":60}', '乙\u001b[31m', '丙\u0000丁', '戊\u202e', 'X'.repeat(1_000_000)];
  const identifyQuery = `mutation ($input: IdentifyClientInput!) { identifyClient(input: $input) { __typename } }`;
  const site = '019b8a00-0001-7000-8000-000000000001';

  it('on success, on refusal and on a fault', async () => {
    const start = house.logged.length;
    const id = await house.opened(phone, name, after(9));
    const ask = (
      viewer: Parameters<TracedHouse['as']>[0],
      query: string,
      variables: Readonly<Record<string, unknown>>,
    ) => house.as(viewer, after(10)).send(query, variables);
    const identify = (chosen: object) => ({
      input: { idempotencyKey: house.nextKey(), siteId: site, name, phone, ...chosen },
    });
    await ask(manager, unmask, { input: { idempotencyKey: house.nextKey(), clientId: id, purpose: '回访客户' } });
    await ask(li, search, { phone });
    await ask(li, identifyQuery, identify({}));
    await ask(desk, identifyQuery, identify({ phone: `${phone}0` }));
    await ask(desk, identifyQuery, identify({ siteId: name }));
    await ask(desk, `query { clientByPhone(phone: "${phone}") { ${phone} } }`, {});
    for (const chosen of nasty) {
      await ask(desk, identifyQuery, identify({ name: chosen }));
      await ask(desk, search, { phone: chosen });
      await ask(desk, page, { id: chosen });
      await ask(manager, unmask, { input: { idempotencyKey: chosen, clientId: chosen, purpose: chosen } });
    }
    // A fault of the database, in the middle of an act.
    const rename = (from: string, to: string) =>
      house.admin.transaction((tx) => tx.query(`ALTER TABLE client RENAME COLUMN ${from} TO ${to}`));
    await rename('number', 'gone');
    const faults = await Promise.all([
      ask(desk, identifyQuery, identify({ phone: '13712345679' })),
      ask(desk, search, { phone }),
    ]).finally(() => rename('gone', 'number'));
    for (const { errors } of faults) expect(errors[0]?.extensions?.code).toBe('INTERNAL');
    const written = house.logged.slice(start);
    expect(written.length).toBeGreaterThan(10);
    for (const line of written) {
      expect(line.endsWith('\n')).toBe(true);
      expect(line.slice(0, -1)).not.toMatch(/\p{Cc}/u);
      expect(line.length).toBeLessThan(20_000);
      expect(JSON.parse(line)).toMatchObject({ service: 'client-records' });
    }
    const all = written.join('');
    for (const marker of [name, phone, '13712345679', 'XXXXXXXX']) expect(all).not.toContain(marker);
  });

  it('nor does the trail or its explanation keep them', async () => {
    for (const table of ['audit_entry', 'explanation', 'outbox', 'phone_search', 'client_read']) {
      const rows: unknown[] = await house.world.db.read((tx) =>
        tx.query(`SELECT 1 FROM ${table} t WHERE t::text LIKE $1 OR t::text LIKE $2`, [`%${phone}%`, `%${name}%`]),
      );
      expect({ table, rows }).toEqual({ table, rows: [] });
    }
  });
});
