import { BadInput } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';

export { fromGraphName, toGraphName } from '@shouwen/subgraph';

/** What no id can be names nothing: those who look by it find nothing. */
export const idOrNull = (id: string | null | undefined): string | null => (isUuid(id) ? id : null);

/** The id a cursor holds. @throws BadInput */
export const cursorId = (key: readonly unknown[] | null): string | null => {
  if (key === null) return null;
  const [id] = key;
  if (!isUuid(id)) throw new BadInput(text('页码标记无效。', 'The cursor is not valid.'), 'after');
  return id;
};
