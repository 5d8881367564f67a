import { text } from '@shouwen/kernel';
import { placeOfDay } from '../../care/index.ts';
import { placeOfChange, placeOfContact, placeOfWishes } from '../../clients/index.ts';
import { placeOfEvidence } from '../../consents/index.ts';
import { placeOfValue } from '../../dossier/index.ts';
import { type Held, type HeldRow, ofClient } from './held.ts';

const id = (row: HeldRow, name = 'id'): string => String(row[name]);
const client = (row: HeldRow): string => String(row.recordId);

/** The record itself and what hangs on it directly. */
export const heldOfClient: readonly Held[] = [
  {
    table: 'client',
    of: 't.id = ANY($1::uuid[])',
    record: 't.id',
    // The key last: whatever is sealed anywhere is unreadable from here on. A number is kept as the name of what was done.
    erase: {
      ...{ name: `''`, district: 'NULL', business: 'NULL', urgency: 'NULL', wishes_sealed: 'NULL' },
      ...{ phone_sealed: 'NULL', phone_index: 'NULL', wrapped_key: 'NULL', key_id: `'destroyed'` },
    },
    codes: ['number', 'opened_by'],
    copy: {
      section: text('客户', 'Client'),
      columns: [
        ...['t.number', 't.name', 't.kind', 't.business', 't.district', 't.urgency'],
        ...['t.opened_at AS "openedAt"', 't.wishes_sealed AS wishes'],
      ],
      sealed: { wishes: (row) => placeOfWishes(client(row)) },
    },
  },
  {
    table: 'client_contact',
    of: ofClient,
    record: 't.client_id',
    erase: 'delete',
    copy: {
      section: text('联系方式', 'Contacts'),
      columns: [
        ...['t.id', 't.kind', 't.value_sealed AS value', 't.is_main AS "isMain"'],
        ...['t.added_at AS "addedAt"', 't.ended_at AS "endedAt"'],
      ],
      sealed: { value: (row) => placeOfContact(id(row), client(row)) },
      hidden: ['id'],
    },
  },
  {
    table: 'client_identity',
    of: ofClient,
    record: 't.client_id',
    erase: 'delete',
    copy: {
      section: text('证件号码', 'Identity number'),
      columns: ['t.number_sealed AS number', 't.recorded_at AS "recordedAt"'],
      sealed: { number: (row) => ({ table: 'client_identity', column: 'number', row: client(row) }) },
    },
  },
  {
    table: 'client_class',
    of: ofClient,
    record: 't.client_id',
    erase: 'nothing',
    codes: ['filed_by', 'ended_by'],
    copy: {
      section: text('分类', 'Classes'),
      columns: ['t.class', 't.specialty', 't.filed_at AS "filedAt"', 't.ended_at AS "endedAt"'],
    },
  },
  {
    table: 'client_change',
    of: ofClient,
    record: 't.client_id',
    erase: 'key',
    codes: ['actor', 'area', 'field', 'masked_as'],
    copy: {
      section: text('变更记录', 'Changes'),
      columns: ['t.id', 't.at', 't.field', 't.from_sealed AS "from"', 't.to_sealed AS "to"'],
      sealed: { from: (row) => placeOfChange('from', id(row)), to: (row) => placeOfChange('to', id(row)) },
      hidden: ['id'],
    },
  },
  {
    table: 'dossier_value',
    of: ofClient,
    record: 't.client_id',
    erase: 'delete',
    copy: {
      section: text('档案表', 'Dossier'),
      columns: ['t.key AS field', 't.value_sealed AS value', 't.entered_at AS "enteredAt"'],
      sealed: { value: (row) => placeOfValue(client(row), id(row, 'field')) },
    },
  },
  {
    // Only the own side: who the other is belongs to the other.
    table: 'client_relation',
    of: '(t.from_id = ANY($1::uuid[]) OR t.to_id = ANY($1::uuid[]))',
    record: '(SELECT r FROM unnest(ARRAY[t.from_id, t.to_id]) r WHERE r = ANY($1::uuid[]) LIMIT 1)',
    erase: { ended_because: `CASE WHEN t.ended_because IS NULL THEN NULL ELSE '' END` },
    codes: ['kind', 'recorded_by', 'ended_by'],
    copy: {
      section: text('关系（本人一方）', 'Relations (own side)'),
      columns: [
        't.kind',
        `CASE WHEN t.from_id = ANY($1::uuid[]) THEN 'from' ELSE 'to' END AS side`,
        't.recorded_at AS "recordedAt"',
        't.ended_at AS "endedAt"',
      ],
    },
  },
  {
    table: 'client_merge',
    of: '(t.surviving_id = ANY($1::uuid[]) OR t.merged_id = ANY($1::uuid[]))',
    erase: { because: `''`, undone_because: `CASE WHEN t.undone_because IS NULL THEN NULL ELSE '' END` },
    codes: ['merged_by', 'undone_by'],
  },
  {
    table: 'duplicate_suspicion',
    of: '(t.one_id = ANY($1::uuid[]) OR t.other_id = ANY($1::uuid[]))',
    erase: 'delete',
  },
  {
    table: 'client_consent',
    of: ofClient,
    record: 't.client_id',
    erase: 'key',
    codes: ['recorded_by'],
    copy: {
      section: text('同意与撤回', 'Consents'),
      columns: [
        't.consent_id AS id',
        ...['t.purpose', 't.given', 't.how', 't.said_at AS "saidAt"', 't.evidence_sealed AS evidence'],
      ],
      sealed: { evidence: (row) => placeOfEvidence(id(row)) },
      hidden: ['id'],
    },
  },
  { table: 'client_consent_now', of: ofClient, erase: 'delete' },
  {
    table: 'client_occasion',
    of: ofClient,
    record: 't.client_id',
    erase: 'delete',
    copy: {
      section: text('纪念日', 'Days to congratulate on'),
      columns: ['t.occasion_id AS id', 't.whose', 't.day_sealed AS day'],
      sealed: { day: (row) => placeOfDay(id(row)) },
      hidden: ['id'],
    },
  },
];
