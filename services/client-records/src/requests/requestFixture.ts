import type { Permission, Viewer } from '@shouwen/access';
import { companyPostAssignedV1, postAssignedV1 } from '@shouwen/contracts';
import { type GraphAnswer, staffViewer, type TestService, testService } from '@shouwen/testing';
import { clientRecords } from '../service.ts';
import { request, type SeenRequest, shown } from './requestAnswersFixture.ts';

/** For tests: a company with an archive, and everybody who asks for files or decides about it. */
export const site = '019b8a00-0001-7000-8000-000000000001';
export const otherSite = '019b8a00-0001-7000-8000-000000000002';
const staffId = (number: number) => `019b8a00-0002-7000-8000-${String(number).padStart(12, '0')}`;
const keeping: Permission[] = [
  ...([
    'client.identify',
    'client.readSite',
    'archive.open',
    'archive.file',
    'archive.readSite',
    'archive.custody',
  ] as const),
  ...(['request.submit', 'request.lend', 'loan.read'] as const),
];

const person = (number: number, role: string, at: string | null, ...may: Permission[]) => ({
  ...staffViewer(staffId(number), { [at ?? '*']: may }),
  post: { postId: `019b8a00-0003-7000-8000-${String(number).padStart(12, '0')}`, staffId: staffId(number), role, at },
});

export const people = {
  clerk: person(1, 'finance-clerk', null, 'request.submit'),
  financeManager: person(2, 'finance-manager', null, 'request.submit', 'request.stamp'),
  advisor: person(3, 'client-relations-advisor', null, 'request.submit', 'request.review'),
  serviceManager: person(
    4,
    'client-service-manager',
    null,
    'request.submit',
    'request.stamp',
    'request.review',
    'request.reviewClassified',
  ),
  specialist: person(5, 'records-specialist', site, ...keeping),
  secondSpecialist: person(6, 'records-specialist', site, ...keeping),
  supervisor: person(
    7,
    'records-supervisor',
    null,
    ...keeping,
    'archive.custodyClassified',
    'request.stamp',
    'request.supervise',
  ),
  general: person(8, 'general-manager', null, 'request.submit', 'request.stamp', 'request.direct'),
  li: person(9, 'consultant', site, 'request.submit', 'client.readSite', 'archive.readSite'),
  zhao: person(10, 'consultant', site, 'request.submit', 'client.readSite', 'archive.readSite'),
  manager: person(11, 'sales-manager', site, 'request.submit', 'request.stamp', 'client.readSite', 'archive.readSite'),
  director: person(12, 'sales-director', site, 'request.submit', 'request.stamp'),
  otherManager: person(13, 'sales-manager', otherSite, 'request.submit', 'request.stamp'),
  wang: person(15, 'consultant', site, 'request.submit', 'client.readSite', 'archive.readSite'),
  wei: person(16, 'consultant', otherSite, 'request.submit'),
  siteAdvisor: person(17, 'client-relations-advisor', site, 'request.review'),
  policyMaker: person(14, 'executive', null, 'policy.change', 'policy.read'),
} as const;
export type Person = (typeof people)[keyof typeof people];

export const at = (day: string, time = '10:00'): Date => new Date(`2026-03-${day}T${time}:00+08:00`);

