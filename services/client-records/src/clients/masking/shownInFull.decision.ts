import type { ReadingGround } from '../../visibility/index.ts';

/** How far what is masked is masked: the policy `mask.level`. */
export type MaskLevel = 'none' | 'list' | 'all';

/** From the most that is masked to the least. */
const levels = ['all', 'list', 'none'] as const;

/** Of several sites that know a client, the one that masks most decides. */
export const strictest = (found: readonly MaskLevel[]): MaskLevel =>
  levels.find((level) => found.includes(level)) ?? 'all';

/**
 * CR-2.03, our reading: whether a value is shown in full without an unmasking of its own. Only on the page of one client, never in a list,
 * and only to who may unmask that client: with `list` the own clients, with `none` whoever may be read, with `all` nobody.
 */
export const isShownInFull = (asked: {
  readonly isPage: boolean;
  readonly level: MaskLevel;
  /** On which ground the reader may unmask the client; null without one. */
  readonly ground: ReadingGround | null;
}): boolean => {
  const { isPage, level, ground } = asked;
  if (!isPage || ground === null || level === 'all') return false;
  return level === 'none' || ground === 'own-client';
};
