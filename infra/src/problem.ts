/** Something the person at the keyboard can mend: the message is one sentence that says what is wrong and what to do. */
export class Problem extends Error {
  override readonly name = 'Problem';
}

/** The message of anything that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
