import type { DemoMatterStep } from '@shouwen/demo';
import { publishBrochure, registerBroker } from '../brokers/index.ts';
import type { Scene } from './scene.ts';

type Step<Does extends DemoMatterStep['does']> = Extract<DemoMatterStep, { does: Does }>;

/** SR-10.05: the broker whose system the organization knows as a partner. */
export const registerDemoBroker = async (scene: Scene, { key, at, partner }: Step<'broker'>): Promise<void> => {
  const { id: partnerId, name, kind } = partner;
  const input = { siteId: scene.siteId, partnerId, name, kind, ...scene.key(key) };
  scene.stage.accepted(`registering ${name}`, await registerBroker(scene.manager(at), input));
};

export const showBrochure = async (scene: Scene, { key, at, reference }: Step<'brochure'>): Promise<void> => {
  const input = { siteId: scene.siteId, reference, ...scene.key(key) };
  scene.stage.accepted('publishing a brochure', await publishBrochure(scene.manager(at), input));
};
