import { can, demandStaff } from '@shouwen/access';
import { connectionOf, type PageArguments, pageOf } from '@shouwen/subgraph';
import { toGraphResult } from '../answer.ts';
import { explanationOf } from '../explained.ts';
import { demandIds } from '../inputIds.ts';
import { type AssignPostInput, assignPost, type TokenTime } from './assignPost.ts';
import { type EndPostInput, endPost } from './endPost.ts';
import { type HireStaffDeps, type HireStaffInput, hireStaff } from './hireStaff.ts';
import { type RecordLeavingInput, recordLeaving } from './recordLeaving.ts';
import type { Department, Staff } from './staff.ts';
import type { StaffContext } from './staffLoaders.ts';
import { listStaffOfSite, type PostView } from './staffQueries.ts';

type Input<I> = { readonly input: I };
type Explained = { readonly explanationId: string };

export const staffResolvers = (deps: TokenTime & HireStaffDeps) => ({
  Query: {
    staff: staffOfSite,
    staffMember: (_: unknown, { id }: { id: string }, { loaders }: StaffContext) => loaders.staff.load(id),
  },
  Mutation: {
    hireStaff: async (_: unknown, { input }: Input<HireStaffInput>, context: StaffContext) =>
      toGraphResult('StaffHired', await hireStaff(deps)(context, input)),
    assignPost: async (_: unknown, { input }: Input<AssignPostInput>, context: StaffContext) => {
      const { siteId = null, rosterOrder = null, to = null, ...rest } = input;
      demandIds({ staffId: rest.staffId, siteId });
      return toGraphResult('PostAssigned', await assignPost(deps)(context, { ...rest, siteId, rosterOrder, to }));
    },
    endPost: async (_: unknown, { input }: Input<EndPostInput>, context: StaffContext) => {
      demandIds({ postId: input.postId });
      return toGraphResult('PostEnded', await endPost(deps)(context, input));
    },
    recordLeaving: async (_: unknown, { input }: Input<RecordLeavingInput>, context: StaffContext) => {
      demandIds({ staffId: input.staffId });
      return toGraphResult('StaffLeft', await recordLeaving(deps)(context, input));
    },
  },
  StaffHired: { staff: staffOfResult, explanation },
  PostAssigned: { post: postOfResult, explanation },
  PostEnded: { post: postOfResult, explanation },
  StaffLeft: { staff: staffOfResult, explanation },
  Staff: {
    __resolveReference: ({ id }: { id: string }, { loaders }: StaffContext) => loaders.staff.load(id),
    posts: ({ id }: Staff, _: unknown, { loaders }: StaffContext) => loaders.postsOfStaff.load(id),
  },
  Post: {
    staff: ({ staffId }: PostView, _: unknown, { loaders }: StaffContext) => loaders.staff.load(staffId),
    site: siteOf,
    role: ({ role }: PostView, _: unknown, { loaders }: StaffContext) => loaders.roles.load(role),
    roleCode: ({ role }: PostView) => role,
  },
  Department: { name: ({ nameZh, nameEn }: Department) => ({ zh: nameZh, en: nameEn }), site: siteOf },
});

const siteOf = ({ siteId }: { readonly siteId: string | null }, _: unknown, { loaders }: StaffContext) =>
  siteId === null ? null : loaders.sites.load(siteId);

const explanation = ({ explanationId }: Explained, _: unknown, { loaders }: StaffContext) =>
  explanationOf(loaders, explanationId);

const staffOfResult = ({ staffId }: { staffId: string }, _: unknown, { loaders }: StaffContext) =>
  loaders.staff.load(staffId);

const postOfResult = ({ postId }: { postId: string }, _: unknown, { loaders }: StaffContext) =>
  loaders.posts.load(postId);

const staffOfSite = async (_: unknown, args: PageArguments & { siteId: string }, { db, viewer, now }: StaffContext) => {
  demandStaff(viewer);
  const { limit, after } = pageOf(args, 2);
  // A site one may not look into answers like one that does not exist: with nobody.
  if (!can(viewer, 'staff.read', args.siteId)) return connectionOf<Staff>([], limit, ({ id }) => [id]);
  demandIds({ siteId: args.siteId });
  const page = { limit: limit + 1, after: after as [string, string] | null };
  const rows = await db.read((tx) => listStaffOfSite(tx, { siteId: args.siteId, now, page }));
  return connectionOf(rows, limit, ({ signInName, id }) => [signInName, id]);
};
