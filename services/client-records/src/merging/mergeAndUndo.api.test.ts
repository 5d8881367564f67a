import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { staffViewer } from '@shouwen/testing';
import fc from 'fast-check';
import { createVault, readKeyring } from '../vault/index.ts';
import {
  desk,
  elsewhere,
  li,
  manager,
  now,
  openRecords,
  otherSite,
  type Records,
  reader,
  site,
  staffId,
  supervisor,
} from './mergingFixture.ts';

const pageOf = (id: string, phone: string, letter: string) =>
  `${letter}: client(id: "${id}") { id name readBy relations { edges { node { otherIs } } } } by_${letter}: clientByPhone(phone: "${phone}") { id }`;
const placeHold = `mutation ($input: PlaceLegalHoldInput!) { placeHold: placeLegalHold(input: $input) { __typename ... on Refusal { code } } }`;
const record = `mutation ($input: RecordIdentityNumberInput!) { recordIdentityNumber(input: $input) { __typename } }`;
const suspects = `query ($first: Int, $after: String) { suspectedDuplicates(first: $first, after: $after) {
  edges { node { id one { id } other { id } because } cursor } pageInfo { hasNextPage } } }`;
const dismiss = `mutation ($input: DismissDuplicateInput!) { dismissDuplicate(input: $input) { __typename
  ... on DuplicateDismissed { explanation { outcome } } ... on Refusal { code } } }`;

let records: Records;
beforeAll(async () => {
  records = await openRecords();
});
afterAll(() => records.service.stop());

type Named = { readonly id: string; readonly phone: string };
type Step =
  | { readonly does: 'site' | 'email' | 'related'; readonly slot: number }
  | { readonly does: 'own'; readonly slot: number; readonly here: boolean }
  | { readonly does: 'merge'; readonly slot: number; readonly into: number }
  | { readonly does: 'undo'; readonly which: number };

const slot = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constantFrom('site', 'email', 'related'), slot }),
  fc.record({ does: fc.constant('own'), slot, here: fc.boolean() }),
  fc.record({ does: fc.constant('merge'), slot, into: slot }),
  fc.record({ does: fc.constant('merge'), slot, into: slot }),
  fc.record({ does: fc.constant('undo'), which: fc.nat(4) }),
) as fc.Arbitrary<Step>;

