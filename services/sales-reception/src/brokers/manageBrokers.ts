import { BadInput, type CommandResult, can, demand, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Refusal, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { keepAct } from '../keepAct.ts';
import { siteNow } from '../leasing/index.ts';
import type { Broker, BrokerKind } from './broker.ts';
import { brokerOf, changeBroker, insertBroker, isPartnerKnown, lockBroker, saveBrochure } from './brokerStore.ts';
import { decideSight } from './sight.decision.ts';

export type RegisterBroker = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly partnerId: string;
  readonly name: string;
  readonly kind: BrokerKind;
};
export type BrokerChanged = { readonly brokerId: string; readonly explanationId: string };

/** SR-10.05: a broker of the site, of a kind from which follows what its system may read. Needs `broker.manage`. */
export const registerBroker = (
  context: BareContext,
  { idempotencyKey, ...input }: RegisterBroker,
): Promise<CommandResult<BrokerChanged>> => {
  const { viewer, now, newId } = context;
  const { siteId, partnerId, kind } = input;
  demand(viewer, 'broker.manage', siteId);
  const name = input.name.trim();
  if (name === '' || name.length > 100) throw new BadInput(text('请填写中介名称。', 'A broker needs a name.'), 'name');
  return runCommand({ ...context, name: 'registerBroker', idempotencyKey, input }, async (tx) => {
    const { policy } = await siteNow(tx, siteId, now);
    if (!(await isPartnerKnown(tx, partnerId))) return refuse('PARTNER_UNKNOWN', now);
    if (await brokerOf(tx, siteId, partnerId)) return refuse('BROKER_EXISTS', now);
    const brokerId = newId();
    const { explanation } = decideSight(kind, policy, now);
    const subject = { type: 'broker', id: brokerId };
    const explanationId = await keepAct(tx, context, { action: 'registerBroker', siteId, subject, explanation });
    const since = { since: now, endedAt: null, version: 1 };
    await insertBroker(tx, { brokerId, siteId, partnerId, name, kind, ...since, explanationId });
    return done({ brokerId, explanationId });
  });
};

export type ChangeKind = { readonly idempotencyKey: string; readonly brokerId: string; readonly kind: BrokerKind };

/** SR-10.05: from the next read on, the broker's system sees what the other kind sees. Needs `broker.manage`. */
export const changeBrokerKind = (
  context: BareContext,
  { idempotencyKey, ...input }: ChangeKind,
): Promise<CommandResult<BrokerChanged>> =>
  runCommand({ ...context, name: 'changeBrokerKind', idempotencyKey, input }, async (tx) => {
    const { now } = context;
    const broker = await brokerToManage(tx, context, input.brokerId);
    if (broker.endedAt !== null) return refuse('BROKER_ENDED', now);
    const { policy } = await siteNow(tx, broker.siteId, now);
    const { explanation } = decideSight(input.kind, policy, now);
    return change(tx, context, {
      broker,
      action: 'changeBrokerKind',
      explanation,
      to: { kind: input.kind, endedAt: null },
    });
  });

export type EndBroker = { readonly idempotencyKey: string; readonly brokerId: string };

/** The site works with this broker no longer: its system reads nothing any more. Needs `broker.manage`. */
export const endBroker = (
  context: BareContext,
  { idempotencyKey, brokerId }: EndBroker,
): Promise<CommandResult<BrokerChanged>> =>
  runCommand({ ...context, name: 'endBroker', idempotencyKey, input: { brokerId } }, async (tx) => {
    const { now } = context;
    const broker = await brokerToManage(tx, context, brokerId);
    if (broker.endedAt !== null) return refuse('BROKER_ENDED', now);
    const explanation = reasoning(now)
      .apply('SR-10.05')
      .explain('ended', text('已终止合作。', 'The broker has ended.'));
    return change(tx, context, { broker, action: 'endBroker', explanation, to: { kind: broker.kind, endedAt: now } });
  });

export type PublishBrochure = { readonly idempotencyKey: string; readonly siteId: string; readonly reference: string };

/** SR-10.05: the brochure that brokers of every kind get. Needs `broker.manage`. */
export const publishBrochure = (
  context: BareContext,
  { idempotencyKey, ...input }: PublishBrochure,
): Promise<CommandResult<{ readonly explanationId: string }>> => {
  const { viewer, now } = context;
  const { siteId, reference } = input;
  demand(viewer, 'broker.manage', siteId);
  if (reference.trim() === '' || reference.length > 500)
    throw new BadInput(text('请填写资料位置。', 'Say where the brochure lies.'), 'reference');
  return runCommand({ ...context, name: 'publishBrochure', idempotencyKey, input }, async (tx) => {
    await siteNow(tx, siteId, now);
    await saveBrochure(tx, { siteId, reference, at: now });
    const summary = text('已发布宣传资料。', 'The brochure was published.');
    const explanation = reasoning(now).apply('SR-10.05').explain('published', summary);
    const act = { action: 'publishBrochure', siteId, subject: { type: 'site', id: siteId }, explanation };
    return done({ explanationId: await keepAct(tx, context, act) });
  });
};

const brokerToManage = async (tx: Tx, { viewer }: BareContext, brokerId: string): Promise<Broker> => {
  const broker = await lockBroker(tx, brokerId);
  if (!broker || !can(viewer, 'broker.manage', broker.siteId)) throw new NotFound();
  return broker;
};

type Change = {
  readonly broker: Broker;
  readonly action: string;
  readonly explanation: ReturnType<typeof decideSight>['explanation'];
  readonly to: Pick<Broker, 'kind' | 'endedAt'>;
};

const change = async (
  tx: Tx,
  context: BareContext,
  { broker, action, explanation, to }: Change,
): Promise<CommandResult<BrokerChanged>> => {
  const { brokerId, siteId } = broker;
  const subject = { type: 'broker', id: brokerId };
  const explanationId = await keepAct(tx, context, { action, siteId, subject, explanation });
  await changeBroker(tx, broker, { ...to, explanationId });
  return done({ brokerId, explanationId });
};

const messages = {
  PARTNER_UNKNOWN: text('尚未收到该合作方的消息。', 'This partner is not known here, or not yet.'),
  BROKER_EXISTS: text('该合作方已是本案场的中介。', 'This partner is a broker of the site already.'),
  BROKER_ENDED: text('与该中介的合作已终止。', 'This broker has ended.'),
} as const;

const refuse = (code: keyof typeof messages, now: Date): CommandResult<never> => {
  const retryable = code === 'PARTNER_UNKNOWN';
  const refusal: Refusal = { code, rule: 'SR-10.05', message: messages[code], retryable };
  return refusedWith(refusal, reasoning(now).apply('SR-10.05').explain('refused', messages[code]));
};
