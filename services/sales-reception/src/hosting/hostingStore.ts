import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Hosting } from './hosting.ts';

const columnOf = {
  hostingId: 'hosting_id',
  siteId: 'site_id',
  subject: 'subject',
  guestKind: 'guest_kind',
  guestClass: 'guest_class',
  guests: 'guests',
  companionIds: 'companion_ids',
  hostRank: 'host_rank',
  venue: 'venue',
  capPerGuestFen: 'cap_per_guest_fen',
  noticeAt: 'notice_at',
  tourAt: 'tour_at',
  prepareUntil: 'prepare_until',
  arrangedBy: 'arranged_by',
  securityReadyAt: 'security_ready_at',
  cleaningReadyAt: 'cleaning_ready_at',
  photos: 'photos',
  minutes: 'minutes',
  loggedAt: 'logged_at',
  loggedFor: 'logged_for',
  explanationId: 'explanation_id',
  version: 'version',
} as const satisfies Record<keyof Hosting, string>;

const names = Object.keys(columnOf) as (keyof Hosting)[];

export const hostingColumns = names.map((name) => `${columnOf[name]} AS "${name}"`).join(', ');

export const insertHosting = async (tx: Tx, one: Hosting): Promise<void> => {
  const places = names.map((_, index) => `$${index + 1}`).join(', ');
  await tx.query(
    `INSERT INTO hosting (${names.map((name) => columnOf[name]).join(', ')}) VALUES (${places})`,
    names.map((name) => one[name]),
  );
};

/** Locked until the end of the transaction; null when there is none. */
export const lockHosting = async (tx: Tx, hostingId: string): Promise<Hosting | null> => {
  const sql = `SELECT ${hostingColumns} FROM hosting WHERE hosting_id = $1 FOR UPDATE`;
  return ((await tx.query(sql, [hostingId])) as Hosting[])[0] ?? null;
};

/** @throws ConcurrentChange when it is not as it was read */
export const changeHosting = (tx: Tx, { hostingId, version }: Hosting, changes: Partial<Hosting>): Promise<void> =>
  guardedUpdate(tx, 'hosting', {
    where: { hosting_id: hostingId, version },
    set: Object.fromEntries(Object.entries(changes).map(([name, value]) => [columnOf[name as keyof Hosting], value])),
  });
