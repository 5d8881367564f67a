import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allPermissions, type Viewer } from '@shouwen/access';
import { clientRecords } from '@shouwen/client-records';
import { siteOpenedV1 } from '@shouwen/contracts';
import { finance } from '@shouwen/finance';
import { organization } from '@shouwen/organization';
import { propertyService } from '@shouwen/property-service';
import { salesReception } from '@shouwen/sales-reception';
import { nobody, staffViewer, type TestService, testService } from '@shouwen/testing';
import { sources } from '../composition/graphShape.ts';
import { alternativesOf, readMatrix, withoutWhich } from '../matrix/visibility.ts';
import { type Filling, operationFor, type RootField, rootFieldsOf } from './everyField.ts';

const departments = [organization, salesReception, clientRecords, propertyService, finance] as const;
const now = new Date('2026-03-02T10:00:00+08:00');
const scalars = {
  ...{ String: 'V-26', Int: 1, Boolean: true, Fen: 100, Percent: 1, Float: 1.5 },
  ...{ Date: '2026-03-02', DateTime: '2026-03-02T01:00:00Z' },
};
const matrix = readMatrix();
const alternativesFor = ({ kind, field }: RootField) => {
  const row = matrix[kind === 'query' ? 'Query' : 'Mutation'][field.name];
  if (!row) throw new Error(`${field.name} has no row in the matrix`);
  return alternativesOf(matrix, row.needs);
};
const isNothing = (value: unknown): boolean =>
  value === null || JSON.stringify(value) === '[]' || JSON.stringify(value) === '{"edges":[]}';

