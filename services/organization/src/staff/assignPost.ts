import { type CommandResult, demand, NotFound, runCommand } from '@shouwen/access';
import { companyPostAssignedV1, postAssignedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import { appendToOutbox } from '@shouwen/messaging';
import { type Act, recordAct } from '../act.ts';
import { roleByCode } from '../roles/index.ts';
import { endSessions } from '../sessions/index.ts';
import { siteById } from '../sites/index.ts';
import { decideAssignPost } from './assignPost.decision.ts';
import { departmentFor, insertPost, postsOf, rosterOf } from './postStore.ts';
import type { Post } from './staff.ts';
import { lockStaff } from './staffStore.ts';

export type AssignPostInput = Omit<Post, 'id'> & { readonly idempotencyKey: string };
export type AssignPostResult = { readonly postId: string; readonly explanationId: string };
/** Real time, for the end of tokens. */
export type TokenTime = { readonly clock: () => Date };

/**
 * OR-1.01, OR-1.02: gives a person a post with its permissions, and ends the tokens that do not have them yet.
 * @throws NotSignedIn, Forbidden (`staff.manage` at the site), NotFound for an unknown person, role or site
 */
export const assignPost =
  ({ clock }: TokenTime) =>
  async (act: Act, input: AssignPostInput, postId?: string): Promise<CommandResult<AssignPostResult>> => {
    demand(act.viewer, 'staff.manage', input.siteId);
    const { idempotencyKey, ...asked } = input;
    return runCommand({ ...act, name: 'assignPost', idempotencyKey, input: asked }, async (tx) => {
      const { facts, role } = await loadFacts(tx, act, asked);
      const decision = decideAssignPost(facts);
      if (decision.outcome === 'refused') return decision;
      const post: Post = { id: postId ?? act.newId(), ...asked };
      const departmentId = await departmentFor(tx, { ...post, code: role.department, newId: act.newId() });
      await insertPost(tx, { ...post, departmentId });
      await tellPostAssigned(tx, act, { post, department: role.department });
      const today = siteDate(act.now, facts.site?.timeZone);
      const ending = { reason: 'grants-changed', at: clock(), newId: act.newId } as const;
      if (post.from <= today) await endSessions(tx, { staff: post.staffId }, ending);
      const record = { action: 'assignPost', siteId: post.siteId, subject: { type: 'post', id: post.id } };
      const explanationId = await recordAct(tx, act, {
        ...record,
        explanation: decision.explanation,
        reason: post.role,
      });
      return { outcome: 'accepted', result: { postId: post.id, explanationId } };
    });
  };

const loadFacts = async (tx: Tx, act: Act, asked: Omit<Post, 'id'>) => {
  const staff = await lockStaff(tx, asked.staffId);
  const role = await roleByCode(tx, asked.role);
  const site = asked.siteId === null ? null : await siteById(tx, asked.siteId);
  if (!staff || !role || (asked.siteId !== null && !site)) throw new NotFound();
  const posts = await postsOf(tx, staff.id);
  const roster = site ? await rosterOf(tx, site.id) : [];
  const assignerId = act.viewer.kind === 'staff' ? act.viewer.staffId : null;
  return { role, facts: { now: act.now, assignerId, staff, role, site, posts, roster, ...periodOf(asked) } };
};

const periodOf = ({ from, to, rosterOrder }: Omit<Post, 'id'>) => ({ from, to, rosterOrder });

/** A post at a site is told with its place in the roster, one for the whole company without; both with the department (CR-4). */
const tellPostAssigned = async (
  tx: Tx,
  act: Act,
  { post, department }: { readonly post: Post; readonly department: string },
): Promise<void> => {
  const { id: postId, siteId, staffId, role, from, to, rosterOrder } = post;
  const told = { at: act.now, id: act.newId() };
  const held = { postId, staffId, role, department, from, to };
  if (siteId === null) {
    const aggregate = { type: 'company-post', id: postId };
    await appendToOutbox(tx, [{ event: companyPostAssignedV1, aggregate, data: held, ...told }]);
    return;
  }
  const data = { ...held, siteId, rosterOrder };
  await appendToOutbox(tx, [{ event: postAssignedV1, aggregate: { type: 'post', id: postId }, data, ...told }]);
};
