import { BadInput, NotFound } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';

/** What no id can be names nothing. @throws NotFound */
export const idOf = (id: string): string => {
  if (!isUuid(id)) throw new NotFound();
  return id;
};

const longest = 1_000;

/** Why somebody acts, in their own words. @throws BadInput when it says nothing or too much */
export const reasonOf = (reason: string): string => {
  const words = reason.trim();
  if (words === '' || words.length > longest) {
    throw new BadInput(
      text(`须写明理由，不超过 ${longest} 字。`, `A reason has to be given, of ${longest} characters at most.`),
      'reason',
    );
  }
  return words;
};
