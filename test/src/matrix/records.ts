import { allPermissions, type StaffViewer, type Viewer } from '@shouwen/access';
import { clientRecords } from '@shouwen/client-records';
import { postAssignedV1, siteOpenedV1 } from '@shouwen/contracts';
import { openLog } from '@shouwen/subgraph';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { type Filling, operationFor, type RootField, rootFieldsOf } from '../attacks/everyField.ts';
import { sources } from '../composition/graphShape.ts';
import { deepSelection } from './deepSelection.ts';

export const now = new Date('2026-03-02T10:00:00+08:00');

/** Every field of Query and Mutation that the client records answer. */
export const recordsFields = (): RootField[] => {
  const own = sources().find(({ name }) => name === 'client-records');
  if (!own) throw new Error('there are no client records');
  return rootFieldsOf(own.typeDefs);
};

/** What is said of one thing of a site, by the name of the argument. */
export type Texts = Readonly<Record<string, string>>;
export type Said = { readonly data: unknown; readonly errors: readonly unknown[]; readonly body: string };

export type Records = {
  readonly service: TestService;
  readonly fields: readonly RootField[];
  /** Every line that it wrote into its log. */
  readonly logged: readonly string[];
  key(): string;
  /** Asks one field filled in that way, for everything that its answer can show. */
  ask(who: Viewer, root: RootField, filling: Partial<Filling>, at?: Date): Promise<Said>;
  /** A command whose input is filled in, but for what is given; its answer in short: the type, or the code. */
  act(who: Viewer, name: string, input: Readonly<Record<string, unknown>>): Promise<string>;
  rows<T = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<T[]>;
};

const scalars = {
  ...{ String: '写明缘由', Int: 1, Boolean: true, Fen: 100, Float: 1.5 },
  ...{ Date: '2026-03-02', DateTime: '2026-03-02T01:00:00Z' },
};

export const openRecords = async (): Promise<Records> => {
  const logged: string[] = [];
  const log = openLog({ service: 'client-records', level: 'warn' }, { write: (line) => void logged.push(line) });
  const service = await testService(clientRecords, { log });
  const fields = recordsFields();
  let keys = 0;
  const key = (): string => {
    keys += 1;
    return `matrix-${keys}`;
  };
  const usual: Filling = { optional: true, listLength: 1, lastOfEnum: false, id: () => service.world.newId(), scalars };
  const ask: Records['ask'] = async (who, root, filling, at = now) => {
    const asked: Filling = { ...usual, selection: deepSelection, ...filling };
    const { text, variables } = operationFor(root, {
      ...asked,
      id: (name) => (name === 'idempotencyKey' ? key() : asked.id(name)),
    });
    const { data, errors } = await service.as(who, at).send(text, variables);
    return { data: data?.[root.field.name] ?? null, errors, body: JSON.stringify({ data, errors }) };
  };
  const act: Records['act'] = async (who, name, input) => {
    const root = fields.find(({ field, kind }) => kind === 'mutation' && field.name === name);
    if (!root) throw new Error(`there is no ${name}`);
    const { text, variables } = operationFor(root, { ...usual, optional: false });
    const given = { ...(variables.input as object), idempotencyKey: key(), ...input };
    const { data, errors } = await service.as(who, now).send(text, { input: given });
    const answer = data?.[name] as { __typename: string; code?: string } | null | undefined;
    return errors[0]?.extensions?.code ?? answer?.code ?? answer?.__typename ?? 'nothing';
  };
  return {
    ...{ service, fields, logged, key, ask, act },
    rows: (sql, values = []) => service.world.db.read((tx) => tx.query(sql, [...values])),
  };
};

/** One site with a thing of every kind, and how they are told in an answer: nothing at another site is called so. */
export type Place = {
  readonly siteId: string;
  /** Who may do everything there. */
  readonly all: StaffViewer;
  /** The ids of the rows of a table. */
  ids(table: string): readonly string[];
  readonly texts: Texts;
  /** Ids, numbers, names and titles of this place, none of which stands anywhere else. */
  readonly markers: readonly string[];
};

export const openPlace = async ({ service }: Records): Promise<{ siteId: string; all: StaffViewer }> => {
  const siteId = service.world.newId();
  const preset = { kind: 'sales', salesPreset: 'triple-confirmation', servicePreset: null } as const;
  const since = { openedOn: '2026-01-01', effectiveFrom: '2026-01-01T00:00:00+08:00', timeZone: 'Asia/Shanghai' };
  await service.hear(siteOpenedV1, { siteId, ...preset, ...since }, now);
  return { siteId, all: staffViewer(service.world.newId(), { [siteId]: allPermissions }) };
};

/** Somebody with a post there, who may do everything there too. */
export const colleagueAt = async ({ service }: Records, siteId: string, role: string): Promise<StaffViewer> => {
  const [postId, staffId] = [service.world.newId(), service.world.newId()];
  const held = { from: '2026-01-05', to: null, rosterOrder: null };
  await service.hear(postAssignedV1, { postId, staffId, siteId, role, ...held }, now);
  return staffViewer(staffId, { [siteId]: allPermissions });
};
