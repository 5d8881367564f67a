import { type DemoClient, type DemoStep, demoSalesSites, demoSites, demoUnits } from '@shouwen/demo';
import { cancelDeal, recordDeposit, requestPrice, rulePrice } from '../deals/index.ts';
import { freezeWhenDisputed } from '../disputes/index.ts';
import { recordFollowUp } from '../followUps/index.ts';
import { receivedVisit } from './actsWithVisitors.ts';
import type { Scene, ScenicDeal } from './scene.ts';

type Step<Does extends DemoStep['does']> = Extract<DemoStep, { does: Does }>;

/** The owner keeps in touch (SR-3.02). */
export const followUp = async (scene: Scene, step: Step<'followUp'>): Promise<void> => {
  const { siteId, stage } = scene;
  const { client, channel, reached, said, next } = step;
  const owner = ownerOf(scene, client);
  const input = {
    siteId,
    clientId: client.id,
    channel,
    reached,
    said,
    next,
    nextOn: step.nextOn,
    class: null,
    ...scene.key(step.key),
  };
  stage.accepted(`following up ${step.key}`, await recordFollowUp(scene.staff(owner, step.at), input));
};

/**
 * The client pays the deposit during the visit. A price below the list was asked for and approved before (SR-9.03); that the client
 * came through the company is for the manager to state.
 */
export const buy = async (scene: Scene, step: Step<'deposit'>): Promise<void> => {
  const { stage, siteId } = scene;
  const { client, channel, introducerId, discountBasisPoints, at } = step;
  const { visitId, receiverId } = await receivedVisit(scene, step);
  const unitId = scene.unitIds[step.unit];
  if (unitId === undefined) throw new Error(`no unit ${step.unit} in the price list`);
  const priceFen = priceOf(siteId, step.unit, discountBasisPoints);
  if (discountBasisPoints > 0) await askForPrice(scene, step, { unitId, priceFen, receiverId });
  const input = { unitId, clientId: client.id, visitId, priceFen, channel, introducerId, ...scene.key(step.key) };
  const by = channel === 'company-introduced' ? scene.manager(at) : scene.staff(receiverId, at);
  const { dealId } = stage.accepted(
    `recording ${step.key}`,
    await recordDeposit({ ...by, dealClosed: freezeWhenDisputed }, input),
  );
  scene.deals.set(step.key, { dealId, receiverId });
};

type Wanted = { readonly unitId: string; readonly priceFen: number; readonly receiverId: string };

const askForPrice = async (
  scene: Scene,
  { key, at, client }: Step<'deposit'>,
  { unitId, priceFen, receiverId }: Wanted,
): Promise<void> => {
  const wanted = { unitId, clientId: client.id, priceFen, ...scene.key(`price-${key}`) };
  const asked = await requestPrice(scene.staff(receiverId, at), wanted);
  const { requestId } = scene.stage.accepted(`asking for the price of ${key}`, asked);
  const ruling = { requestId, approve: true, ...scene.key(`approval-${key}`) };
  scene.stage.accepted(`approving the price of ${key}`, await rulePrice(scene.manager(at), ruling));
};

export const giveBack = async (scene: Scene, step: Step<'cancel'>): Promise<void> => {
  const { dealId } = dealNamed(scene, step.deal);
  const { fault, reason } = step;
  const answer = await cancelDeal(scene.manager(step.at), { dealId, fault, reason, ...scene.key(step.key) });
  scene.stage.accepted(`cancelling ${step.deal}`, answer);
};

/** @throws when the history speaks of a deal before it is closed */
export const dealNamed = (scene: Scene, key: string): ScenicDeal => {
  const deal = scene.deals.get(key);
  if (!deal) throw new Error(`the history speaks of ${key} too early`);
  return deal;
};

/** @throws when the client is nobody's */
export const ownerOf = (scene: Scene, client: DemoClient): string => {
  const owner = scene.owners.get(client.id);
  if (!owner) throw new Error(`${client.id} is nobody's client`);
  return owner;
};

export const priceOf = (siteId: string, unit: number, discountBasisPoints: number): number => {
  const site = demoSalesSites.find((one) => demoSites[one].id === siteId);
  const { listPriceFen = 0 } = (site && demoUnits[site][unit]) ?? {};
  return Math.round((listPriceFen * (10_000 - discountBasisPoints)) / 10_000);
};
