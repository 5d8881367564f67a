import type { DemoMatterStep } from '@shouwen/demo';
import { checkContract, drawContract, recordPayment, requestPrice, signContract } from '../deals/index.ts';
import { freezeWhenDisputed } from '../disputes/index.ts';
import { setTarget } from '../targets/index.ts';
import { changeUnit, holdUnit } from '../units/index.ts';
import { dealNamed, ownerOf, priceOf } from './actsWithOwners.ts';
import type { Scene } from './scene.ts';

type Step<Does extends DemoMatterStep['does']> = Extract<DemoMatterStep, { does: Does }>;

/** SR-8.04 */
export const setGoal = async (scene: Scene, step: Step<'target'>): Promise<void> => {
  const { period, staffId, units, amountFen, cashFen, at, key } = step;
  const goal = { siteId: scene.siteId, period, staffId, units, amountFen, cashFen, ...scene.key(key) };
  scene.stage.accepted(`setting ${key}`, await setTarget(scene.manager(at), goal));
};

/** SR-9.01: the developer keeps a unit off the market for some time. */
export const reserve = async (scene: Scene, { key, at, unit, until }: Step<'reserve'>): Promise<void> => {
  const why = { does: 'reserve', reason: 'later-phase', until: new Date(until) } as const;
  const answer = await changeUnit(scene.manager(at), { unitId: unitOf(scene, unit), ...why, ...scene.key(key) });
  scene.stage.accepted(`reserving ${unit}`, answer);
};

/** SR-9.01 */
export const hold = async (scene: Scene, { key, at, client, unit }: Step<'hold'>): Promise<void> => {
  const input = { unitId: unitOf(scene, unit), clientId: client.id, ...scene.key(key) };
  scene.stage.accepted(`holding ${unit}`, await holdUnit(scene.staff(ownerOf(scene, client), at), input));
};

/** SR-9.03: waits for the manager. */
export const askForPrice = async (scene: Scene, step: Step<'askPrice'>): Promise<void> => {
  const { key, at, client, unit, discountBasisPoints } = step;
  const priceFen = priceOf(scene.siteId, unit, discountBasisPoints);
  const wanted = { unitId: unitOf(scene, unit), clientId: client.id, priceFen, ...scene.key(key) };
  scene.stage.accepted(`asking for ${unit}`, await requestPrice(scene.staff(ownerOf(scene, client), at), wanted));
};

/** SR-9.02: finance writes down what came in. */
export const pay = async (scene: Scene, { key, at, deal, kind, amountFen }: Step<'pay'>): Promise<void> => {
  const input = { ...stepOf(scene, { key, deal }), kind, amountFen };
  const clerk = scene.holder('finance-clerk', 'company', at);
  scene.stage.accepted(`paying ${key}`, await recordPayment(clerk, input));
};

/** SR-9.04: drawn up by one, checked by another, and then signed. */
export const contract = async (scene: Scene, { key, at, deal, step }: Step<'contract'>): Promise<void> => {
  const input = stepOf(scene, { key, deal });
  const receiver = scene.staff(dealNamed(scene, deal).receiverId, at);
  const answer =
    step === 'draw'
      ? await drawContract(receiver, input)
      : step === 'check'
        ? await checkContract(scene.manager(at), { ...input, outcome: 'correct' })
        : await signContract({ ...receiver, dealClosed: freezeWhenDisputed }, { ...input, paymentMethod: 'mortgage' });
  scene.stage.accepted(`${step} of the contract of ${deal}`, answer);
};

const stepOf = (scene: Scene, { key, deal }: { readonly key: string; readonly deal: string }) => {
  const { dealId } = dealNamed(scene, deal);
  return { dealId, happenedAt: null, papers: [], ...scene.key(key) };
};

const unitOf = (scene: Scene, unit: number): string => {
  const unitId = scene.unitIds[unit];
  if (unitId === undefined) throw new Error(`no unit ${unit} in the price list`);
  return unitId;
};
