import { demoClientsOf, demoShowcase, demoTime } from '@shouwen/demo';
import { recordOccasion } from '../care/index.ts';
import { recordConsent } from '../consents/index.ts';
import { fillDossier } from '../dossier/index.ts';
import { relateClients } from '../relations/index.ts';
import { firstArchiveDay, type RecordsScene } from './recordsScene.ts';

const { siteId, client } = demoShowcase;
const clientId = client.id;

/** CR-1.03, CR-1.04, CR-2.06, CR-7.01: what is known of the showcase, to whom it belongs, and what it agreed to. */
export const tellDemoProfiles = async ({ by, done, vault }: RecordsScene): Promise<void> => {
  const manager = (minute: number) => by('sales-manager', siteId, [1, minute]);
  await done('dossier', (idempotencyKey) =>
    fillDossier(vault)(manager(560), { idempotencyKey, siteId, clientId, entries, why: null }),
  );
  const [, , other] = demoClientsOf('riverside');
  if (other)
    await done('relation', (idempotencyKey) =>
      relateClients(manager(570), { idempotencyKey, clientId, otherId: other.id, otherIs: 'family' }),
    );
  for (const [number, { purpose, given }] of consents.entries()) {
    const minute = 580 + number;
    const saidAt = demoTime(firstArchiveDay + 1, minute);
    const evidence = given ? '客户告知书第2026-117号' : '';
    await done(`consent-${number}`, (idempotencyKey) =>
      recordConsent(vault)(manager(minute), {
        ...{ idempotencyKey, siteId, clientId, purpose, given, saidAt, evidence, how: 'written' },
      }),
    );
  }
  await done('birthday', (idempotencyKey) =>
    recordOccasion(vault)(manager(590), { idempotencyKey, clientId, whose: 'self', day: '03-08' }),
  );
};

const entries = [
  { key: 'gender', values: ['female'] },
  { key: 'company', values: ['滨江路设计事务所'] },
  { key: 'maritalStatus', values: ['married'] },
  { key: 'children', values: ['一女，就读滨江小学三年级'] },
  { key: 'cuisine', values: ['sichuan', 'cantonese'] },
  { key: 'idealHome', values: ['layout', 'surroundings'] },
  { key: 'reasonToBuy', values: ['女儿上学，改善居住'] },
  { key: 'carPlate', values: ['湘A·8K216'] },
];

const consents = [
  { purpose: 'care', given: true },
  { purpose: 'survey', given: true },
  { purpose: 'marketing', given: true },
  { purpose: 'marketing', given: false },
] as const;
