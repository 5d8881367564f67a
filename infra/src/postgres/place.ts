import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, canReach } from './account.ts';

/**
 * The folder where the server's files really lie: the requested one, if the account that runs PostgreSQL can get there.
 *
 * A clone in the home folder of root is closed to any other account. Then the files lie in `/var/tmp`, which outlives a
 * restart of the machine, and a link in the requested folder leads there.
 */
export const placeWithinReach = (requested: string, account: Account): string => {
  if (account === null) return requested;
  // The folder itself is ours to open for passing through; what lies in it stays closed.
  chmodSync(requested, lstatSync(requested).mode | 0o011);
  if (canReach(account, requested)) return requested;
  const link = join(requested, 'elsewhere');
  const place = `/var/tmp/shouwen-postgres-${createHash('sha256').update(requested).digest('hex').slice(0, 16)}`;
  // Without the link the requested folder is new: what still lies elsewhere belonged to one that was deleted.
  if (!pointsTo(link, place)) rmSync(place, { recursive: true, force: true });
  if (!existsSync(place)) mkdirSync(place);
  if (lstatSync(place).uid !== process.getuid?.()) throw new Error(`${place} belongs to somebody else`);
  chmodSync(place, 0o711);
  rmSync(link, { force: true });
  symlinkSync(place, link);
  return place;
};

const pointsTo = (link: string, place: string): boolean =>
  lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() === true && readlinkSync(link) === place;
