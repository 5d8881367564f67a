import { type CommandResult, demand, runCommand } from '@shouwen/access';
import { siteOpenedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { startOfDay } from '@shouwen/kernel';
import { appendToOutbox } from '@shouwen/messaging';
import { type Act, recordAct } from '../act.ts';
import { decideOpenSite } from './openSite.decision.ts';
import type { Site } from './site.ts';
import { insertSite, isSiteNameTaken } from './siteStore.ts';

export type OpenSiteInput = Omit<Site, 'id'> & { readonly idempotencyKey: string };
export type OpenSiteResult = { readonly siteId: string; readonly explanationId: string };

/**
 * OR-1.01: opens a site and tells the other departments.
 * @param siteId given only where data with known ids is loaded
 * @throws NotSignedIn, Forbidden (`site.manage` for the whole company)
 */
export const openSite = async (
  act: Act,
  input: OpenSiteInput,
  siteId?: string,
): Promise<CommandResult<OpenSiteResult>> => {
  demand(act.viewer, 'site.manage', null);
  const { idempotencyKey, ...site } = input;
  return runCommand({ ...act, name: 'openSite', idempotencyKey, input: site }, async (tx) => {
    const decision = decideOpenSite({ now: act.now, site, nameTaken: await isSiteNameTaken(tx, site.nameZh) });
    if (decision.outcome === 'refused') return decision;
    const opened = { id: siteId ?? act.newId(), ...site };
    await insertSite(tx, opened, act.now);
    await tellSiteOpened(tx, act, opened);
    const record = { action: 'openSite', siteId: opened.id, subject: { type: 'site', id: opened.id } };
    const explanationId = await recordAct(tx, act, { ...record, explanation: decision.explanation });
    return { outcome: 'accepted', result: { siteId: opened.id, explanationId } };
  });
};

const tellSiteOpened = (tx: Tx, act: Act, site: Site): Promise<void> => {
  const { id: siteId, kind, salesPreset, servicePreset, timeZone, openedOn } = site;
  const effectiveFrom = startOfDay(openedOn, timeZone).toISOString();
  const data = { siteId, kind, salesPreset, servicePreset, timeZone, openedOn, effectiveFrom };
  const aggregate = { type: 'site', id: siteId };
  return appendToOutbox(tx, [{ event: siteOpenedV1, aggregate, at: act.now, data, id: act.newId() }]);
};
