import { describe, expect, it } from '@jest/globals';
import type { Attack } from './attack.ts';
import { inWords, readCorpus } from './corpus.ts';
import { judge } from './judge.ts';
import { send } from './send.ts';
import type { Target } from './targets.ts';

export type RunOptions = {
  /** Attacks that this target's schema must have no words for; every other one that is left out fails the test. */
  readonly without?: readonly string[];
};

/** Declares one test per attack of the corpus that is meant for this kind of target. */
export const runCorpus = (target: Target, { without = [] }: RunOptions = {}): void => {
  const meant = readCorpus().filter(({ at }) => at.includes(target.kind));
  const attacks = meant.map((attack) => inWords(attack, target.words)).filter((one) => one !== null);
  describe(`attacks on ${target.name}`, () => {
    it.each(attacks.map((attack): [string, string, Attack] => [attack.id, attack.why, attack]))(
      '%s: %s',
      async (_id, _why, { request, expect: expected }) => {
        const answer = await send(target.url(), request, await target.headersFor(request.token));
        judge(answer, expected);
      },
    );

    it('leave out only what the schema has no words for', () => {
      const ids = attacks.map(({ id }) => id);
      expect(meant.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual(
        meant.map(({ id }) => id).filter((id) => without.some((prefix) => id.startsWith(prefix))),
      );
    });
  });
};
