import type { Tx } from '@shouwen/database';

export const insertSite = async (tx: Tx, siteId: string, timeZone: string): Promise<void> => {
  await tx.query('INSERT INTO service_site (site_id, time_zone) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    siteId,
    timeZone,
  ]);
};

export const insertKnownClient = async (tx: Tx, clientId: string): Promise<void> => {
  await tx.query('INSERT INTO known_client (client_id) VALUES ($1) ON CONFLICT DO NOTHING', [clientId]);
};

export const isServiceSite = async (tx: Tx, siteId: string): Promise<boolean> =>
  ((await tx.query('SELECT FROM service_site WHERE site_id = $1', [siteId])) as unknown[]).length === 1;

export const isKnownClient = async (tx: Tx, clientId: string): Promise<boolean> =>
  ((await tx.query('SELECT FROM known_client WHERE client_id = $1', [clientId])) as unknown[]).length === 1;
