import { describe, expect, it } from '@jest/globals';
import { allPermissions } from '@shouwen/access';
import { operationFor, type RootField } from '../attacks/everyField.ts';
import { injections } from '../attacks/injections.ts';
import { objectsOf, type Slot, slotsOf, withValue } from '../attacks/slots.ts';
import { filledWith } from './filledWith.ts';
import { now } from './records.ts';
import { inLanes, rowOf, type Stage, strangerWith } from './stage.ts';

type Sent = { readonly status: number; readonly codes: readonly string[]; readonly types: readonly string[] };
type Asked = { readonly root: RootField; readonly slot: Slot; readonly values: readonly unknown[] };

const usual = {
  ...{ optional: true, listLength: 1, lastOfEnum: false },
  scalars: {
    String: '写明缘由',
    Int: 1,
    Boolean: true,
    Fen: 100,
    Float: 1.5,
    Date: '2026-03-02',
    DateTime: now.toISOString(),
  },
};

/** The question with each of the values at the place, all in one operation, as somebody who may do everything there. */
const sendEach = async (stage: Stage, { root, slot, values }: Asked): Promise<Sent> => {
  const { records, here } = stage;
  const naming = { records, root, row: rowOf(stage, root) };
  const { id = () => '', ...filled } = filledWith(naming, { place: here, siteId: here.siteId });
  const keyed = (name: string): string => (name === 'idempotencyKey' ? records.key() : id(name));
  const { text, variables } = operationFor(root, { ...usual, ...filled, id: keyed });
  const [head = '', ...body] = text.split('{');
  const asked = body
    .join('{')
    .replace(/\}\s*$/, '')
    .trim();
  const copies = values.map((value, copy) => {
    const given = withValue({ ...variables, ...(isFirst(root) ? { first: 1 } : {}) }, slot.path, value);
    return { copy, given: Object.entries(given as Readonly<Record<string, unknown>>) };
  });
  const heads = copies.map(({ copy }) => head.replace(/^\w+ \(?|\)\s*$/g, '').replaceAll(/\$(\w+)/g, `$$$1_${copy}`));
  const uses = copies.map(({ copy }) => `a${copy}: ${asked.replaceAll(/\$(\w+)/g, `$$$1_${copy}`)}`);
  const all = Object.fromEntries(
    copies.flatMap(({ copy, given }) => given.map(([name, value]) => [`${name}_${copy}`, value])),
  );
  const operation = `${root.kind} (${heads.join(', ')}) { ${uses.join(' ')} }`;
  const { status, data, errors } = await records.service
    // Somebody else each time: who searches too much is stopped (S21).
    .as(strangerWith(stage, allPermissions), now)
    .send<Record<string, { __typename?: string } | null>>(operation, all);
  return {
    status,
    codes: errors.map(({ extensions }) => extensions?.code ?? 'none'),
    types: Object.values(data ?? {}).flatMap((one) => one?.__typename ?? []),
  };
};

/**
 * Ids and cursors are read by one function for all, before anything is asked: there a part of the texts is enough. So it is of names that
 * are asked together with a phone, since one phone is looked for only so often (S21).
 */
const everyNth = ({ scalar, path }: Slot): number => {
  if (scalar === 'ID') return 20;
  return { after: 20, name: 4 }[path.join('.')] ?? 1;
};

const isFirst = ({ field }: RootField): boolean => field.args.some(({ name }) => name === 'first');

const inParts = <T>(values: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, part) => values.slice(part * size, (part + 1) * size));

const told = ({ root, slot }: Asked, { status, codes }: Sent): string =>
  `${root.field.name} ${slot.path.join('.')}: ${status} ${[...new Set(codes)].join(' ')}`;

const slotsFor = (stage: Stage, kind: RootField['kind'], fits: (slot: Slot) => boolean) =>
  stage.records.fields
    .filter((root) => root.kind === kind)
    .flatMap((root) =>
      slotsOf(root.field)
        .filter(fits)
        .map((slot) => ({ root, slot })),
    );

/** What a client may set through no input: it is decided, counted or written down by the department. */
const decided = ['isAdmin', 'status', 'state', 'version', 'createdBy', 'explanationId', 'keyId', 'readBy'];

