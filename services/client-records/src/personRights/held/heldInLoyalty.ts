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
  {
    table: 'tier_payment',
    of: 't.deal_id IN (SELECT d.deal_id FROM tier_deal d WHERE d.client_id = ANY($1::uuid[]))',
    erase: 'nothing',
  },
  { table: 'tier_contact', of: ofClient, erase: 'nothing' },
  { table: 'tier_credit', of: ofClient, erase: 'delete' },
  { table: 'tier_probation', of: ofClient, erase: 'nothing' },
  {
    table: 'tier_span',
    of: ofClient,
    record: 't.client_id',
    erase: 'nothing',
    copy: {
      section: text('客户分级', 'Tiers'),
      columns: ['t.tier', 't.basis', 't.from_on::text AS "from"', 't.valid_through::text AS "validThrough"'],
    },
  },
  { table: 'tier_proposal', of: ofClient, erase: 'nothing' },
  {
    table: 'tier_remark',
    of: ofClient,
    record: 't.client_id',
    erase: 'key',
    codes: ['by'],
    copy: {
      section: text('分级评议', 'Remarks on the tier'),
      columns: ['t.remark_id AS id', 't.at', 't.remark_sealed AS remark'],
      sealed: { remark: ({ id }) => ({ table: 'tier_remark', column: 'remark', row: String(id) }) },
      hidden: ['id'],
    },
  },
  { table: 'order_treatment', of: ofClient, erase: 'nothing' },
  {
    table: 'order_refusal',
    of: ofClient,
    record: 't.client_id',
    erase: 'key',
    copy: {
      section: text('拒绝的订单', 'Orders refused'),
      columns: ['t.refusal_id AS id', 't.refused_at AS "refusedAt"', 't.reason_sealed AS reason'],
      sealed: { reason: ({ id }) => ({ table: 'order_refusal', column: 'reason', row: String(id) }) },
      hidden: ['id'],
    },
  },
  {
    table: 'client_vip',
    of: ofClient,
    record: 't.client_id',
    erase: 'key',
    codes: ['services', 'made_by', 'ended_by'],
    copy: {
      section: text('贵宾服务', 'VIP services'),
      columns: ['t.vip_id AS id', 't.services', 't.since::text AS since', 't.promised_sealed AS promised'],
      sealed: { promised: ({ id }) => ({ table: 'client_vip', column: 'promised', row: String(id) }) },
      hidden: ['id'],
    },
  },
];
