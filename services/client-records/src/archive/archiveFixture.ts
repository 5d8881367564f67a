import type { Permission, Viewer } from '@shouwen/access';
import { type GraphAnswer, staffViewer, type TestService, testService } from '@shouwen/testing';
import { clientRecords } from '../service.ts';

/** For tests: people of two sites, and the archive through HTTP as they would use it. */
export const site = '019b8a00-0001-7000-8000-000000000001';
export const otherSite = '019b8a00-0001-7000-8000-000000000002';
export const staffId = (number: number) => `019b8a00-0002-7000-8000-${String(number).padStart(12, '0')}`;
export const now = new Date('2026-03-02T09:28:00+08:00');

const keeping: Permission[] = [
  ...(['client.readSite', 'archive.open', 'archive.file', 'archive.readSite', 'archive.custody'] as const),
  ...(['archive.inspect', 'archive.destroyPropose'] as const),
];
const supervising: Permission[] = [...keeping, 'archive.custodyClassified', 'archive.destroyApprove', 'archive.hold'];

export const people = {
  desk: staffViewer(staffId(1), { [site]: ['client.identify', 'client.readSite'] }),
  deskElsewhere: staffViewer(staffId(2), { [otherSite]: ['client.identify', 'client.readSite'] }),
  li: staffViewer(staffId(3), { [site]: ['client.readOwn', 'archive.open'] }),
  zhao: staffViewer(staffId(4), { [site]: ['client.readOwn', 'archive.open'] }),
  manager: staffViewer(staffId(5), { [site]: ['client.readSite', 'archive.open', 'archive.readSite'] }),
  director: staffViewer(staffId(6), {
    [site]: ['client.readSite', 'archive.open', 'archive.readSite', 'archive.approve'],
  }),
  specialist: staffViewer(staffId(7), { [site]: keeping }),
  supervisor: staffViewer(staffId(8), { [site]: supervising }),
  secondSupervisor: staffViewer(staffId(9), { [site]: supervising }),
  thirdSupervisor: staffViewer(staffId(10), { [site]: supervising }),
  elsewhere: staffViewer(staffId(11), { [otherSite]: supervising }),
  custody: staffViewer(staffId(12), { '*': ['client.readSite', 'archive.readSite'] }),
  clerk: staffViewer(staffId(13), { [otherSite]: ['request.submit'] }),
} as const;

export type Desk = {
  readonly service: TestService;
  key(): string;
  send(by: Viewer, query: string, variables?: Record<string, unknown>, at?: Date): Promise<GraphAnswer<unknown>>;
  /** A mutation of one `input`, with a key of its own; the answer of the mutation, or of the error. */
  act<T = Record<string, unknown>>(by: Viewer, name: string, input: Record<string, unknown>, at?: Date): Promise<T>;
  ask<T>(by: Viewer, query: string, variables?: Record<string, unknown>, at?: Date): Promise<T>;
  rows<T = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<T[]>;
  openClient(by?: Viewer, atSite?: string): Promise<string>;
  /** A client with an archive, opened by Li's manager. */
  archivedClient(): Promise<string>;
  shelf(classified: boolean): Promise<string>;
};

const answers: Readonly<Record<string, string>> = {
  openArchive: '... on ArchiveDone { archive { id approveBy isLate openedBy { id } } explanation { applied { id } } }',
  approveArchive: '... on ArchiveDone { archive { approvedBy { id } isLate } explanation { applied { id } } }',
  addArchiveShelf: '... on ShelfDone { shelf { id } }',
  placeLegalHold: '... on HoldDone { hold { id file { id } } explanation { applied { id } } }',
  releaseLegalHold: '... on HoldDone { hold { releasedAt } }',
  proposeDestruction: '... on DestructionDone { destruction { id state } explanation { applied { id } } }',
  decideDestruction: '... on DestructionDone { destruction { state decidedBy { id } } }',
  witnessDestruction: '... on DestructionDone { destruction { state method witnessedBy { id } files { state } } }',
  startInspection: '... on InspectionDone { inspection { id } }',
  recordFindings: '... on InspectionDone { explanation { applied { id } } }',
  completeInspection: '... on InspectionDone { inspection { nextDueOn } }',
  identifyClient: '... on ClientIdentified { client { id } }',
};
const fileAnswer = '... on FileDone { file { id title level custodian { id } } explanation { applied { id } } }';
const inputs: Readonly<Record<string, string>> = {
  addArchiveShelf: 'ShelfInput',
};

let phones = 13_800_000_000;

export const openDesk = async (
  definition = clientRecords,
  options: Parameters<typeof testService>[1] = {},
): Promise<Desk> => {
  const service = await testService(definition, options);
  let keys = 0;
  const key = () => {
    keys += 1;
    return `key-${keys}`;
  };
  const send: Desk['send'] = (by, query, variables = {}, at = now) => service.as(by, at).send(query, variables);
  const act: Desk['act'] = async <T>(by: Viewer, name: string, input: Record<string, unknown>, at = now) => {
    const type = inputs[name] ?? `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${answers[name] ?? fileAnswer}
      ... on Refusal { code rule { id } message { zh en } } } }`;
    const answer = await send(by, mutation, { input: { idempotencyKey: key(), ...input } }, at);
    if (answer.errors.length > 0)
      return { error: answer.errors[0]?.extensions?.code, message: answer.errors[0]?.message } as T;
    return (answer.data as Record<string, T>)[name] as T;
  };
  const ask: Desk['ask'] = async (by, query, variables = {}, at = now) => service.as(by, at).ask(query, variables);
  const openClient: Desk['openClient'] = async (by = people.desk, atSite = site) => {
    phones += 1;
    const found = await act<{ client: { id: string } }>(by, 'identifyClient', {
      ...{ siteId: atSite, name: '许丽', phone: String(phones) },
    });
    return found.client.id;
  };
  let shelves = 0;
  return {
    ...{ service, key, send, act, ask, openClient },
    rows: (sql, parameters = []) => service.world.db.read((tx) => tx.query(sql, [...parameters])),
    archivedClient: async () => {
      const clientId = await openClient();
      await act(people.manager, 'openArchive', { siteId: site, clientId });
      return clientId;
    },
    shelf: async (classified) => {
      shelves += 1;
      const input = { siteId: site, room: '一号库房', cabinet: 'A', shelf: shelves, classified };
      const added = await act<{ shelf: { id: string } }>(people.supervisor, 'addArchiveShelf', input);
      return added.shelf.id;
    },
  };
};
