/** Access tokens live ten minutes; a session that ended earlier has none that could still be shown. */
export const rememberedMilliseconds = 11 * 60 * 1000;

/** The sessions that ended so recently that a token of theirs may still be in time. */
export type EndedSessions = {
  add(sessionId: string): void;
  has(sessionId: string): boolean;
  readonly size: number;
};

/** Remembers ended sessions from the moment they are heard of for as long as a token of theirs could live. */
export const rememberEndedSessions = (clock: () => Date): EndedSessions => {
  // A Map keeps the order of adding, so the oldest come first.
  const heardAt = new Map<string, number>();
  const forgetOld = (now: number): void => {
    for (const [sessionId, at] of heardAt) {
      if (now - at <= rememberedMilliseconds) return;
      heardAt.delete(sessionId);
    }
  };
  return {
    add: (sessionId) => {
      const now = clock().getTime();
      forgetOld(now);
      heardAt.delete(sessionId);
      heardAt.set(sessionId, now);
    },
    has: (sessionId) => heardAt.has(sessionId),
    get size() {
      return heardAt.size;
    },
  };
};
