import type { DemoStage, World } from '@shouwen/subgraph';
import type { Vault } from '../vault/index.ts';
import { keepDemoRecords } from './keepDemoRecords.ts';
import { openDemoClients } from './openDemoClients.ts';

/** The clients of the demo company, and its archive. */
export const loadDemoRecords =
  (vault: Vault) =>
  async (world: World, stage: DemoStage): Promise<void> => {
    await openDemoClients(vault)(world, stage);
    await keepDemoRecords(vault)(world, stage);
  };
