import { text } from '@shouwen/kernel';
import { type Held, ofClient } from './held.ts';

/** Tiers, points and imports (CR-6, CR-1.07). What somebody wrote about a tier stands sealed under the client's key. */
export const heldInLoyalty: readonly Held[] = [
  { table: 'loyalty_guest', of: ofClient, erase: 'nothing' },
  { table: 'loyalty_deal', of: ofClient, erase: 'nothing' },
  { table: 'points_account', of: ofClient, erase: 'nothing' },
  {
    table: 'points_entry',
    of: ofClient,
    record: 't.client_id',
    erase: 'nothing',
    codes: ['reason', 'reference_kind', 'by'],
    copy: {
      section: text('积分', 'Points'),
      columns: ['t.kind', 't.reason', 't.points', 't.at'],
    },
  },
  { table: 'points_lot', of: ofClient, erase: 'nothing', codes: ['reference_kind'] },
  { table: 'points_act', of: ofClient, erase: { reason: `''` } },
  { table: 'tier_deal', of: ofClient, erase: 'nothing', codes: ['product'] },
  { table: 'tier_contact', of: ofClient, erase: 'nothing' },
  { table: 'tier_credit', of: ofClient, erase: 'nothing' },
  { table: 'tier_probation', of: ofClient, erase: 'nothing' },
  { table: 'tier_span', of: ofClient, erase: 'nothing' },
  { table: 'tier_proposal', of: ofClient, erase: 'nothing' },
  { table: 'tier_remark', of: ofClient, erase: 'key', codes: ['by'] },
  { table: 'order_treatment', of: ofClient, erase: 'nothing' },
  { table: 'order_refusal', of: ofClient, erase: 'key' },
  { table: 'client_vip', of: ofClient, erase: 'key', codes: ['services', 'made_by', 'ended_by'] },
  // Its cells are sealed under the key of the import and gone with the outcome of the row.
  { table: 'client_import_row', of: ofClient, erase: 'key', codes: ['field', 'code', 'message', 'phone_index'] },
];
