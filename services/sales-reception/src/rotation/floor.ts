import { type IsoDate, type Text, text } from '@shouwen/kernel';
import { type FloorFacts, isOpenToday } from './floorFacts.ts';
import { makeUpFor, type NextTurn, nextTurn } from './nextTurn.ts';
import { type MakeUp, occupantOf, type Presence, waitingInOrder } from './rotation.ts';

/** What the floor board shows. */
export type Floor = {
  readonly siteId: string;
  readonly date: IsoDate | null;
  readonly open: boolean;
  readonly order: readonly string[];
  readonly next: NextTurn | null;
  readonly waiting: readonly string[];
  readonly receiving: readonly { readonly consultantId: string; readonly since: Date; readonly visitId: string }[];
  readonly away: readonly {
    readonly consultantId: string;
    readonly since: Date;
    readonly reason: string;
    readonly madeUp: boolean;
  }[];
  /** Off the rotation by a sanction, whether they were in it at opening or not (FI-3). */
  readonly suspended: readonly string[];
  /** Those in the rotation whose preparation nobody has confirmed today (SR-1.10). */
  readonly unprepared: readonly string[];
  readonly makeUps: readonly MakeUp[];
  readonly lunchDesk: readonly string[];
  readonly phoneOrder: readonly string[];
  readonly warning: Text | null;
};

/** SR-1.07, SR-1.09: the floor at a moment, with the warning and the lunch desk. */
export const floorAt = (facts: FloorFacts): Floor => {
  const { rotation, policy } = facts;
  const open = isOpenToday(facts);
  const order = rotation.order.map((place) => occupantOf(rotation, place));
  const waiting = waitingInOrder(rotation);
  return {
    siteId: rotation.siteId,
    date: rotation.date,
    open,
    order,
    next: open ? nextTurn(rotation, facts, policy.params) : null,
    waiting,
    receiving: withStatus(facts, 'receiving').map(({ one, presence: { since, visitId } }) => ({
      consultantId: one,
      since,
      visitId,
    })),
    away: withStatus(facts, 'away').map(({ one, presence }) => ({
      consultantId: one,
      since: presence.since,
      reason: presence.reason,
      madeUp: makeUpFor(presence, facts.time, policy.params) !== null,
    })),
    suspended: rotation.suspended,
    unprepared: open ? rotation.order.filter((one) => !rotation.prepared.includes(one)) : [],
    makeUps: rotation.makeUps,
    lunchDesk: open ? lunchDesk(facts, waiting) : [],
    phoneOrder: rotation.phoneOrder,
    warning: open ? warningOf(facts, waiting.length) : null,
  };
};

/** SR-1.09: the first of the rotation who are on the floor staff the desk during the meal. */
const lunchDesk = ({ time, policy: { params } }: FloorFacts, waiting: readonly string[]): readonly string[] =>
  params['lunch.from'] <= time && time < params['lunch.to'] ? waiting.slice(0, params['lunch.deskStaff']) : [];

/** SR-1.07 */
const warningOf = ({ policy }: FloorFacts, waiting: number): Text | null => {
  const least = policy.params['rotation.minWaiting'];
  if (waiting >= least) return null;
  return text(
    `候客仅 ${waiting} 人，应保持 ${least} 人。`,
    `Only ${waiting} consultants are waiting; the desk should have ${least}.`,
  );
};

type With<Status> = { one: string; presence: Extract<Presence, { status: Status }> };

const withStatus = <Status extends Presence['status']>({ rotation }: FloorFacts, status: Status): With<Status>[] =>
  Object.entries(rotation.presences).flatMap(([one, presence]) =>
    presence.status === status ? [{ one, presence } as With<Status>] : [],
  );
