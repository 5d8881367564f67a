import {
  type DemoSalesSite,
  demoClientsOf,
  demoConsultantsOf,
  demoHistory,
  demoHistoryOf,
  demoPartners,
  demoReservedUnit,
  demoSalesSites,
  demoSites,
  demoTime,
  demoUnits,
} from '@shouwen/demo';
import type { DemoStage, World } from '@shouwen/subgraph';
import { isPartnerKnown } from '../brokers/index.ts';
import { findSitePolicies } from '../policies/index.ts';
import { clientsKnown, consultantsOf } from '../projections/index.ts';
import { readRotation } from '../rotation/index.ts';
import { addUnits, changeUnit } from '../units/index.ts';
import { act } from './acts.ts';
import { announceReferral, signReferral } from './referredClients.ts';
import { type Scene, sceneOf } from './scene.ts';

/**
 * Plays the weeks that the demo company's sales sites look back on. Every step is a command with its own key, so that a history
 * that was interrupted is played again from the start and does only what was not done; a finished one is not touched.
 */
export const playDemoHistory = async (world: World, stage: DemoStage): Promise<void> => {
  await Promise.all(
    demoSalesSites.map(async (site) => {
      if (await isPlayed(world, site)) return;
      await othersHaveTold(world, stage, site);
      const scene = await withUnits(sceneOf(site, stage), site);
      for (const step of demoHistoryOf(site)) {
        await announceReferral(scene, step);
        await act(scene, step);
        await signReferral(scene, step);
      }
    }),
  );
};

/** The last step closes the last day; a site that was opened since is past it. */
const isPlayed = async ({ db }: World, site: DemoSalesSite): Promise<boolean> => {
  const { date, status } = await db.read((tx) => readRotation(tx, demoSites[site].id));
  return date !== null && (date > demoHistory.to || (date === demoHistory.to && status === 'closed'));
};

const othersHaveTold = async ({ db }: World, stage: DemoStage, site: DemoSalesSite): Promise<void> => {
  const { id: siteId, name } = demoSites[site];
  const clientIds = demoClientsOf(site).map(({ id }) => id);
  const consultants = demoConsultantsOf(siteId).length;
  await stage.until(name, async () => (await db.read((tx) => findSitePolicies(tx, siteId))) !== null);
  await stage.until(
    `the consultants of ${name}`,
    async () => (await db.read((tx) => consultantsOf(tx, siteId, demoHistory.from))).length === consultants,
  );
  await stage.until(
    `the clients of ${name}`,
    async () => (await db.read((tx) => clientsKnown(tx, clientIds))) === null,
  );
  for (const partner of demoPartners.filter((one) => one.siteId === siteId))
    await stage.until(partner.name, () => db.read((tx) => isPartnerKnown(tx, partner.id)));
};

/** The Saturday before the history, the manager enters the price list; the developer keeps one unit (SR-9.01). */
const withUnits = async (scene: Omit<Scene, 'unitIds'>, site: DemoSalesSite): Promise<Scene> => {
  const { stage, siteId, key } = scene;
  const units = demoUnits[site];
  const added = await addUnits(scene.manager(demoTime(-2, 600)), { siteId, units, ...key('units') });
  const { unitIds } = stage.accepted('adding units', added);
  const unitId = unitIds[demoReservedUnit.number];
  if (site === demoReservedUnit.site && unitId !== undefined) {
    const kept = await changeUnit(scene.manager(demoTime(-2, 615)), {
      does: 'reserve',
      unitId,
      reason: 'developer-use',
      until: null,
      ...key('reserve'),
    });
    stage.accepted('reserving a unit', kept);
  }
  return { ...scene, unitIds };
};
