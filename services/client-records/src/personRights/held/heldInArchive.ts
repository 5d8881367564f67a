import { text } from '@shouwen/kernel';
import { placeOfTitle } from '../../archive/index.ts';
import { placeOfText } from '../rightsRequest.ts';
import { type Held, ofClient, ofFile } from './held.ts';

const emptied = (column: string): string => `CASE WHEN t.${column} IS NULL THEN NULL ELSE '' END`;
const ofRequest = `t.request_id IN (SELECT r.id FROM access_request r WHERE r.client_id = ANY($1::uuid[])
  UNION SELECT q.request_id FROM request_file q JOIN archive_file f ON f.id = q.file_id WHERE f.client_id = ANY($1::uuid[]))`;

/** The archive, the requests for it, leaks, and the person's own requests. */
export const heldInArchive: readonly Held[] = [
  {
    table: 'archive_file',
    of: ofClient,
    record: 't.client_id',
    // The objects in the store are deleted by the work that deletes all contents (CR-3.05); their keys are gone already.
    erase: {
      title: `CASE WHEN t.title IS NULL THEN NULL ELSE '—' END`,
      state: `CASE WHEN t.state = 'destroyed' OR t.carrier = 'paper' THEN t.state ELSE 'destroying' END`,
    },
    codes: ['index_number', 'object_id', 'checksum'],
    copy: {
      section: text('档案目录', 'Files'),
      columns: [
        't.id',
        ...[
          't.index_number AS "indexNumber"',
          't.kind',
          't.level',
          't.carrier',
          't.title',
          't.title_sealed AS "sealedTitle"',
        ],
        ...['t.filed_at AS "filedAt"', 't.keep_through::text AS "keepThrough"', 't.state'],
      ],
      sealed: { sealedTitle: (row) => placeOfTitle(String(row.id)) },
      hidden: ['id'],
      classified: 't.classified',
    },
  },
  { table: 'archive', of: ofClient, erase: 'nothing' },
  // Its reasons are emptied by the function of the migration: the table only grows.
  {
    table: 'archive_file_history',
    of: ofFile('t.file_id'),
    erase: 'nothing',
    codes: ['act', 'was', 'becomes', 'reason'],
  },
  { table: 'file_lock', of: ofFile('t.file_id'), erase: 'nothing', codes: ['reason'] },
  {
    table: 'archive_hold',
    of: ofClient,
    erase: { reason: `''`, release_reason: emptied('release_reason') },
  },
  {
    table: 'archive_destruction',
    of: `t.id IN (SELECT d.destruction_id FROM archive_destruction_file d WHERE ${ofFile('d.file_id')})`,
    erase: { reason: `''`, decided_reason: emptied('decided_reason') },
  },
  { table: 'archive_destruction_file', of: ofFile('t.file_id'), erase: 'nothing' },
  { table: 'archive_inspection_line', of: ofFile('t.file_id'), erase: { note: emptied('note') } },
  {
    table: 'archive_deal',
    of: ofClient,
    record: 't.client_id',
    erase: 'nothing',
    codes: ['fault'],
    copy: {
      section: text('成交', 'Deals'),
      columns: [
        ...['t.unit_id AS "unitId"', 't.price_fen::float8 AS "priceFen"', 't.closed_on::text AS "closedOn"'],
        't.cancelled_on::text AS "cancelledOn"',
      ],
    },
  },
  {
    table: 'archive_payment',
    of: 't.deal_id IN (SELECT d.deal_id FROM archive_deal d WHERE d.client_id = ANY($1::uuid[]))',
    record: '(SELECT d.client_id FROM archive_deal d WHERE d.deal_id = t.deal_id)',
    erase: 'nothing',
    codes: ['kind'],
    copy: {
      section: text('付款', 'Payments'),
      columns: ['t.kind', 't.amount_fen::float8 AS "amountFen"', 't.received_at AS "receivedAt"'],
    },
  },
  {
    table: 'file_upload',
    of: ofClient,
    erase: {
      ended_at: `CASE WHEN t.state IN ('receiving', 'quarantined') THEN $2::timestamptz ELSE t.ended_at END`,
      state: `CASE WHEN t.state IN ('receiving', 'quarantined') THEN 'abandoned' ELSE t.state END`,
    },
    codes: ['sha256', 'ending', 'refused_for', 'kind'],
  },
  {
    table: 'file_upload_part',
    of: 't.upload_id IN (SELECT u.id FROM file_upload u WHERE u.client_id = ANY($1::uuid[]))',
    erase: 'nothing',
    codes: ['object_name'],
  },
  { table: 'file_content', of: ofClient, erase: 'key', codes: ['sha256', 'kind', 'parts'] },
  { table: 'content_ticket', of: ofFile('t.file_id'), erase: 'nothing', codes: ['session_id'] },
  {
    table: 'access_request',
    of: ofRequest.replace('t.request_id', 't.id'),
    erase: {
      ...{ described: emptied('described'), purpose: emptied('purpose'), reason: emptied('reason') },
      ...{ pages: emptied('pages'), safeguards: emptied('safeguards'), recipient: emptied('recipient') },
      ended_for: emptied('ended_for'),
    },
    codes: ['number', 'kind', 'department', 'fields', 'plan', 'next_step', 'end_reason', 'scope'],
  },
  { table: 'request_step', of: ofRequest, erase: { reason: emptied('reason') }, codes: ['step'] },
  { table: 'request_file', of: ofRequest, erase: 'nothing' },
  { table: 'request_reminder', of: ofRequest, erase: 'nothing', codes: ['step'] },
  { table: 'request_outsider', of: ofClient, erase: 'delete' },
  { table: 'access_grant', of: ofRequest, erase: { pages: emptied('pages') }, codes: ['acts', 'fields'] },
  {
    table: 'loan',
    of: ofFile('t.file_id'),
    erase: { condition: emptied('condition') },
    codes: ['number', 'department'],
  },
  {
    // Words about several persons cannot be parted: they go when one of them goes. What happened and when stays.
    table: 'leak_case',
    of: 't.id IN (SELECT l.case_id FROM leak_client l WHERE l.client_id = ANY($1::uuid[]))',
    erase: { wrapped_key: 'NULL', key_id: `'destroyed'` },
    codes: ['number', 'reported_by', 'pattern'],
  },
  { table: 'leak_client', of: ofClient, erase: 'nothing' },
  {
    table: 'leak_remedy',
    of: 't.case_id IN (SELECT l.case_id FROM leak_client l WHERE l.client_id = ANY($1::uuid[]))',
    erase: 'key',
  },
  {
    table: 'rights_request',
    of: ofClient,
    record: 't.client_id',
    erase: { asker_sealed: 'NULL', proof_sealed: 'NULL', wish_sealed: 'NULL', answer_sealed: 'NULL' },
    codes: ['number', 'duties'],
    copy: {
      section: text('个人信息权利请求', 'Requests about the own data'),
      columns: [
        ...['t.id', 't.number', 't.kind', 't.state', 't.registered_at AS "registeredAt"'],
        ...['t.asker_sealed AS asker', 't.wish_sealed AS wish', 't.answer_sealed AS answer'],
      ],
      sealed: {
        asker: ({ id }) => placeOfText('asker', String(id)),
        wish: ({ id }) => placeOfText('wish', String(id)),
        answer: ({ id }) => placeOfText('answer', String(id)),
      },
      hidden: ['id'],
    },
  },
  {
    table: 'erasure_proof',
    of: 't.client_ids && $1::uuid[]',
    erase: 'nothing',
    codes: ['client_numbers', 'destroyed', 'hash'],
  },
];
