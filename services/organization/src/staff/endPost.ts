import { type CommandResult, demand, NotFound, runCommand } from '@shouwen/access';
import { companyPostEndedV1, postEndedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import { appendToOutbox } from '@shouwen/messaging';
import { type Act, recordAct } from '../act.ts';
import { endSessions } from '../sessions/index.ts';
import { siteById } from '../sites/index.ts';
import type { TokenTime } from './assignPost.ts';
import { decideEndPost } from './endPost.decision.ts';
import { postById, setPostEnd } from './postStore.ts';
import type { Post } from './staff.ts';
import { lockStaff } from './staffStore.ts';

export type EndPostInput = { readonly idempotencyKey: string; readonly postId: string; readonly endedOn: string };
export type EndPostResult = { readonly postId: string; readonly explanationId: string };

/**
 * OR-1.01: ends a post with a last day; tokens that still carry its permissions end at once when that day is here.
 * @throws NotSignedIn, Forbidden (`staff.manage` at the site), NotFound
 */
export const endPost =
  ({ clock }: TokenTime) =>
  async (act: Act, input: EndPostInput): Promise<CommandResult<EndPostResult>> => {
    const { idempotencyKey, ...asked } = input;
    const found = await act.db.read((tx) => postById(tx, asked.postId));
    // Whether the post exists is told only to those who may end it.
    demand(act.viewer, 'staff.manage', found?.siteId ?? null);
    return runCommand({ ...act, name: 'endPost', idempotencyKey, input: asked }, async (tx) => {
      const { post, today } = await loadPost(tx, act, found);
      const decision = decideEndPost({ now: act.now, post, endedOn: asked.endedOn, today });
      if (decision.outcome === 'refused') return decision;
      await setPostEnd(tx, post.id, asked.endedOn);
      await tellPostEnded(tx, act, { post, endedOn: asked.endedOn });
      const ending = { reason: 'grants-changed', at: clock(), newId: act.newId } as const;
      if (asked.endedOn <= today) await endSessions(tx, { staff: post.staffId }, ending);
      const record = { action: 'endPost', siteId: post.siteId, subject: { type: 'post', id: post.id } };
      const explanationId = await recordAct(tx, act, {
        ...record,
        explanation: decision.explanation,
        reason: post.role,
      });
      return { outcome: 'accepted', result: { postId: post.id, explanationId } };
    });
  };

/** Locks the holder first, then reads the post again: it may have been ended meanwhile. */
const loadPost = async (tx: Tx, act: Act, found: Post | null): Promise<{ post: Post; today: string }> => {
  if (found) await lockStaff(tx, found.staffId);
  const post = found && (await postById(tx, found.id));
  if (!post) throw new NotFound();
  const site = post.siteId === null ? null : await siteById(tx, post.siteId);
  return { post, today: siteDate(act.now, site?.timeZone) };
};

export const tellPostEnded = async (
  tx: Tx,
  act: Act,
  { post, endedOn }: { readonly post: Post; readonly endedOn: string },
): Promise<void> => {
  const { id: postId, staffId, siteId, role } = post;
  const told = { at: act.now, id: act.newId() };
  const left = { postId, staffId, role, endedOn };
  if (siteId === null) {
    const aggregate = { type: 'company-post', id: postId };
    await appendToOutbox(tx, [{ event: companyPostEndedV1, aggregate, data: left, ...told }]);
    return;
  }
  const data = { ...left, siteId };
  await appendToOutbox(tx, [{ event: postEndedV1, aggregate: { type: 'post', id: postId }, data, ...told }]);
};
