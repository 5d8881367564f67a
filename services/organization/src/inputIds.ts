import { BadInput } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';

/** @throws BadInput naming the field, for what cannot be an id of ours */
export const demandIds = (ids: Readonly<Record<string, string | null | undefined>>): void => {
  for (const [field, id] of Object.entries(ids)) {
    if (id !== null && id !== undefined && !isUuid(id))
      throw new BadInput(text('编号无效。', 'This is not an id.'), field);
  }
};

/** Only what can be an id is looked up; the rest does not exist. */
export const possibleIds = (ids: readonly string[]): string[] => ids.filter(isUuid);
