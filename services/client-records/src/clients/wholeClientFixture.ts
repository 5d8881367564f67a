import type { StaffViewer } from '@shouwen/access';
import { claimOpenedV1 } from '@shouwen/contracts';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { clientRecords } from '../service.ts';

export const site = '019b8a00-0001-7000-8000-000000000001';
export const otherSite = '019b8a00-0001-7000-8000-000000000002';
export const staffId = (number: number) => `019b8a00-0002-7000-8000-00000000000${number}`;
const edit = ['client.edit', 'client.unmask'] as const;
export const desk = staffViewer(staffId(7), {
  [site]: ['client.identify', 'reception.receive'],
  [otherSite]: ['client.identify'],
});
export const manager = staffViewer(staffId(6), { [site]: ['client.readSite', 'dossierForm.manage', ...edit] });
export const li = staffViewer(staffId(1), { [site]: ['client.readOwn', ...edit] });
export const zhao = staffViewer(staffId(2), { [site]: ['client.readOwn', ...edit] });
export const elsewhere = staffViewer(staffId(3), { [otherSite]: ['client.readSite', 'dossierForm.manage', ...edit] });
export const readerOnly = staffViewer(staffId(5), { [site]: ['client.readSite'] });
export const records = staffViewer(staffId(4), { '*': ['client.readSite', ...edit] });
export const now = new Date('2026-03-02T09:28:00+08:00');

export type Answer = Record<string, unknown> & {
  client: {
    phone: { masked: string };
    contacts: { id: string; kind: string; main: boolean; checkedAt: string; value: { masked: string } }[];
  };
};

/** A department with one client at the site, who is Li's. */
export const wholeClient = async () => {
  const service: TestService = await testService(clientRecords);
  let keys = 0;
  const key = (): string => {
    keys += 1;
    return `key-${keys}`;
  };
  const ask = <T = Record<string, Answer>>(
    by: StaffViewer,
    query: string,
    variables: object = {},
    at = now,
  ): Promise<T> => service.as(by, at).ask<T>(query, variables as Record<string, unknown>);
  const sent = (by: StaffViewer, query: string, input: object) =>
    service.as(by, now).send(query, { input: { idempotencyKey: key(), siteId: site, ...input } });
  const house = {
    service,
    key,
    ask,
    sent,
    /** A command at the site; its only answer. */
    edited: async (by: StaffViewer, query: string, input: object, at = now): Promise<Answer> =>
      Object.values(
        await ask(by, query, { input: { idempotencyKey: key(), siteId: site, ...input } }, at),
      )[0] as Answer,
    /** A command that names no site. */
    acted: async (by: StaffViewer, query: string, input: object): Promise<Answer> =>
      Object.values(await ask(by, query, { input: { idempotencyKey: key(), ...input } }))[0] as Answer,
    codeOf: async (by: StaffViewer, query: string, input: object) =>
      (await sent(by, query, input)).errors[0]?.extensions?.code,
    rows: <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
      service.world.db.read((tx) => tx.query(sql, values)),
    opened: async (name: string, phone: string, siteId = site): Promise<string> => {
      const input = { idempotencyKey: key(), siteId, name, phone };
      return (await ask<{ identifyClient: { client: { id: string } } }>(desk, identify, { input })).identifyClient
        .client.id;
    },
    claimed: (clientId: string, by: string, number: number) =>
      service.hear(
        claimOpenedV1,
        {
          ...{ claimId: `019b8a00-0009-7000-8000-00000000001${number}`, clientId, siteId: site, consultantId: by },
          ...{ openedOn: '2026-03-02', validThrough: '2026-04-01', freshThrough: null, rules: ['SR-3.01'] },
        },
        now,
      ),
  };
  const xu = await house.opened('许丽', '13805521753');
  await house.claimed(xu, staffId(1), 1);
  return { ...house, xu };
};

const identify =
  'mutation ($input: IdentifyClientInput!) { identifyClient(input: $input) { ... on ClientIdentified { client { id } } } }';
