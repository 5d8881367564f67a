import { systemViewer } from '@shouwen/access';
import { demoOpenedOn, demoPartnerSecret, demoPartners } from '@shouwen/demo';
import { instantOf } from '@shouwen/kernel';
import type { World } from '@shouwen/subgraph';
import { partnerById, registerPartner, type SecretDeps } from '../partners/index.ts';

/** Gives the systems of the demo company's brokers their credentials (OR-1.05); a partner who is known is never touched again. */
export const registerDemoPartners = async (
  { db, newId }: World,
  { passwords }: Pick<SecretDeps, 'passwords'>,
): Promise<void> => {
  const register = registerPartner({ passwords, newSecret: () => demoPartnerSecret });
  const viewer = systemViewer('demo');
  const act = { db, viewer, newId, now: instantOf(demoOpenedOn, '08:00'), requestId: 'demo-company' };
  for (const { id, name, siteId } of demoPartners) {
    if (await db.read((tx) => partnerById(tx, id))) continue;
    const input = { idempotencyKey: `demo-partner-${id}`, name, scopes: ['listing.read', 'viewing.request'] };
    const answer = await register(act, { ...input, siteIds: [siteId] }, id);
    if (answer.outcome === 'refused') throw new Error(`a partner was refused: ${answer.refusal.message.en}`);
  }
};
