import { entity, type Tx } from '@shouwen/database';
import type { Site } from './site.ts';

type SiteRow = Site & { readonly openedAt: Date };

export const siteTable = entity<SiteRow>({
  name: 'site',
  columns: {
    id: { type: 'uuid', primary: true },
    nameZh: { type: 'text', name: 'name_zh' },
    nameEn: { type: 'text', name: 'name_en' },
    kind: { type: 'text' },
    salesPreset: { type: 'text', name: 'sales_preset', nullable: true },
    servicePreset: { type: 'text', name: 'service_preset', nullable: true },
    timeZone: { type: 'text', name: 'time_zone' },
    openedOn: { type: 'date', name: 'opened_on' },
    openedAt: { type: 'timestamptz', name: 'opened_at' },
  },
});

export const insertSite = async (tx: Tx, site: Site, openedAt: Date): Promise<void> => {
  await tx.insert(siteTable, { ...site, openedAt });
};

/** Locked against a second opening under the same name until the transaction ends. */
export const isSiteNameTaken = async (tx: Tx, nameZh: string): Promise<boolean> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`site:${nameZh}`]);
  return tx.existsBy(siteTable, { nameZh });
};

export const siteById = (tx: Tx, id: string): Promise<Site | null> => tx.findOneBy(siteTable, { id });