describe.each(departments.map((definition) => [definition.name, definition] as const))('%s', (name, definition) => {
  const fields = rootFieldsOf(
    sources().find((one) => one.name === name)?.typeDefs ?? { kind: 'Document' as never, definitions: [] },
  );
  let service: TestService;
  let [site, otherSite, self] = ['', '', ''];
  beforeAll(async () => {
    service = await testService(definition);
    const { newId } = service.world;
    [site, otherSite, self] = [newId(), newId(), newId()];
    const opened = { kind: 'sales', salesPreset: 'triple-confirmation', servicePreset: null } as const;
    const since = { openedOn: '2026-01-01', effectiveFrom: '2026-01-01T00:00:00+08:00', timeZone: 'Asia/Shanghai' };
    for (const siteId of [site, otherSite]) await service.hear(siteOpenedV1, { siteId, ...opened, ...since }, now);
  });
  afterAll(() => service.stop());

  const known = (argument: string): string => {
    if (argument === 'siteId') return site;
    return /staffId|consultantId/i.test(argument) ? self : service.world.newId();
  };
  const usual: Filling = { optional: true, listLength: 1, lastOfEnum: false, id: known, scalars };
  const own = (argument: string, other: string) => (argument === 'idempotencyKey' ? known(argument) : other);
  const fillings: Readonly<Record<string, Filling>> = {
    'what is plausible': usual,
    'only what is needed, and empty lists': { ...usual, optional: false, listLength: 0 },
    'months where there is text': { ...usual, scalars: { ...scalars, String: '2026-03' } },
    'phones where there is text': { ...usual, lastOfEnum: true, scalars: { ...scalars, String: '13800138000' } },
    'the least of everything': {
      ...usual,
      scalars: {
        ...{ String: '', Int: -2_147_483_648, Fen: Number.MIN_SAFE_INTEGER, Boolean: false },
        ...{ Date: '1900-01-01', DateTime: '1900-01-01T00:00:00Z', Percent: 0, Float: -1e300 },
      },
    },
    'the most of everything': {
      ...{ optional: true, listLength: 60, lastOfEnum: true, id: known },
      scalars: {
        ...{ String: '字'.repeat(1_000), Int: 2_147_483_647, Fen: Number.MAX_SAFE_INTEGER, Boolean: true },
        ...{ Date: '2199-12-31', DateTime: '2199-12-31T23:59:59.999Z', Percent: 100, Float: 1e300 },
      },
    },
    'ids in capitals': { ...usual, id: (argument) => own(argument, known(argument).toUpperCase()) },
    'words that mean something to a program': {
      ...usual,
      id: (argument) => (argument === 'siteId' ? site : own(argument, '__proto__')),
      scalars: { ...scalars, String: `'; -- %_\\ \u202e😀 "constructor` },
    },
  };

  /** What opens to everybody, or needs nothing but that it is one's own: there it is the row that says so. */
  const forEverybody = (name: string): boolean =>
    alternativesFor(fields.find(({ field }) => field.name === name) as RootField).some((one) =>
      one.every((word) => word === 'anybody' || word === 'own'),
    );
  /** What is not asked at the site it names, but wherever one holds the permission. */
  const isAnywhere = (name: string): boolean =>
    [matrix.Query[name], matrix.Mutation[name]].some((row) => row?.at === 'anywhere');

  type Asked = { readonly who: Viewer; readonly filling: Filling };
  const ask = async (root: RootField, { who, filling }: Asked) => {
    const { text, variables } = operationFor(root, filling);
    const { data, errors } = await service.as(who, now).send<Record<string, unknown> | null>(text, variables);
    return { value: data?.[root.field.name] ?? null, code: errors[0]?.extensions?.code };
  };
  /** Which of the fields answer so, eight of them asked at a time. */
  const thatAnswer = async (asked: Asked, isSo: (answer: Awaited<ReturnType<typeof ask>>) => boolean) => {
    const left = [...fields];
    const found: string[] = [];
    const lane = async (): Promise<void> => {
      for (let root = left.pop(); root; root = left.pop())
        if (isSo(await ask(root, asked))) found.push(root.field.name);
    };
    await Promise.all(Array.from({ length: 8 }, lane));
    return found.sort();
  };

  it.each(Object.keys(fillings))('no field breaks, for somebody who may do everything there: %s', async (key) => {
    const filling = fillings[key] ?? usual;
    for (const grants of [{ [site]: allPermissions }, { '*': allPermissions }])
      expect(await thatAnswer({ who: staffViewer(self, grants), filling }, ({ code }) => code === 'INTERNAL')).toEqual(
        [],
      );
  });

  it.each([
    ['nobody', () => nobody],
    ['staff of another site', () => staffViewer(self, { [otherSite]: allPermissions })],
    ['staff of the site who may do nothing', () => staffViewer(self, { [site]: [] })],
    [
      'a partner of another site',
      (): Viewer => ({ kind: 'partner', partnerId: self, scopes: ['visit.register'], sites: [otherSite] }),
    ],
  ])('no field tells or does anything for %s', async (name, who) => {
    const elsewhere = name === 'staff of another site';
    const said = await thatAnswer({ who: who(), filling: usual }, ({ value }) => !isNothing(value));
    expect(said.filter((name) => !forEverybody(name) && !(elsewhere && isAnywhere(name)))).toEqual([]);
  });

  it('S14 no field opens to staff of the site who may do everything but what the matrix asks for', async () => {
    const questions = fields.flatMap((root) =>
      withoutWhich(alternativesFor(root))
        .filter((missing) => missing.length > 0)
        .map((missing) => ({ root, missing })),
    );
    const found: string[] = [];
    const lane = async (): Promise<void> => {
      for (let one = questions.pop(); one; one = questions.pop()) {
        const { root, missing } = one;
        const held = allPermissions.filter((permission) => !missing.includes(permission));
        const { value } = await ask(root, {
          who: staffViewer(service.world.newId(), { [site]: held }),
          filling: usual,
        });
        if (!isNothing(value)) found.push(`${root.field.name} without ${missing.join(', ')}`);
      }
    };
    await Promise.all(Array.from({ length: 8 }, lane));
    expect(found.sort()).toEqual([]);
  });
});
