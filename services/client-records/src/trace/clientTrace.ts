import { BadInput, can, NotSignedIn, sitesWhere } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isUuid, text } from '@shouwen/kernel';
import { type BareContext, type Connection, connectionOf, type PageArguments, pageOf } from '@shouwen/subgraph';
import { idsOfPerson } from '../persons/index.ts';
import { readBeforeShown, traceRefusal } from './readBeforeShown.ts';
import { isTraceable, linesAbout, type TraceLine } from './traceQueries.ts';

export type AskedClientTrace = PageArguments & { readonly clientId: string; readonly days: number };

const dayMilliseconds = 86_400_000;

/**
 * Who saw a client in the last days (CR-2.04): for the custodian of the client and for the auditor. Reading the trail is itself a line of
 * it, written before it is shown. Null for everybody else, as for a client that does not exist. @throws BadInput, NotSignedIn
 */
export const clientTrace = async (
  context: BareContext,
  { clientId, days, ...page }: AskedClientTrace,
): Promise<Connection<TraceLine> | null> => {
  if (context.viewer.kind === 'anonymous') throw new NotSignedIn();
  if (days < 1 || days > 3_660) throw new BadInput(text('天数须为 1 至 3660。', 'Between 1 and 3660 days.'), 'days');
  const { limit, after } = traceKey(page);
  const entry = { siteId: null, action: 'client.readTrace', detail: 'trace' };
  const sites = sitesWhere(context.viewer, 'trace.read');
  if (!isUuid(clientId) || !(await context.db.read((tx) => isTraceable(tx, clientId, sites)))) {
    await traceRefusal(context, { ...entry, resource: { type: 'Client', id: isUuid(clientId) ? clientId : 'none' } });
    return null;
  }
  const ground = sites === '*' ? 'company' : 'custody';
  const from = new Date(context.now.getTime() - days * dayMilliseconds);
  const lines = await readBeforeShown(
    context,
    { ...entry, ground, resource: { type: 'Client', id: clientId } },
    async (tx) => {
      const withFiles = await mayKnowOfFiles(tx, context, clientId);
      return linesAbout(tx, { clientIds: await idsOfPerson(tx, clientId), from, limit: limit + 1, after, withFiles });
    },
  );
  return connectionOf(lines, limit, ({ at, seq }) => [at.toISOString(), seq]);
};

/**
 * What was read of files tells that there are classified ones (CR-3.02): it is for their custodian and for the auditor. What happened to
 * an ordinary file stands in its own history.
 */
const mayKnowOfFiles = async (tx: Tx, { viewer }: BareContext, clientId: string): Promise<boolean> =>
  can(viewer, 'audit.read', null) || isTraceable(tx, clientId, sitesWhere(viewer, 'archive.custodyClassified'));

/** Time and number of the line after which the page begins. @throws BadInput */
export const traceKey = (page: PageArguments): { limit: number; after: readonly [string, number] | null } => {
  const { limit, after } = pageOf(page, 2);
  if (after === null) return { limit, after: null };
  const [at, seq] = after;
  if (typeof at === 'string' && isInstant(at) && Number.isSafeInteger(seq)) return { limit, after: [at, Number(seq)] };
  throw new BadInput(text('页码标记无效。', 'The cursor is not valid.'), 'after');
};

const isInstant = (at: string): boolean => /^[1-9]\d{3}-/.test(at) && !Number.isNaN(Date.parse(at));
