import { type CommandResult, can, demandStaff, done, NotFound, runCommand } from '@shouwen/access';
import { reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { keepAct } from '../../keepAct.ts';
import { lockNotice, markNoticeSeen } from './enquiryStore.ts';

export type SeeNotice = { readonly idempotencyKey: string; readonly noticeId: string };
export type NoticeSeen = { readonly noticeId: string; readonly explanationId: string };

/** SR-10.06: security confirms that it keeps an eye on the visitor; the first who does is kept. Needs `hosting.prepare`. */
export const confirmSecurityNotice = (
  context: BareContext,
  { idempotencyKey, noticeId }: SeeNotice,
): Promise<CommandResult<NoticeSeen>> =>
  runCommand({ ...context, name: 'confirmSecurityNotice', idempotencyKey, input: { noticeId } }, async (tx) => {
    const { viewer, now } = context;
    const by = demandStaff(viewer).staffId;
    const notice = await lockNotice(tx, noticeId);
    if (!notice || !can(viewer, 'hosting.prepare', notice.siteId)) throw new NotFound();
    await markNoticeSeen(tx, { noticeId, at: now, by });
    const explanation = reasoning(now).apply('SR-10.06').explain('seen', text('监控室已知悉。', 'Security knows.'));
    const { siteId } = notice;
    const act = {
      action: 'confirmSecurityNotice',
      siteId,
      subject: { type: 'security-notice', id: noticeId },
      explanation,
    };
    return done({ noticeId, explanationId: await keepAct(tx, context, act) });
  });