/** Three records, what is written about each of them, and what several people see of them in the end. */
const company = async () => {
  const people: Named[] = [];
  for (const name of ['甲', '乙', '丙']) {
    const phone = records.phone();
    people.push({ id: (await records.identified(name, phone)).id, phone });
  }
  const friend = await records.client('友');
  const merges: string[] = [];
  const at = (index: number): Named => people[index] as Named;
  const insert = (sql: string, values: unknown[]) =>
    records.service.world.db.transaction((tx) => tx.query(sql, values));
  const acts = {
    site: ({ id }: Named) =>
      insert('INSERT INTO client_site VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [id, otherSite, now]),
    email: ({ id }: Named) =>
      insert(
        `INSERT INTO client_contact (id, client_id, kind, value_sealed, added_at, added_by, checked_at, checked_by)
         VALUES (gen_random_uuid(), $1, 'email', '\\x00', $2, 'x', $2, 'x')`,
        [id, now],
      ),
    related: ({ id }: Named) =>
      insert(
        `INSERT INTO client_relation SELECT gen_random_uuid(), 'referrer', $1, $2, $3, 'x', gen_random_uuid()
         WHERE NOT EXISTS (SELECT FROM client_relation WHERE from_id = $1)`,
        [id, friend, now],
      ),
  };
  const undo = async (which: number) => {
    const [mergeId] = merges.splice(which % Math.max(merges.length, 1), 1);
    if (mergeId) await records.undoing(supervisor, mergeId);
  };
  return {
    play: async (one: Step, withMerges: boolean) => {
      if (one.does === 'own') return records.owns(staffId(1), at(one.slot).id, one.here ? site : otherSite);
      if (one.does === 'merge') {
        if (!withMerges) return;
        const answer = await records.merging(supervisor, at(one.into).id, at(one.slot).id);
        const made = answer.data?.mergeClients.merge?.id;
        if (made) merges.push(made);
        return;
      }
      if (one.does === 'undo') return undo(one.which);
      return acts[one.does](at(one.slot));
    },
    undoAll: async (order: number) => {
      while (merges.length > 0) await undo(order);
    },
    seen: async () => {
      const names = new Map(people.map(({ id }, index) => [id, index]));
      const views: unknown[] = [];
      const query = `{ ${people.map(({ id, phone }, index) => pageOf(id, phone, `p${index}`)).join(' ')} }`;
      for (const by of [supervisor, reader, elsewhere, li]) {
        const seen = await records.ask<Record<string, { id: string } | null>>(by, query, {});
        views.push(Object.values(seen).map((one) => one && { ...one, id: names.get(one.id) }));
      }
      const rows = await Promise.all(
        ['client_site', 'client_owner', 'client_contact', 'client_person'].map((table) =>
          records.rows(
            `SELECT client_id AS id, count(*)::int AS n FROM ${table} WHERE client_id = ANY($1) GROUP BY 1`,
            [people.map(({ id }) => id)],
          ),
        ),
      );
      const counted = rows.map((table) =>
        (table as { id: string; n: number }[]).map(({ id, n }) => [names.get(id), n]).sort(),
      );
      return { views, counted };
    },
  };
};

describe('CR-1.05 merged and undone is as if it had never been', () => {
  it('whatever was merged, written to each record meanwhile, and undone in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 10 }), fc.nat(3), async (history, order) => {
        const [merged, never] = [await company(), await company()];
        for (const one of history) {
          await merged.play(one, true);
          await never.play(one, false);
        }
        await merged.undoAll(order);
        expect(await merged.seen()).toEqual(await never.seen());
      }),
      { numRuns: 3, seed: 20261206, endOnFailure: true },
    );
  });
});

describe('CR-1.05 what keeps a record as it is', () => {
  it('a legal hold on either: it is neither merged nor parted', async () => {
    const lawyer = staffViewer(staffId(8), { '*': ['client.readSite', 'archive.hold'] });
    const freeze = (clientId: string) =>
      records.ask<{ placeHold: { __typename: string } }>(lawyer, placeHold, {
        input: { idempotencyKey: records.key(), clientId, reason: '诉讼保全' },
      });
    const [one, two, three] = [
      await records.client('冻一'),
      await records.client('冻二'),
      await records.client('冻三'),
    ];
    const mergeId = await records.merged(one, two);
    expect((await freeze(two)).placeHold.__typename).not.toBe('Refusal');
    expect((await records.undoing(supervisor, mergeId)).data?.undoMerge.code).toBe('CLIENT_ON_HOLD');
    for (const [surviving, gone] of [
      [one, three],
      [three, one],
    ] as const)
      expect((await records.merging(supervisor, surviving, gone)).data?.mergeClients.code).toBe('CLIENT_ON_HOLD');
  });
});

