import { type Database, openDatabase } from '@shouwen/database';
import { openLog } from '@shouwen/subgraph';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { clientRecords } from '../service.ts';

export const site = '019b8a00-0001-7000-8000-000000000001';
export const otherSite = '019b8a00-0001-7000-8000-000000000002';
export const staffId = (number: number) => `019b8a00-0002-7000-8000-00000000000${number}`;
export const desk = staffViewer(staffId(7), { [site]: ['client.identify', 'client.readSite', 'leak.report'] });
export const manager = staffViewer(staffId(6), { [site]: ['client.readSite', 'client.unmask', 'leak.report'] });
export const li = staffViewer(staffId(1), { [site]: ['client.readOwn', 'client.unmask'] });
export const custodian = staffViewer(staffId(4), { [site]: ['client.readSite', 'trace.read'] });
export const classifiedCustodian = staffViewer(staffId(5), {
  [site]: ['client.readSite', 'trace.read', 'archive.custodyClassified'],
});
export const custodianElsewhere = staffViewer(staffId(3), { [otherSite]: ['client.readSite', 'trace.read'] });
export const auditor = staffViewer(staffId(9), { '*': ['trace.read', 'audit.read'] });
export const now = new Date('2026-03-02T09:28:00+08:00');
export const after = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

const identify = `mutation ($input: IdentifyClientInput!) { identifyClient(input: $input) {
  ... on ClientIdentified { client { id } } ... on Refusal { code } } }`;
export const unmask = `mutation ($input: UnmaskPhoneInput!) { unmaskPhone(input: $input) {
  __typename ... on PhoneUnmasked { phone } ... on Refusal { code } } }`;
export const search = 'query ($phone: String!) { clientByPhone(phone: $phone) { id } }';
export const page = 'query ($id: ID!) { client(id: $id) { id } }';
export const trace = `query ($id: ID!, $days: Int, $first: Int, $after: String) {
  clientTrace(clientId: $id, days: $days, first: $first, after: $after) { edges { node {
    number at action allowed detail ground reason clientAddress actor staff { id } resourceType resourceId } }
    pageInfo { hasNextPage endCursor } } }`;

export type Line = {
  readonly number: number;
  readonly action: string;
  readonly allowed: boolean;
  readonly staff: { readonly id: string };
};
export type Trace = {
  readonly clientTrace: {
    readonly edges: readonly { readonly node: Line }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  } | null;
};

export type TracedHouse = TestService & {
  /** Every line the service wrote into its log. */
  readonly logged: readonly string[];
  readonly admin: Database;
  /** Opens the record of somebody at the site of the desk. */
  opened(phone: string, name?: string, at?: Date): Promise<string>;
  nextKey(): string;
};

/** The department with its log in the test's hand, and a superuser. */
export const tracedHouse = async (): Promise<TracedHouse> => {
  const logged: string[] = [];
  const log = openLog({ service: 'client-records', level: 'trace' }, { write: (line) => void logged.push(line) });
  const service = await testService(clientRecords, { log });
  const admin = await openDatabase({ url: service.adminUrl, entities: [], applicationName: 'tampering' });
  let keys = 0;
  const nextKey = () => {
    keys += 1;
    return `trace-${keys}`;
  };
  const opened = async (phone: string, name = '许丽', at = now): Promise<string> => {
    const input = { idempotencyKey: nextKey(), siteId: site, name, phone };
    type Answer = { identifyClient: { client: { id: string } } };
    return (await service.as(desk, at).ask<Answer>(identify, { input })).identifyClient.client.id;
  };
  const stop = async () => {
    await admin.close();
    await service.stop();
  };
  return { ...service, logged, admin, opened, nextKey, stop };
};