export type RequestDesk = {
  readonly service: TestService;
  send(
    by: Viewer,
    when: Date,
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<GraphAnswer<Record<string, unknown>>>;
  ask<T>(by: Viewer, when: Date, query: string, variables?: Record<string, unknown>): Promise<T>;
  /** A mutation with a key of its own: its answer, or the code of the error. */
  act<T = Record<string, unknown>>(by: Viewer, when: Date, name: string, input: Record<string, unknown>): Promise<T>;
  rows<T = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<T[]>;
  /** Drafts and submits; the request, or the refusal. */
  submitted(by: Viewer, when: Date, input: Record<string, unknown>): Promise<SeenRequest & { readonly code?: string }>;
  decide(
    by: Viewer,
    when: Date,
    id: string,
    reason?: string,
  ): Promise<SeenRequest & { readonly code?: string; readonly error?: string }>;
  see(by: Viewer, when: Date, id: string): Promise<SeenRequest | null>;
  /** The numbers of the requests that wait for somebody. */
  waiting(by: Viewer, when: Date): Promise<string[]>;
  client(): Promise<string>;
  file(clientId: string, level?: string): Promise<string>;
};

let phones = 13_900_000_000;

export const openRequestDesk = async (): Promise<RequestDesk> => {
  const service = await testService(clientRecords);
  for (const { post } of Object.values(people)) {
    const { at: siteId, ...rest } = post;
    const held = { ...rest, from: '2026-01-05', to: null };
    if (siteId === null)
      await service.hear(companyPostAssignedV1, { ...held, department: departmentOf(post.role) }, at('01'));
    else await service.hear(postAssignedV1, { ...held, siteId, rosterOrder: null }, at('01'));
  }
  let keys = 0;
  const send: RequestDesk['send'] = (by, when, query, variables = {}) =>
    service.as(viewerOf(by), when).send(query, variables);
  const act: RequestDesk['act'] = async <T>(by: Viewer, when: Date, name: string, input: Record<string, unknown>) => {
    keys += 1;
    const [type, answer] = shown[name] ?? ['', ''];
    const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${answer}
      ... on Refusal { code retryable rule { id } message { zh en } } } }`;
    const { data, errors } = await send(by, when, mutation, { input: { idempotencyKey: `key-${keys}`, ...input } });
    if (errors.length > 0) return { error: errors[0]?.extensions?.code, message: errors[0]?.message } as T;
    return (data as Record<string, T>)[name] as T;
  };
  const requestOf = (answer: { request?: SeenRequest }) => ({ ...answer, ...answer.request }) as never;
  const ask: RequestDesk['ask'] = (by, when, query, variables = {}) =>
    service.as(viewerOf(by), when).ask(query, variables);
  let shelves = 0;
  return {
    ...{ service, send, act, ask },
    rows: (sql, parameters = []) => service.world.db.read((tx) => tx.query(sql, [...parameters])),
    submitted: async (by, when, input) => {
      const form = {
        siteId: site,
        purpose: '核对首付款',
        reason: '合同金额与到账不符',
        untilOn: '2026-03-06',
        ...input,
      };
      const drafted = await act<{ request?: SeenRequest }>(by, when, 'draftRequest', form);
      if (!drafted.request) return requestOf(drafted);
      return requestOf(await act(by, when, 'submitRequest', { requestId: drafted.request.id }));
    },
    decide: async (by, when, requestId, reason) =>
      requestOf(await act(by, when, 'decideRequest', { requestId, verdict: reason ? 'REFUSED' : 'APPROVED', reason })),
    see: async (by, when, id) =>
      (
        await ask<{ accessRequest: SeenRequest | null }>(
          by,
          when,
          `query ($id: ID!) { accessRequest(id: $id) { ${request.slice(9)} }`,
          { id },
        )
      ).accessRequest,
    waiting: async (by, when) => {
      const query = '{ accessRequestsWaiting(first: 100) { edges { node { id } } } }';
      type Answer = { accessRequestsWaiting: { edges: { node: { id: string } }[] } };
      return (await ask<Answer>(by, when, query)).accessRequestsWaiting.edges.map(({ node }) => node.id);
    },
    client: async () => {
      phones += 1;
      const input = { siteId: site, name: '许丽', phone: String(phones) };
      const found = await act<{ client: { id: string } }>(people.specialist, at('01'), 'identifyClient', input);
      await act(people.specialist, at('01'), 'openArchive', { siteId: site, clientId: found.client.id });
      return found.client.id;
    },
    file: async (clientId, level = 'ORDINARY') => {
      shelves += 1;
      const classified = level === 'CONFIDENTIAL' || level === 'TOP_SECRET';
      const shelf = { siteId: site, room: '一号库房', cabinet: 'A', shelf: shelves, classified };
      const added = await act<{ shelf: { id: string } }>(people.supervisor, at('01'), 'addArchiveShelf', shelf);
      const place = { shelfId: added.shelf.id, position: 1 };
      const document = { siteId: site, clientId, title: '购房合同', kind: 'CONTRACT', level, carrier: 'PAPER', place };
      const filed = await act<{ file: { id: string } }>(people.supervisor, at('01'), 'fileDocument', {
        ...{ ...document, retention: { from: '2026-03-01', years: 30 } },
      });
      return filed.file.id;
    },
  };
};

const departmentOf = (role: string): string =>
  ({ 'finance-clerk': 'finance', 'finance-manager': 'finance', 'records-supervisor': 'client-records' })[role] ??
  (role === 'general-manager' || role === 'executive' ? 'management' : 'client-relations');

/** What the token carries; the post is only known here. */
const viewerOf = (by: Viewer): Viewer => {
  if (by.kind !== 'staff') return by;
  const { kind, staffId: id, sessionId, grants } = by;
  return { kind, staffId: id, sessionId, grants };
};
