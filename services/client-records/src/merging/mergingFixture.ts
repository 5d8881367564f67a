import type { StaffViewer } from '@shouwen/access';
import { claimOpenedV1 } from '@shouwen/contracts';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { clientRecords } from '../service.ts';

export const site = '019b8a00-0001-7000-8000-000000000001';
export const otherSite = '019b8a00-0001-7000-8000-000000000002';
export const staffId = (number: number) => `019b8a00-0002-7000-8000-00000000000${number}`;
export const now = new Date('2026-03-02T09:28:00+08:00');
export const desk = staffViewer(staffId(7), { '*': ['client.identify', 'reception.receive'] });
export const supervisor = staffViewer(staffId(3), { '*': ['client.readSite', 'client.merge', 'client.relate'] });
export const manager = staffViewer(staffId(6), { [site]: ['client.readSite', 'client.merge'] });
export const reader = staffViewer(staffId(5), { [site]: ['client.readSite'] });
export const elsewhere = staffViewer(staffId(4), { [otherSite]: ['client.readSite', 'client.merge'] });
export const li = staffViewer(staffId(1), { [site]: ['client.readOwn'] });

const identify = `mutation ($input: IdentifyClientInput!) { identifyClient(input: $input) { ... on ClientIdentified { client { id } opened } } }`;
const merge = `mutation ($input: MergeClientsInput!) { mergeClients(input: $input) { __typename
  ... on ClientsMerged { merge { id survivingNumber mergedNumber mergedName mergedPhone { masked } because explanation { outcome } } }
  ... on Refusal { code rule { id } } } }`;
const undo = `mutation ($input: UndoMergeInput!) { undoMerge(input: $input) { __typename
  ... on MergeUndone { merge { id undoneAt undoneBecause undoneExplanation { outcome } } } ... on Refusal { code } } }`;

type Merged = { readonly __typename: string; readonly code?: string; readonly merge?: { readonly id: string } };

/** The records of a company, and those who make them one. */
export const openRecords = async () => {
  const service: TestService = await testService(clientRecords);
  let count = 0;
  const key = (): string => {
    count += 1;
    return `key-${count}`;
  };
  const phone = (): string => {
    count += 1;
    return `137${String(10_000_000 + count * 37)}`;
  };
  const identified = async (name: string, number: string, siteId = site): Promise<{ id: string; opened: boolean }> => {
    const input = { idempotencyKey: key(), siteId, name, phone: number };
    type Answer = { identifyClient: { client: { id: string }; opened: boolean } };
    const { identifyClient } = await service.as(desk, now).ask<Answer>(identify, { input });
    return { id: identifyClient.client.id, opened: identifyClient.opened };
  };
  const merging = (by: StaffViewer, survivingId: string, mergedId: string, because = '同一客户重复建档') =>
    service.as(by, now).send<{ mergeClients: Merged }>(merge, {
      input: { idempotencyKey: key(), survivingId, mergedId, because },
    });
  const undoing = (by: StaffViewer, mergeId: string, because = '并非同一人') =>
    service.as(by, now).send<{ undoMerge: Merged }>(undo, { input: { idempotencyKey: key(), mergeId, because } });
  return {
    service,
    key,
    phone,
    identified,
    merging,
    undoing,
    client: async (name: string, siteId = site): Promise<string> => (await identified(name, phone(), siteId)).id,
    merged: async (survivingId: string, mergedId: string): Promise<string> =>
      (await merging(supervisor, survivingId, mergedId)).data?.mergeClients.merge?.id ?? '',
    owns: (consultantId: string, clientId: string, siteId = site) =>
      service.hear(
        claimOpenedV1,
        {
          ...{ claimId: service.world.newId(), clientId, siteId, consultantId, rules: ['SR-3.01'] },
          ...{ openedOn: '2026-03-02', validThrough: '2026-04-01', freshThrough: null },
        },
        now,
      ),
    ask: async <T>(by: StaffViewer, query: string, variables: Record<string, unknown>): Promise<T> =>
      service.as(by, now).ask<T>(query, variables),
    rows: <T>(sql: string, values: unknown[]): Promise<T[]> =>
      service.world.db.read((tx) => tx.query(sql, values)) as Promise<T[]>,
  };
};

export type Records = Awaited<ReturnType<typeof openRecords>>;
