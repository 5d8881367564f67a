import {
  BadInput,
  type CommandResult,
  canSomewhere,
  demandIds,
  demandStaff,
  done,
  Forbidden,
  runCommand,
} from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { traceRefusal } from '../trace/index.ts';
import type { Vault } from '../vault/index.ts';
import type { RaisedLeak } from './leakCase.ts';
import { readLeakText } from './leakText.ts';
import { raiseLeak } from './raiseLeak.ts';

export type ReportLeak = {
  readonly idempotencyKey: string;
  readonly siteId?: string | null;
  readonly clientIds: readonly string[];
  readonly what: string;
  readonly accusedStaffId?: string | null;
};

const mostClients = 100;

/**
 * CR-5.01: whoever sees that client data leaked, or may have, says so; the case is open at once. A client whom the reporter may not know
 * of may be named: the answer is the same. @throws NotSignedIn, Forbidden, BadInput
 */
export const reportLeak =
  (vault: Vault) =>
  async (context: BareContext, { idempotencyKey, ...asked }: ReportLeak): Promise<CommandResult<RaisedLeak>> => {
    await demandReporter(context);
    const { siteId = null, accusedStaffId = null, clientIds } = asked;
    demandIds({ siteId, accusedStaffId });
    if (clientIds.length > mostClients || !clientIds.every(isUuid)) throw new BadInput(badClients, 'clientIds');
    const what = readLeakText(asked.what, 'what');
    // The key row keeps a hash of this; a name or a number in a short text could be guessed back.
    const input = { siteId, accusedStaffId, clientIds, what: vault.blindIndex('leak-text', what).toString('hex') };
    return runCommand({ ...context, name: 'reportLeak', idempotencyKey, input }, async (tx) =>
      done(await raiseLeak(vault)(tx, context, { raisedBy: 'staff', siteId, clientIds, what, accusedStaffId })),
    );
  };

const demandReporter = async (context: BareContext): Promise<void> => {
  demandStaff(context.viewer);
  if (canSomewhere(context.viewer, 'leak.report')) return;
  await traceRefusal(context, { siteId: null, action: 'leak.report', resource: { type: 'LeakCase', id: 'none' } });
  throw new Forbidden('leak.report');
};

const badClients = text('最多 100 个客户编号。', 'At most 100 ids of clients.');
