import type { Tx } from '@shouwen/database';
import type { IsoDate } from '@shouwen/kernel';

export type Invitation = {
  readonly eventId: string;
  readonly inviterId: string;
  readonly department: string;
  readonly listedAt: Date;
};

type Asked = { readonly siteId: string; readonly clientId: string; readonly on: IsoDate };

/** Whose guest the client is at an event of that day; of several events the last that listed them. */
export const invitationOn = async (tx: Tx, { siteId, clientId, on }: Asked): Promise<Invitation | null> => {
  const rows: Invitation[] = await tx.query(
    `SELECT event_id AS "eventId", inviter_id AS "inviterId", department, listed_at AS "listedAt"
     FROM club_guest JOIN club_event USING (event_id)
     WHERE site_id = $1 AND client_id = $2 AND held_on = $3 AND stands ORDER BY listed_at DESC, guest_id LIMIT 1`,
    [siteId, clientId, on],
  );
  return rows[0] ?? null;
};
