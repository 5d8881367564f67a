import { isUuid, text } from '@shouwen/kernel';
import { BadInput } from './errors.ts';

/** @throws BadInput naming the field, for what cannot be an id of ours; null was left out and is fine */
export const demandIds = (ids: Readonly<Record<string, string | null | undefined>>): void => {
  for (const [field, id] of Object.entries(ids))
    if (id !== null && id !== undefined && !isUuid(id)) throw new BadInput(notAnId, field);
};

const notAnId = text('编号无效。', 'This is not an id.');
