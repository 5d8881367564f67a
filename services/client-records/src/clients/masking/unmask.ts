import { type CommandResult, done, NotFound, NotSignedIn, refusedWith, runCommand } from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { isUuid } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { readBeforeShown, traceRefusal } from '../../trace/index.ts';
import { type ClientRow, readableClients } from '../clientQueries.ts';
import { readerOf } from '../reader.ts';
import { decideUnmasking, type PhoneUnmasked } from '../unmaskPhone.decision.ts';
import { fieldByGrant } from './grantedField.ts';

export type Unmasking = {
  /** The command's name. */
  readonly name: string;
  readonly idempotencyKey: string;
  readonly clientId: string;
  readonly purpose: string;
  /** Which field, as the trace names it: `phone`, `dossier.health`. */
  readonly detail: string;
  /** Which of several, if it was said. */
  readonly which?: string | null;
};

type Open = (tx: Tx) => Promise<readonly string[]>;
type Find = (tx: Tx, client: ClientRow) => Promise<Open | null>;

/**
 * Shows one value of a client whom the viewer may read, or of which a grant covers exactly this field (CR-2.03, CR-4.01). `find` looks for it and gives what opens it, or null when there is none.
 * The trace stands before the value leaves (CR-2.04, I21); it is written each time, for the same request sent again shows the value again.
 * The stored answer of the command holds the purpose only, so that no value lies about in the clear.
 * @throws NotFound for a client the viewer may not read, without `client.unmask` there or a grant, or without such a value: all answer
 * alike
 */
export const unmask = async (
  context: BareContext,
  { idempotencyKey, ...asked }: Unmasking,
  find: Find,
): Promise<CommandResult<{ values: readonly string[] }>> => {
  if (context.viewer.kind === 'anonymous') throw new NotSignedIn();
  const { clientId, ground, open } = await readable(context, asked, find);
  const command = { ...context, name: asked.name, idempotencyKey, input: asked };
  const result = await runCommand<{ purpose: string }>(command, async () => {
    const decision = decideUnmasking(asked.purpose, context.now);
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const [{ purpose }] = decision.events as [PhoneUnmasked];
    return done({ purpose });
  });
  if (result.outcome === 'refused') return result;
  const entry = { ...entryFor(asked, clientId), ground, reason: result.result.purpose };
  return done({ values: await readBeforeShown(context, entry, open) });
};

/** `ground`: as the trace names it; of what was granted the grant's id. */
type Readable = { readonly clientId: string; readonly ground: string; readonly open: Open };

const readable = async (
  context: BareContext,
  asked: Omit<Unmasking, 'idempotencyKey'>,
  find: Find,
): Promise<Readable> => {
  const reader = readerOf(context, 'client.unmask');
  const found = await context.db.read(async (tx) => {
    const [client] = await readableClients(tx, reader, [asked.clientId].filter(isUuid));
    const open = client ? await find(tx, client) : null;
    if (client && open) return { clientId: client.id, ground: client.ground, open };
    return isUuid(asked.clientId) ? acrossSites(tx, () => granted(tx, context, asked, find)) : null;
  });
  if (found) return found;
  // What is no id is not copied into the trace: it may be anything, and of any length.
  await traceRefusal(context, entryFor(asked, isUuid(asked.clientId) ? asked.clientId : 'none'));
  throw new NotFound();
};

const granted = async (
  tx: Tx,
  context: BareContext,
  { clientId, detail: field }: Omit<Unmasking, 'idempotencyKey'>,
  find: Find,
): Promise<Readable | null> => {
  const covered = await fieldByGrant(tx, context, { clientId, field });
  const open = covered && (await find(tx, covered.client));
  return open && { clientId: covered.client.id, ground: covered.grantId, open };
};

const entryFor = ({ detail }: Pick<Unmasking, 'detail'>, clientId: string) =>
  ({ siteId: null, action: 'client.unmask', resource: { type: 'Client', id: clientId }, detail }) as const;
