import { mostRepresentations } from '@shouwen/subgraph';

export type PartError = {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
};
export type PartAnswer = {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly PartError[];
};

type Variables = Readonly<Record<string, unknown>>;
type Ask = (variables: Record<string, unknown>) => Promise<PartAnswer>;

/** Equal representations are asked for once; `places` tells where each answer belongs. */
const withoutRepeats = (representations: readonly unknown[]) => {
  const index = new Map<string, number>();
  const distinct: unknown[] = [];
  const places = representations.map((one) => {
    const key = JSON.stringify(one);
    const known = index.get(key);
    if (known !== undefined) return known;
    index.set(key, distinct.length);
    return distinct.push(one) - 1;
  });
  return { distinct, places };
};

const parts = (list: readonly unknown[]): unknown[][] =>
  Array.from({ length: Math.ceil(list.length / mostRepresentations) }, (_, part) =>
    list.slice(part * mostRepresentations, (part + 1) * mostRepresentations),
  );

/** Answers and errors of a part, with the positions they have in the whole. */
const entitiesOf = ({ data }: PartAnswer, length: number): unknown[] => {
  const entities = data?._entities;
  return Array.isArray(entities) && entities.length === length ? entities : Array(length).fill(null);
};

const shifted = (error: PartError, offset: number): PartError => {
  const [root, position, ...rest] = error.path ?? [];
  return root === '_entities' && typeof position === 'number'
    ? { ...error, path: [root, position + offset, ...rest] }
    : error;
};

/** An error is told at the first place of the entity it is about. */
const placed = (error: PartError, places: readonly number[]): PartError => {
  const [root, position, ...rest] = error.path ?? [];
  if (root !== '_entities' || typeof position !== 'number') return error;
  return { ...error, path: [root, places.indexOf(position), ...rest] };
};

/**
 * Asks a subgraph for entities in parts it accepts, each entity once, and puts the answers back in order.
 * An operation without representations is asked as it is.
 */
export const askInParts = async (variables: Variables, ask: Ask): Promise<PartAnswer> => {
  const { representations } = variables;
  if (!Array.isArray(representations)) return ask({ ...variables });
  const { distinct, places } = withoutRepeats(representations);
  const answers = await Promise.all(
    parts(distinct).map(async (part, index) => ({
      part,
      offset: index * mostRepresentations,
      answer: await ask({ ...variables, representations: part }),
    })),
  );
  const entities = answers.flatMap(({ answer, part }) => entitiesOf(answer, part.length));
  const errors = answers.flatMap(({ answer, offset }) =>
    (answer.errors ?? []).map((error) => placed(shifted(error, offset), places)),
  );
  // One row that stands in two places must not become one object: the gateway writes into what it is given.
  const data = { _entities: places.map((place) => structuredClone(entities[place])) };
  return errors.length > 0 ? { data, errors } : { data };
};
