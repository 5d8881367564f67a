import { actorOf, type CommandResult, done, keepAct, refusedWith, runCommand, systemViewer } from '@shouwen/access';
import { clientVipChangedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import { appendManyToOutbox } from '@shouwen/messaging';
import type { BareContext } from '@shouwen/subgraph';
import type { ClientRow } from '../../clients/index.ts';
import { colleaguesAmong } from '../../colleagues/index.ts';
import { cleanText } from '../../contacts/index.ts';
import { idsOfPerson, personsOf } from '../../persons/index.ts';
import type { Place, Vault } from '../../vault/index.ts';
import { companyWork } from '../facts/probationDueWork.ts';
import { clientAt } from '../tierScope.ts';
import { decideEnd, decidePromise } from './vip.decision.ts';
import type { VipCarer, VipService } from './vip.ts';
import { vipsOf } from './vipQueries.ts';
import { endVips, insertVip, lockVip, takeOverVips } from './vipStore.ts';

type OnClient = { readonly idempotencyKey: string; readonly siteId: string; readonly clientId: string };
export type PromiseVip = OnClient & {
  readonly act: 'make' | 'change';
  readonly carer: VipCarer;
  readonly carerId: string;
  readonly services: readonly VipService[];
  /** In words; kept sealed. */
  readonly promised: string | null;
  /** Null: today. */
  readonly since: string | null;
  readonly until: string | null;
};
export type VipDone = { readonly clientId: string; readonly explanationId: string };

export const placeOfPromise = (vipId: string): Place => ({ table: 'client_vip', column: 'promised', row: vipId });

const permission = 'vip.manage';

/** Tells whoever greets and serves the client; of records of one person the surviving one is told of. */
const tell = async (
  tx: Tx,
  vips: ReadonlyMap<string, boolean>,
  { now: at, newId }: Pick<BareContext, 'now' | 'newId'>,
) =>
  appendManyToOutbox(
    tx,
    [...vips].map(([clientId, vip]) => ({
      ...{
        event: clientVipChangedV1,
        aggregate: { type: clientVipChangedV1.aggregate, id: clientId },
        at,
        id: newId(),
      },
      data: { clientId, vip, decidedAt: at.toISOString() },
    })),
  );

/** CR-6.03: makes a client a VIP, or promises one something else. Needs `vip.manage` at the site and a ground to read the client there. @throws NotFound */
export const promiseVip =
  (vault: Vault) =>
  async (context: BareContext, { idempotencyKey, ...told }: PromiseVip): Promise<CommandResult<VipDone>> => {
    const client = await clientAt(context, { permission, ...told });
    const promised = cleanText(told.promised ?? '', 4_000) ?? '';
    const input = { ...told, promised: vault.blindIndex('vip-promise', promised).toString('hex') };
    return runCommand({ ...context, name: 'promiseVip', idempotencyKey, input }, (tx) =>
      promiseIn(tx, { context, vault }, { told, client, promised }),
    );
  };

type Promised = {
  readonly told: Omit<PromiseVip, 'idempotencyKey'>;
  readonly client: ClientRow;
  readonly promised: string;
};

const promiseIn = async (
  tx: Tx,
  { context, vault }: { readonly context: BareContext; readonly vault: Vault },
  { told, client, promised }: Promised,
): Promise<CommandResult<VipDone>> => {
  const { now, newId } = context;
  const { siteId, act, carer, carerId, services, until } = told;
  const today = siteDate(now);
  await lockVip(tx, client.id);
  const [current] = await vipsOf(tx, [client.id], today);
  const since = told.since ?? current?.since ?? today;
  const carerIsColleague = (await colleaguesAmong(tx, [carerId], today)).length > 0;
  const facts = { now, today, act, isVip: current !== undefined, carer, carerIsColleague };
  const decision = decidePromise({ ...facts, services, promised, since, until });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const by = actorOf(context.viewer);
  const vipId = newId();
  const subject = { type: 'Vip', id: vipId };
  const kept = { action: `vip.${act}`, siteId, subject, explanation: decision.explanation, clientId: client.id };
  const explanationId = await keepAct(tx, context, kept);
  await endVips(tx, { clientIds: await idsOfPerson(tx, client.id), on: today, by });
  const key = { keyId: client.keyId, wrapped: client.wrappedKey };
  const promisedSealed = promised === '' ? null : vault.seal(key, client.id, placeOfPromise(vipId), promised);
  const row = { vipId, clientId: client.id, siteId, carer, carerId, services, since, until, explanationId };
  await insertVip(tx, { ...row, promisedSealed, madeAt: now, madeBy: by });
  if (act === 'make') await tell(tx, new Map([[client.id, true]]), context);
  return done({ clientId: client.id, explanationId });
};

/** CR-6.03: a client is no VIP any more. Needs `vip.manage` at the site and a ground to read the client there. @throws NotFound */
export const endVip = async (
  context: BareContext,
  { idempotencyKey, ...input }: OnClient,
): Promise<CommandResult<VipDone>> => {
  const { id: clientId } = await clientAt(context, { permission, ...input });
  const { now, viewer } = context;
  return runCommand({ ...context, name: 'endVip', idempotencyKey, input }, async (tx) => {
    await lockVip(tx, clientId);
    const today = siteDate(now);
    const [current] = await vipsOf(tx, [clientId], today);
    const decision = decideEnd({ now, isVip: current !== undefined });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const subject = { type: 'Vip', id: current?.vipId ?? clientId };
    const { explanation } = decision;
    const act = { action: 'vip.end', siteId: input.siteId, subject, explanation, clientId };
    const explanationId = await keepAct(tx, context, act);
    await endVips(tx, { clientIds: await idsOfPerson(tx, clientId), on: today, by: actorOf(viewer) });
    await tell(tx, new Map([[clientId, false]]), context);
    return done({ clientId, explanationId });
  });
};

/** CR-6.03: writes down whose time as a VIP is over, and tells of it; whoever reads meanwhile sees it already. */
export const endVipsDueWork = companyWork('tiers.endVips', async (tx, { newId }, now) => {
  const today = siteDate(now);
  const clientIds = await takeOverVips(tx, today, 100);
  if (clientIds.length === 0) return 0;
  await endVips(tx, { clientIds, on: today, by: actorOf(systemViewer('client-records')) });
  const persons = [...new Set((await personsOf(tx, clientIds)).values())];
  // Another of the person's records may have a promise that goes on.
  const still = new Set((await vipsOf(tx, persons, today)).map(({ personId }) => personId));
  await tell(tx, new Map(persons.filter((id) => !still.has(id)).map((id) => [id, false])), { now, newId });
  return clientIds.length;
});
