import { type BareContext, type GraphContext, listLoaderOf, loaderOf } from '@shouwen/subgraph';
import type { ExplanationLoaders } from '../explained.ts';
import { possibleIds } from '../inputIds.ts';
import { type Role, rolesByCodes } from '../roles/index.ts';
import type { SiteLoaders } from '../sites/index.ts';
import type { Staff } from './staff.ts';
import { type PostView, postsByIds, postsByStaff, staffByIds } from './staffQueries.ts';

export type StaffLoaders = ReturnType<typeof staffLoaders>;
export type StaffContext = GraphContext<StaffLoaders & SiteLoaders & ExplanationLoaders>;

export const staffLoaders = ({ db, viewer }: BareContext) => ({
  staff: loaderOf<Staff>(
    (ids) => db.read((tx) => staffByIds(tx, viewer, possibleIds(ids))),
    ({ id }) => id,
  ),
  posts: loaderOf<PostView>(
    (ids) => db.read((tx) => postsByIds(tx, viewer, possibleIds(ids))),
    ({ id }) => id,
  ),
  postsOfStaff: listLoaderOf<PostView>(
    (ids) => db.read((tx) => postsByStaff(tx, viewer, possibleIds(ids))),
    ({ staffId }) => staffId,
  ),
  roles: loaderOf<Role>(
    (codes) => db.read((tx) => rolesByCodes(tx, viewer, codes)),
    ({ code }) => code,
  ),
});
