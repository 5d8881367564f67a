import { demoDate, demoShowcase } from '@shouwen/demo';
import type { DemoStage, World } from '@shouwen/subgraph';
import { colleaguesAmong } from '../colleagues/index.ts';
import type { Vault } from '../vault/index.ts';
import { fillDemoArchive } from './demoArchive.ts';
import { closeDemoLeak, inspectDemoRoom } from './demoIncidents.ts';
import { tellDemoProfiles } from './demoProfiles.ts';
import { isArchiveInspected } from './demoQueries.ts';
import { makeDemoRequests } from './demoRequests.ts';
import { firstArchiveDay, recordsScene, recordsStaff } from './recordsScene.ts';

const { siteId } = demoShowcase;

/**
 * Puts the archive of the demo company in order, in the week behind its history: one act after the other, each with its key, so that what
 * was interrupted goes on; the inspection at its end tells that all of it was done.
 */
export const keepDemoRecords =
  (vault: Vault) =>
  async (world: World, stage: DemoStage): Promise<void> => {
    if (await world.db.read((tx) => isArchiveInspected(tx, siteId))) return;
    await postsAreKnown(world, stage);
    const scene = recordsScene(stage, vault);
    const papers = await fillDemoArchive(scene);
    await tellDemoProfiles(scene);
    await makeDemoRequests(scene, papers);
    await closeDemoLeak(scene);
    await inspectDemoRoom(world, scene);
  };

const postsAreKnown = async ({ db }: World, stage: DemoStage): Promise<void> => {
  const staff = recordsStaff(siteId).map(({ id }) => id);
  const on = demoDate(firstArchiveDay);
  await stage.until(
    'who works in the archive and asks for files',
    async () => (await db.read((tx) => colleaguesAmong(tx, staff, on))).length === staff.length,
  );
};