describe('CR-1.05 duplicates are suspected, and listed for whoever could merge them', () => {
  type Listed = { node: { id: string; one: { id: string }; other: { id: string }; because: string[] } };
  type Answer = { suspectedDuplicates: { edges: Listed[]; pageInfo: { hasNextPage: boolean } } };
  const listed = async (by = supervisor) =>
    (await records.ask<Answer>(by, suspects, { first: 100 })).suspectedDuplicates.edges.map(({ node }) => node);
  const about = async (ids: readonly string[], by = supervisor) =>
    (await listed(by)).filter(({ one, other }) => ids.includes(one.id) && ids.includes(other.id));
  const settle = (by: typeof supervisor, suspicionId: string) =>
    records.service.as(by, now).send<{ dismissDuplicate: { code?: string } }>(dismiss, {
      input: { idempotencyKey: records.key(), suspicionId, because: '父子同名' },
    });

  it('by a similar phone, one identity number, the same name with the same mail; each contact is compared once', async () => {
    const [one, two, far] = [
      (await records.identified('王一', '13612345678')).id,
      (await records.identified('王二', '13612345687')).id,
      (await records.identified('王三', '13699999999')).id,
    ];
    for (const clientId of [one, far])
      await records.ask(desk, record, {
        input: { idempotencyKey: records.key(), siteId: site, clientId, identityNumber: 'E11112222' },
      });
    const [same, namesake, other] = [
      await records.client('赵 六'),
      await records.client('赵六'),
      await records.client('赵七'),
    ];
    for (const id of [same, namesake, other]) await mail(id, id === same ? 'Zhao@Example.com' : 'zhao@example.com');
    expect(await records.service.doDue(now)).toMatchObject({ 'clients.seekDuplicates': expect.any(Number) });
    const reasons = async (ids: readonly string[]) => (await about(ids)).map(({ because }) => because);
    expect(await reasons([one, two])).toEqual([['SIMILAR_PHONE']]);
    expect(await reasons([one, far])).toEqual([['SAME_IDENTITY_NUMBER']]);
    expect(await reasons([same, namesake])).toEqual([['SAME_NAME_AND_CONTACT']]);
    expect(await reasons([two, far])).toEqual([]);
    expect(await reasons([other, same, namesake])).toHaveLength(1);
    expect(await records.service.doDue(now)).toMatchObject({ 'clients.seekDuplicates': 0 });
    expect(await reasons([one, two])).toEqual([['SIMILAR_PHONE']]);
  });

  it('merged or dismissed, a pair is listed no more; undone, it is again', async () => {
    const [one, two] = [
      (await records.identified('孙一', '13511112222')).id,
      (await records.identified('孙二', '13511112223')).id,
    ];
    await records.service.doDue(now);
    const mergeId = await records.merged(one, two);
    expect(await about([one, two])).toEqual([]);
    await records.undoing(supervisor, mergeId);
    const [pair] = await about([one, two]);
    expect((await settle(supervisor, pair?.id ?? '')).data?.dismissDuplicate).toMatchObject({
      explanation: { outcome: 'DISMISSED' },
    });
    expect(await about([one, two])).toEqual([]);
    expect((await settle(supervisor, pair?.id ?? '')).data?.dismissDuplicate.code).toBe('DUPLICATE_DISMISSED');
  });

  it('CR-2.01 a pair with one record at another site is in no list, count or page, and cannot be dismissed', async () => {
    const [here, there] = [
      (await records.identified('周一', '13522223333')).id,
      (await records.identified('周二', '13522223334', otherSite)).id,
    ];
    await records.service.doDue(now);
    const [pair] = await about([here, there]);
    expect(pair).toBeDefined();
    for (const by of [manager, elsewhere]) expect(await about([here, there], by)).toEqual([]);
    const refused = await settle(manager, pair?.id ?? '');
    expect(refused.errors[0]?.extensions?.code).toBe('NOT_FOUND');
    expect((await settle(manager, staffId(9))).errors[0]?.message).toBe(refused.errors[0]?.message);
    const lines = await records.rows<{ id: string }>(
      `SELECT resource_id AS id FROM audit_entry WHERE action = 'client.dismissDuplicate' AND decision = 'refused'`,
      [],
    );
    expect(lines.map(({ id }) => id).sort()).toEqual([here, there].sort());
    expect((await records.service.as(reader, now).send(suspects, {})).errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  const mail = async (clientId: string, address: string) => {
    const { db, secrets, newId } = records.service.world;
    const keyrings = readKeyring(secrets);
    const vault = createVault(() => keyrings.now());
    const [row] = await records.rows<{ keyId: string; wrapped: Buffer }>(
      'SELECT key_id AS "keyId", wrapped_key AS wrapped FROM client WHERE id = $1',
      [clientId],
    );
    const id = newId();
    const key = row as { keyId: string; wrapped: Buffer };
    const sealed = vault.seal(key, clientId, { table: 'client_contact', column: 'value', row: id }, address);
    await db.transaction((tx) =>
      tx.query(
        `INSERT INTO client_contact (id, client_id, kind, value_sealed, added_at, added_by, checked_at, checked_by)
         VALUES ($1, $2, 'email', $3, $4, 'x', $4, 'x')`,
        [id, clientId, sealed, now],
      ),
    );
  };
});
