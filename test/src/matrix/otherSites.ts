import { describe, expect, it } from '@jest/globals';
import { allPermissions } from '@shouwen/access';
import { namesIds } from './filledWith.ts';
import {
  allBut,
  answerTo,
  betrayal,
  inLanes,
  type Question,
  rolesApart,
  rowOf,
  type Stage,
  strangerWith,
  whatShows,
} from './stage.ts';
import { permissionsIn, withoutWhich } from './visibility.ts';

/** S14: what lies at another site, and what one has no ground for at one's own, answers like what is not there. */
export const otherSites = (given: () => Stage, kind: 'query' | 'mutation'): void => {
  const rootsOf = ({ records }: Stage) => records.fields.filter((root) => root.kind === kind);

  describe(`S14 every ${kind} about what is at another site`, () => {
    it('answers each role like one about what is not there', async () => {
      const stage = given();
      const { siteId } = stage.here;
      const questions = rootsOf(stage)
        .filter(({ field }) => namesIds(field))
        .flatMap((root): Question[] => {
          const matters = permissionsIn(rowOf(stage, root).alternatives);
          // Who holds nothing that matters is asked below, with everything else.
          const roles = rolesApart(matters).filter((held) => matters.some((one) => held.includes(one)));
          const ofRoles = roles.map((held) => ({ root, held, brief: kind === 'mutation' }));
          return [{ root, held: allPermissions }, ...ofRoles];
        });
      expect(questions.length).toBeGreaterThan(50);
      const wrong = (one: Question) => betrayal(stage, one, { place: stage.there, siteId }, { place: null, siteId });
      expect(await inLanes(questions, wrong)).toEqual([]);
    });

    it('answers like one about a site that is not there, whatever one may do at one’s own', async () => {
      const stage = given();
      const unknown = { place: null, siteId: stage.records.service.world.newId() };
      const named = { place: stage.there, siteId: stage.there.siteId };
      const questions = rootsOf(stage).map((root) => ({ root, held: allPermissions }));
      expect(await inLanes(questions, (one) => betrayal(stage, one, named, unknown))).toEqual([]);
    });
  });

  describe(`S14 every ${kind} about what is at one’s own site`, () => {
    it('answers whoever may do everything, but sees nothing, like one about what is not there', async () => {
      const stage = given();
      const { siteId } = stage.here;
      const held = allBut(whatShows(stage));
      const questions = rootsOf(stage).map((root) => ({ root, held }));
      const wrong = (one: Question) => betrayal(stage, one, { place: stage.here, siteId }, { place: null, siteId });
      expect(await inLanes(questions, wrong)).toEqual([]);
    });

    it('does and shows nothing without what the matrix asks for, though everything else is allowed', async () => {
      const stage = given();
      const { siteId } = stage.here;
      const questions = rootsOf(stage).flatMap((root) =>
        withoutWhich(rowOf(stage, root).alternatives)
          .filter((missing) => missing.length > 0)
          .map((missing) => ({ root, held: allBut(missing) })),
      );
      const wrong = async ({ root, held }: Question) => {
        const { data } = await answerTo(stage, strangerWith(stage, held), { root, place: stage.here, siteId });
        return isNothing(data) ? null : `${root.field.name}: ${JSON.stringify(data).slice(0, 200)}`;
      };
      expect(await inLanes(questions, wrong)).toEqual([]);
    });
  });
};

/** Null, an empty list, an empty page, or a refusal. */
const isNothing = (data: unknown): boolean => {
  if (data === null || (Array.isArray(data) && data.length === 0)) return true;
  const { __typename, ...fields } = data as { readonly __typename: string };
  if (__typename === 'Refusal') return true;
  const edges = Object.entries(fields).find(([name]) => name.startsWith('edges'))?.[1];
  return Array.isArray(edges) && edges.length === 0;
};
