import type { Permission } from '@shouwen/access';
import {
  type DemoContact,
  demoCompany,
  demoFirstContacts,
  demoOwnerMatters,
  demoSites,
  demoStaffIn,
  demoViewer,
} from '@shouwen/demo';
import type { DemoStage, World } from '@shouwen/subgraph';
import { clientsKnownAt, identifyClient } from '../clients/index.ts';
import type { Vault } from '../vault/index.ts';

/** What the desks may do here; the same as the organization grants their roles. */
const permissions: Readonly<Record<string, readonly Permission[]>> = {
  'duty-person': ['client.identify'],
  receptionist: ['client.identify'],
};

/**
 * Opens the records of the demo company's clients, one after the other, so that the numbers follow the first contacts. Whoever
 * is known already is left alone, so that it may be stopped at any moment and goes on the next time.
 */
export const openDemoClients =
  (vault: Vault) =>
  async ({ db }: World, stage: DemoStage): Promise<void> => {
    const known = new Set<string>();
    for (const { id: siteId } of demoCompany.sites) {
      const ids = identifications.filter((one) => one.siteId === siteId).map(({ client }) => client.id);
      for (const clientId of await db.read((tx) => clientsKnownAt(tx, siteId, ids))) known.add(`${siteId} ${clientId}`);
    }
    for (const { client, siteId, at, by } of identifications) {
      if (known.has(`${siteId} ${client.id}`)) continue;
      known.add(`${siteId} ${client.id}`);
      const { name, phone } = client;
      const asked = { siteId, name, phone, idempotencyKey: `demo-history-identify-${siteId}-${client.id}` };
      const context = stage.as(demoViewer(by, permissions), new Date(at));
      stage.accepted(`identifying ${client.id}`, await identifyClient(vault)(context, asked, client.id));
    }
  };

type Identification = DemoContact & { readonly siteId: string };

const office = demoSites.riversideOffice.id;

/** Everybody at the first contact, and at the property office whoever brought something up there; as it came, as the trail wants it. */
const identifications: readonly Identification[] = [
  ...demoFirstContacts.map((contact) => ({ ...contact, siteId: contact.client.siteId })),
  ...demoOwnerMatters.map(({ client, at }) => ({
    client,
    at,
    by: demoStaffIn('receptionist', office),
    siteId: office,
  })),
].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
