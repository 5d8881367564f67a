import { allPermissions, type Permission, type StaffViewer } from '@shouwen/access';
import { permissionsByRole } from '@shouwen/organization';
import { staffViewer } from '@shouwen/testing';
import { briefSelection, type RootField } from '../attacks/everyField.ts';
import { comparable, filledWith } from './filledWith.ts';
import type { Place, Records, Said } from './records.ts';
import { type Alternative, alternativesOf, type Matrix, permissionsIn, type RootRow } from './visibility.ts';

/** The department with two sites, in each of which lies a thing of every kind. */
export type Stage = {
  readonly matrix: Matrix;
  readonly records: Records;
  readonly here: Place;
  readonly there: Place;
};

/** Somebody with nothing of their own, who may do this at the site, or `*`. */
export const strangerWith = ({ records, here }: Stage, held: readonly Permission[], at = here.siteId): StaffViewer =>
  staffViewer(records.service.world.newId(), { [at]: held });

export const rowOf = ({ matrix }: Stage, { kind, field }: RootField): RootRow & { alternatives: Alternative[] } => {
  const row = matrix[kind === 'query' ? 'Query' : 'Mutation'][field.name];
  if (!row) throw new Error(`${field.name} has no row in the matrix`);
  return { ...row, alternatives: alternativesOf(matrix, row.needs) };
};

/**
 * The roles of the company as far as what matters tells them apart: of those that are alike in it, the one that may do most, so that a
 * permission that matters and stands nowhere shows too.
 */
export const rolesApart = (matters: readonly Permission[]): (readonly Permission[])[] => {
  const most = new Map<string, readonly Permission[]>();
  for (const held of Object.values(permissionsByRole())) {
    const alike = matters.filter((one) => held.includes(one)).join();
    if (held.length > (most.get(alike)?.length ?? -1)) most.set(alike, held);
  }
  return [...most.values()];
};

/** Asks eight questions at a time, unless told; what was `wrong` about them, sorted. */
export const inLanes = async <T>(
  questions: readonly T[],
  wrong: (one: T) => Promise<string | null>,
  lanes = 8,
): Promise<string[]> => {
  const left = [...questions];
  const found: string[] = [];
  const lane = async (): Promise<void> => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) {
      const said = await wrong(one);
      if (said !== null) found.push(said);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return found.sort();
};

export type Question = {
  readonly root: RootField;
  readonly held: readonly Permission[];
  /** No more of the answer than of which kind it is. */
  readonly brief?: boolean;
};
/** Of whose things is asked, and at which site they are said to be. */
export type Named = { readonly place: Place | null; readonly siteId: string; readonly brief?: boolean };

export const answerTo = (
  stage: Stage,
  who: StaffViewer,
  { root, ...named }: Named & { readonly root: RootField },
): Promise<Said> => {
  const { records } = stage;
  const filling = filledWith({ records, root, row: rowOf(stage, root) }, named);
  return records.ask(who, root, named.brief ? { ...filling, selection: briefSelection } : filling);
};

/** Null when what is named is answered exactly like what is not there, and nothing of it stands in the answer. */
export const betrayal = async (
  stage: Stage,
  { root, held, brief = false }: Question,
  named: Named,
  unknown: Named,
): Promise<string | null> => {
  const who = strangerWith(stage, held);
  const one = await answerTo(stage, who, { root, brief, ...named });
  const told = named.place?.markers.filter((marker) => one.body.includes(marker)) ?? [];
  if (told.length > 0) return `${root.field.name} tells ${told.join(', ')}`;
  const other = await answerTo(stage, who, { root, brief, ...unknown });
  if (comparable(one.body) === comparable(other.body)) return null;
  return `${root.field.name}: ${comparable(one.body).slice(0, 200)} instead of ${comparable(other.body).slice(0, 200)}`;
};

/** Who plans or carries out an event knows of it without reading the others. */
const actsThatShow: readonly Permission[] = ['care.handle', 'care.plan'];

/** Everything that shows something in this department: whoever holds none of it, sees none of it. */
export const whatShows = ({ matrix, records }: Stage): Permission[] => {
  const queries = records.fields.filter(({ kind }) => kind === 'query').map(({ field }) => matrix.Query[field.name]);
  const needs = [...queries.flatMap((row) => row?.needs ?? []), ...Object.values(matrix.levels)];
  return [...actsThatShow, ...permissionsIn(needs.flatMap((one) => alternativesOf(matrix, one)))];
};

export const allBut = (missing: readonly Permission[]): Permission[] =>
  allPermissions.filter((one) => !missing.includes(one));
