import { parseInstant } from '@shouwen/subgraph';

export const rehearsalHeader = 'x-shouwen-now';

/** The header that sets the time is not allowed here, or is no time. */
export class RehearsalRefused extends Error {
  override readonly name = 'RehearsalRefused';
}

/** The time a rehearsed request is to happen at; null without the header. Throws RehearsalRefused outside of rehearsals. */
export const rehearsalTime = (header: string | string[] | undefined, rehearsal: boolean): Date | null => {
  if (header === undefined) return null;
  if (!rehearsal) throw new RehearsalRefused();
  try {
    return parseInstant(header);
  } catch {
    throw new RehearsalRefused();
  }
};
