import { demoClientsOf } from './clients.ts';
import { demoSites, demoStaffNamed } from './company.ts';
import { showcaseClient } from './plans.ts';

const client = demoClientsOf('riverside')[showcaseClient];
if (!client) throw new RangeError('the demo company has no clients');

/**
 * The client of the README's query: received by 陈静 on the first morning of the history, came again, bought, and complained at
 * the property office. What one sees of it depends on who asks.
 */
export const demoShowcase = {
  client,
  siteId: demoSites.riverside.id,
  officeId: demoSites.riversideOffice.id,
  owner: demoStaffNamed('陈静'),
  /** Who asks, by sign-in name. */
  askers: {
    /** Sees everything at her site, and not the complaint, which is the property office's. */
    manager: 'zhoumin',
    /** Sees the client and her own commission. */
    owner: 'chenjing',
    /** Sees nothing: another consultant's client is nobody he knows of. */
    colleague: 'zhaolei',
    /** Sees the commission and no record. */
    finance: 'caoying',
    /** Sees the record and the complaint, no sale. */
    office: 'dengting',
    /** Sees everything, since an auditor looks at everything and may do nothing. */
    auditor: 'hanbing',
  },
} as const;
