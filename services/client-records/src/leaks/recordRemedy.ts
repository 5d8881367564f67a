import {
  BadInput,
  type CommandResult,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import type { Vault } from '../vault/index.ts';
import { leakRefusals } from './closeLeak.decision.ts';
import { lockVisibleLeak, visibleLeak } from './handleLeak.ts';
import { placeOfRemedy } from './leakCase.ts';
import { keyOfCase } from './leakQueries.ts';
import { insertRemedy } from './leakStore.ts';
import { readLeakText } from './leakText.ts';

export type RecordRemedy = {
  readonly idempotencyKey: string;
  readonly caseId: string;
  readonly what: string;
  /** When it was done; not in the future. */
  readonly doneAt: Date;
};
export type LeakHandled = { readonly caseId: string };

/** CR-5.01: what was done about a leak, and when. @throws NotFound for a case that the viewer does not handle, BadInput */
export const recordRemedy =
  (vault: Vault) =>
  async (
    context: BareContext,
    { idempotencyKey, caseId, doneAt, ...asked }: RecordRemedy,
  ): Promise<CommandResult<LeakHandled>> => {
    const { staffId } = demandStaff(context.viewer);
    if (!(await visibleLeak(context, caseId, 'leak.recordRemedy'))) throw new NotFound();
    const what = readLeakText(asked.what, 'what');
    if (doneAt > context.now) throw new BadInput(notYet, 'doneAt');
    const input = { caseId, doneAt, what: vault.blindIndex('leak-text', what).toString('hex') };
    return runCommand<LeakHandled>({ ...context, name: 'recordLeakRemedy', idempotencyKey, input }, async (tx) => {
      const leak = await lockVisibleLeak(tx, context, caseId);
      const why = reasoning(context.now).apply('CR-5.01');
      const { closed } = leakRefusals;
      if (leak.state === 'closed') return refusedWith(closed, why.explain('REFUSED', closed.message));
      const id = context.newId();
      const key = keyOfCase(leak);
      const whatSealed = vault.seal(key, leak.id, placeOfRemedy(id), what);
      await insertRemedy(tx, { id, caseId, whatSealed, doneAt, recordedAt: context.now, recordedBy: staffId });
      const subject = { type: 'LeakCase', id: caseId };
      const explanation = why.fact('remedy', id, doneAt).explain('RECORDED', recorded);
      await keepAct(tx, context, { action: 'leak.recordRemedy', siteId: leak.siteId, subject, explanation });
      return done({ caseId });
    });
  };

const notYet = text('时间不得晚于现在。', 'It cannot have been done in the future.');
const recorded = text('已登记补救措施及时间。', 'What was done about it is recorded, with its time.');
