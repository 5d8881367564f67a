import { type CommandResult, demand, NotFound, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import { type Act, recordAct } from '../act.ts';
import { endSessions } from '../sessions/index.ts';
import type { TokenTime } from './assignPost.ts';
import { tellPostEnded } from './endPost.ts';
import { postsOf, setPostEnd } from './postStore.ts';
import { decideLeaving } from './recordLeaving.decision.ts';
import { lockStaff, recordLeftOn } from './staffStore.ts';

export type RecordLeavingInput = { readonly idempotencyKey: string; readonly staffId: string; readonly leftOn: string };
export type RecordLeavingResult = { readonly staffId: string; readonly explanationId: string };

/**
 * OR-1.04: somebody leaves: posts end, sessions end at once. Clients and open cases are handed over by the departments that
 * have them, when they hear that the post has ended.
 * @throws NotSignedIn, Forbidden (`staff.manage` for the whole company), NotFound
 */
export const recordLeaving =
  ({ clock }: TokenTime) =>
  async (act: Act, input: RecordLeavingInput): Promise<CommandResult<RecordLeavingResult>> => {
    demand(act.viewer, 'staff.manage', null);
    const { idempotencyKey, ...asked } = input;
    return runCommand({ ...act, name: 'recordLeaving', idempotencyKey, input: asked }, async (tx) => {
      const decision = decideLeaving(await loadFacts(tx, act, asked));
      if (decision.outcome === 'refused') return decision;
      for (const { leftOn, ends } of decision.events) {
        await recordLeftOn(tx, asked.staffId, leftOn);
        for (const end of ends) await setPostEnd(tx, end.post.id, end.endedOn);
        for (const end of ends) await tellPostEnded(tx, act, end);
      }
      await endSessions(tx, { staff: asked.staffId }, { reason: 'left', at: clock(), newId: act.newId });
      const record = { action: 'recordLeaving', siteId: null, subject: { type: 'staff', id: asked.staffId } };
      const explanationId = await recordAct(tx, act, { ...record, explanation: decision.explanation });
      return { outcome: 'accepted', result: { staffId: asked.staffId, explanationId } };
    });
  };

const loadFacts = async (tx: Tx, act: Act, { staffId, leftOn }: { staffId: string; leftOn: string }) => {
  const staff = await lockStaff(tx, staffId);
  if (!staff) throw new NotFound();
  const recorderId = act.viewer.kind === 'staff' ? act.viewer.staffId : null;
  const posts = await postsOf(tx, staffId);
  return { now: act.now, staff, recorderId, leftOn, today: siteDate(act.now), posts };
};
