import { describe, expect, it } from '@jest/globals';
import type { StaffViewer } from '@shouwen/access';
import { staffViewer } from '@shouwen/testing';
import { comparable } from './filledWith.ts';
import type { Stage } from './stage.ts';

const now = new Date('2026-03-02T10:00:00+08:00');
const hour = 3_600_000;
const after = (hours: number): Date => new Date(now.getTime() + hours * hour);

/** What was once approved, and why it opens nothing; `true` is the one that stands, so that the others can be believed. */
const approvals: Readonly<Record<string, { readonly opens?: true } & Partial<Grant>>> = {
  'that stands': { opens: true },
  'for another file of the same client': { fileIds: 'other' },
  'of another person': { staffId: 'another' },
  'that is over': { from: after(-2), until: now },
  'that has not begun': { from: after(1), until: after(2) },
  'that was revoked': { revoked: true },
  'that was used, and was good for once': { oneTime: true, used: true },
};
type Grant = {
  readonly fileIds: 'other' | 'asked';
  readonly staffId: 'another' | 'asker';
  readonly from: Date;
  readonly until: Date;
  readonly revoked: boolean;
  readonly oneTime: boolean;
  readonly used: boolean;
};

const read = `query ($id: ID!, $index: String!, $site: ID!) {
  file(id: $id) { id title level } fileByIndex(indexNumber: $index) { id title }
  searchFiles(siteId: $site) { totalCount edges { node { id title } } } }`;
const open = `mutation ($input: OpenContentInput!) { openContent(input: $input) { __typename ... on Refusal { code } } }`;

/** S16: an approval opens exactly what it names, to whom it names, while it stands. */
export const grants = (given: () => Stage): void => {
  describe('S16 an approval', () => {
    it.each(Object.keys(approvals))('%s', async (name) => {
      const { records, here } = given();
      const { opens = false, ...change } = approvals[name] ?? {};
      const who = staffViewer(records.service.world.newId(), { [here.siteId]: ['request.submit'] });
      const [asked, other] = await records.rows<{ id: string; index: string; clientId: string }>(
        `SELECT id, index_number AS index, client_id AS "clientId" FROM archive_file
         WHERE site_id = $1 AND classified ORDER BY level, index_number`,
        [here.siteId],
      );
      if (!asked || !other) throw new Error('there are not two classified files');
      const grant: Grant = { ...usual, ...change };
      await records.service.world.db.transaction((tx) =>
        tx.query(
          `INSERT INTO access_grant (id, request_id, site_id, reader_site_id, staff_id, client_id, acts, file_ids, fields, shows_client,
             one_time, from_at, until_at, used_at, revoked_at, revoked_by)
           VALUES ($1, $1, $2, $2, $3, $4, $5, $6, '{}', false, $7, $8, $9, $10, $11, $12)`,
          [
            ...[records.service.world.newId(), here.siteId],
            ...[grant.staffId === 'asker' ? who.staffId : records.service.world.newId(), asked.clientId, ['view']],
            ...[[grant.fileIds === 'asked' ? asked.id : other.id], grant.oneTime, grant.from, grant.until],
            ...[
              grant.used ? after(-0.5) : null,
              grant.revoked ? after(-0.5) : null,
              grant.revoked ? who.staffId : null,
            ],
          ],
        ),
      );
      const said = (id: string, index: string) => answers(given(), who, { id, index });
      const [told, ofNone] = [
        await said(asked.id, asked.index),
        await said(records.service.world.newId(), 'C900001-ZZZZZZ'),
      ];
      expect(told.includes(asked.id)).toBe(opens);
      if (!opens)
        expect(comparable(told).replaceAll(other.index, '')).toBe(comparable(ofNone).replaceAll(other.index, ''));
    });
  });
};

const usual: Grant = {
  ...{ fileIds: 'asked', staffId: 'asker', from: after(-1), until: after(8) },
  ...{ revoked: false, oneTime: false, used: false },
};

const answers = async (
  { records, here }: Stage,
  who: StaffViewer,
  { id, index }: { readonly id: string; readonly index: string },
): Promise<string> => {
  const client = records.service.as(who, now);
  const asked = await client.send(read, { id, index, site: here.siteId });
  const opened = await client.send(open, {
    input: { idempotencyKey: records.key(), fileId: id, purpose: '核对合同金额' },
  });
  return JSON.stringify([asked.data, asked.errors, opened.data, opened.errors]);
};
