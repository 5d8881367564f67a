import type { DemoMatterStep } from '@shouwen/demo';
import { archiveHosting, arrangeHosting, confirmTourPreparation } from '../hosting/index.ts';
import { type Scene, thingMade } from './scene.ts';

type Step<Does extends DemoMatterStep['does']> = Extract<DemoMatterStep, { does: Does }>;

/** SR-12.01, SR-12.02 */
export const host = async (scene: Scene, step: Step<'host'>): Promise<void> => {
  const { key, at, subject, guestKind, guests, companionIds } = step;
  const announced = { subject, guestKind, guests, companionIds, venue: null, tourAt: new Date(step.tourAt) };
  const input = { siteId: scene.siteId, ...announced, ...scene.key(key) };
  scene.made.set(
    key,
    scene.stage.accepted(`arranging ${key}`, await arrangeHosting(scene.manager(at), input)).hostingId,
  );
};

/** SR-12.03 */
export const prepare = async (scene: Scene, { key, at, hosting, preparer }: Step<'prepare'>): Promise<void> => {
  const input = { hostingId: thingMade(scene, hosting), preparer, ...scene.key(key) };
  const administrator = scene.holder('property-administrator', 'site', at);
  scene.stage.accepted(`preparing ${hosting}`, await confirmTourPreparation(administrator, input));
};

/** SR-12.03 */
export const archive = async (scene: Scene, { key, at, hosting, photos, minutes }: Step<'archive'>): Promise<void> => {
  const input = { hostingId: thingMade(scene, hosting), photos, minutes, ...scene.key(key) };
  scene.stage.accepted(`archiving ${hosting}`, await archiveHosting(scene.manager(at), input));
};
