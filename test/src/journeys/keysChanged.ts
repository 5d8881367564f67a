import { describe, expect, it } from '@jest/globals';
import { monday, type RecordsSite } from './recordsSite.ts';
import { attempt, on, type Stage } from './stage.ts';
import { identify } from './steps.ts';

const byPhone = 'query ($phone: String!) { clientByPhone(phone: $phone) { id } }';
const status = `... on KeysChanged { keyRotation { currentKey currentIndexKey indexKeys } explanation { applied { id } } }`;
type Changed = {
  readonly keyRotation: { readonly currentKey: string; readonly currentIndexKey: string; readonly indexKeys: string[] };
};

/**
 * Worked example 4. In a rehearsal nothing is done behind a site's back, so that the move of the old records to the new key is shown in
 * the house whose time runs by itself (`ownTime.ts`) and by the service's own test.
 */
export const keysChanged = (stage: () => Stage, desk: () => RecordsSite): void => {
  describe('CR-2.02 worked example 4: keys are rotated while clients are read and written', () => {
    const phoneOf = (number: number): string => `1360552${String(number).padStart(4, '0')}`;
    const identified = (number: number, time: string) =>
      identify(desk().site, on(monday, time), { name: `来客${number}`, phone: phoneOf(number) });
    const found = async (number: number, time: string) => {
      const { site } = desk();
      type Answer = { readonly clientByPhone: { readonly id: string } | null };
      return (await site.manager.ask<Answer>(on(monday, time), byPhone, { phone: phoneOf(number) })).clientByPhone?.id;
    };
    const rotated = (kind: string) =>
      attempt<Changed>(stage().demoPerson('tangyu'), on(monday, '16:00'), {
        ...{ name: 'rotateKeys', fields: status, inputType: 'ChangeKeysInput', input: { kind } },
      });

    it.each([
      ['INDEX', 1_000, '16:00'],
      ['WRAPPING', 2_000, '16:30'],
    ])('%s: no error, nobody is opened twice, and old and new records are found', async (kind, base, time) => {
      const numbers = Array.from({ length: 6 }, (_, index) => base + index);
      const before = await Promise.all(numbers.map((number) => identified(number, '15:00')));
      const [change, again, sought, opened] = await Promise.all([
        rotated(kind),
        Promise.all(numbers.map((number) => identified(number, time))),
        Promise.all(numbers.map((number) => found(number, time))),
        Promise.all(numbers.map((number) => identified(number + 100, time))),
      ]);
      expect(change).toMatchObject({ __typename: 'KeysChanged', explanation: { applied: [{ id: 'CR-2.02' }] } });
      expect([again, sought]).toEqual([before, before]);
      const later = `${time.slice(0, 3)}50`;
      expect(await Promise.all(numbers.map((number) => found(number, later)))).toEqual(before);
      expect(await Promise.all(numbers.map((number) => found(number + 100, later)))).toEqual(opened);
      expect(await Promise.all(numbers.map((number) => identified(number + 100, later)))).toEqual(opened);
      const written = await identified(base + 200, later);
      expect(await found(base + 200, later)).toBe(written);
    });
  });
};
