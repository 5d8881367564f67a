import { entity, type Tx } from '@shouwen/database';
import { type DepartmentCode, departmentNames } from '../roles/index.ts';
import type { Post } from './staff.ts';

type PostRow = Post & { readonly departmentId: string };

export const postTable = entity<PostRow>({
  name: 'post',
  columns: {
    id: { type: 'uuid', primary: true },
    staffId: { type: 'uuid', name: 'staff_id' },
    siteId: { type: 'uuid', name: 'site_id', nullable: true },
    departmentId: { type: 'uuid', name: 'department_id' },
    role: { type: 'text' },
    rosterOrder: { type: 'int', name: 'roster_order', nullable: true },
    from: { type: 'date', name: 'from_on' },
    to: { type: 'date', name: 'to_on', nullable: true },
  },
});

export const insertPost = async (tx: Tx, post: PostRow): Promise<void> => {
  await tx.insert(postTable, post);
};

export const setPostEnd = async (tx: Tx, id: string, to: string): Promise<void> => {
  await tx.update(postTable, { id }, { to });
};

export const postById = (tx: Tx, id: string): Promise<Post | null> => tx.findOneBy(postTable, { id });

export const postsOf = (tx: Tx, staffId: string): Promise<Post[]> => tx.findBy(postTable, { staffId });

/** The posts in the roster of a site; locked, so that a place is given once. */
export const rosterOf = async (tx: Tx, siteId: string): Promise<Post[]> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`roster:${siteId}`]);
  return tx
    .createQueryBuilder(postTable, 'post')
    .where('post.siteId = :siteId AND post.rosterOrder IS NOT NULL', { siteId })
    .getMany();
};

/** OR-1.01: the department of the site, or of the company, that posts of this kind belong to; made with its first post. */
export const departmentFor = async (
  tx: Tx,
  { siteId, code, newId }: { siteId: string | null; code: DepartmentCode; newId: string },
): Promise<string> => {
  const [nameZh, nameEn] = departmentNames[code];
  await tx.query(
    `INSERT INTO department (id, site_id, code, name_zh, name_en) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (site_id, code) DO NOTHING`,
    [newId, siteId, code, nameZh, nameEn],
  );
  const rows: { id: string }[] = await tx.query(
    'SELECT id FROM department WHERE site_id IS NOT DISTINCT FROM $1::uuid AND code = $2',
    [siteId, code],
  );
  return rows[0]?.id ?? newId;
};
