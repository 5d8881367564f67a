import { BadInput, canSomewhere, Forbidden, NotSignedIn, type Permission } from '@shouwen/access';
import { daysBetween, isUuid, isValidDate, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';

/** @throws NotSignedIn, Forbidden for who holds the permission nowhere */
export const demandSomewhere = ({ viewer }: Pick<BareContext, 'viewer'>, permission: Permission): void => {
  if (viewer.kind === 'anonymous') throw new NotSignedIn();
  if (!canSomewhere(viewer, permission)) throw new Forbidden(permission);
};

/** The cursor of a list in the order of days. @throws BadInput for one that is none of ours */
export const dayAndId = (after: readonly unknown[] | null): [string, string] | null => {
  if (after === null) return null;
  const [day, id] = after;
  if (typeof day === 'string' && isValidDate(day) && isUuid(String(id))) return [day, String(id)];
  throw new BadInput(text('页码标记无效。', 'The cursor is not valid.'), 'after');
};

/** @throws BadInput for days out of order, or more than `most` */
export const demandDays = (from: string, through: string, most: number): void => {
  const days = daysBetween(from, through);
  if (days >= 0 && days <= most) return;
  const message = text(`期间不得颠倒，最长${most}天。`, `The days are in order, and at most ${most}.`);
  throw new BadInput(message, 'through');
};
