import type { BareContext } from '@shouwen/subgraph';
import { idsOfPerson } from '../../persons/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import { readBeforeShown } from '../../trace/index.ts';
import { readableClients } from '../clientQueries.ts';
import { readerOf } from '../reader.ts';
import { isShownInFull, type MaskLevel, strictest } from './shownInFull.decision.ts';
import { sitesOfClients } from './siteQueries.ts';

type Asked = { readonly clientId: string; readonly page?: boolean | undefined; readonly field: string };

/**
 * A value in full, where the policy lets this reader see it on the client's page (CR-2.03); else null. The trace is committed before the
 * value is opened (CR-2.04, I21).
 */
export const shownInFull = async (
  context: BareContext,
  { clientId, page = false, field }: Asked,
  open: () => string,
): Promise<string | null> => {
  if (!page || context.viewer.kind === 'anonymous') return null;
  const reader = readerOf(context, 'client.unmask');
  const { ground, level, siteId } = await context.db.read(async (tx) => {
    const [client] = await readableClients(tx, reader, [clientId]);
    const sites = await sitesOfClients(tx, await idsOfPerson(tx, clientId));
    const found: MaskLevel[] = [];
    for (const site of sites.length === 0 ? [null] : sites) {
      const { params } = await recordsPolicyAt(tx, site, context.now);
      found.push(params['mask.level'] as MaskLevel);
    }
    return { ground: client?.ground ?? null, level: strictest(found), siteId: sites[0] ?? null };
  });
  if (!isShownInFull({ isPage: page, level, ground })) return null;
  const resource = { type: 'Client', id: clientId };
  const reason = `mask.level ${level}`;
  const entry = { siteId, action: 'client.showInFull', resource, detail: field, ground, reason };
  return readBeforeShown(context, entry, async () => open());
};