export const inputs = (given: () => Stage): void => {
  describe('S18 two hundred texts at every place of a list or a search that takes text', () => {
    it('are looked for as they are, or refused as no cursor and no id: nothing breaks, and no statement does', async () => {
      const stage = given();
      const before = stage.records.logged.length;
      const slots = slotsFor(stage, 'query', ({ scalar }) => scalar === 'String' || scalar === 'ID');
      expect(slots.map(({ root }) => root.field.name)).toEqual(
        expect.arrayContaining(['clients', 'searchFiles', 'clientByPhone']),
      );
      const questions = slots.flatMap(({ root, slot }) => {
        const texts = injections.filter((_, place) => place % everyNth(slot) === 0);
        return inParts(texts, 5).map((values) => ({ root, slot, values }));
      });
      const wrong = await inLanes(
        questions,
        async (one) => {
          const sent = await sendEach(stage, one);
          const known = one.slot.scalar === 'ID' ? ['BAD_USER_INPUT', 'FORBIDDEN', 'NOT_FOUND'] : ['BAD_USER_INPUT'];
          return sent.codes.every((code) => known.includes(code)) ? null : told(one, sent);
          // Five texts in each: more at once would wait for a connection to the database.
        },
        2,
      );
      expect(wrong).toEqual([]);
      expect(stage.records.logged.slice(before).filter((line) => /42601|57014|syntax error/.test(line))).toEqual([]);
    });

    it('are no word of an order, a state or a kind', async () => {
      const stage = given();
      const slots = slotsFor(stage, 'query', ({ isEnum }) => isEnum);
      const questions = slots.map((one, place) => ({
        ...one,
        values: injections.slice(place % 100, (place % 100) + 3),
      }));
      const wrong = await inLanes(questions, async (one) => {
        const sent = await sendEach(stage, one);
        return sent.status === 400 ? null : told(one, sent);
      });
      expect(questions.length).toBeGreaterThan(5);
      expect(wrong).toEqual([]);
    });
  });

  describe('S19 what only the department decides', () => {
    it('is no field of any input: the schema refuses it, wherever it stands', async () => {
      const stage = given();
      const questions = stage.records.fields
        .filter(({ kind }) => kind === 'mutation')
        .flatMap((root) => objectsOf(root.field).map((inner) => ({ root, ...inner })))
        .flatMap(({ root, path, fields }, place) =>
          // All are refused by the same rule of the language: two each, so that each of them comes up often.
          [decided[place % 8] ?? '', decided[(place + 3) % 8] ?? '']
            .filter((name) => !fields.includes(name))
            .map((name) => ({ root, slot: { path: [...path, name], scalar: 'none', isEnum: false }, values: ['x'] })),
        );
      expect(questions.length).toBeGreaterThan(150);
      const wrong = await inLanes(questions, async (one) => {
        const sent = await sendEach(stage, one);
        return sent.status === 400 ? null : told(one, sent);
      });
      expect(wrong).toEqual([]);
    });
  });

  describe('S30 amounts, points and counts', () => {
    it('are whole and have an end', async () => {
      const stage = given();
      const slots = slotsFor(stage, 'mutation', ({ scalar }) => scalar === 'Int' || scalar === 'Fen');
      expect(slots.length).toBeGreaterThan(15);
      const questions = slots.flatMap((one) => [0.5, 1e18].map((value) => ({ ...one, values: [value] })));
      const wrong = await inLanes(questions, async (one) => {
        const sent = await sendEach(stage, one);
        return sent.status === 400 ? null : `${told(one, sent)} with ${one.values}`;
      });
      expect(wrong).toEqual([]);
    });

    it('are nothing below nothing', async () => {
      const stage = given();
      const slots = slotsFor(stage, 'mutation', ({ scalar }) => scalar === 'Int' || scalar === 'Fen');
      // A correction takes points away, too.
      const questions = slots
        .filter(({ root }) => root.field.name !== 'correctPoints')
        .map((one) => ({ ...one, values: [-1] }));
      const wrong = await inLanes(questions, async (one) => {
        const { codes, types, ...sent } = await sendEach(stage, one);
        const isRefused = codes.every((code) => code !== 'INTERNAL') && types.every((type) => /Refus/.test(type));
        return isRefused ? null : `${told(one, { codes, types, ...sent })} ${types}`;
      });
      expect(wrong).toEqual([]);
    });
  });
};
