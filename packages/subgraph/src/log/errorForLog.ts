/** What a log line says of an error. */
export type LoggedError = {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  /** SQLSTATE or the code of a socket error. */
  readonly code?: string;
  readonly cause?: LoggedError;
};

const deepest = 5;

/** PostgreSQL repeats in its sentence the value it could not read, which may be a name or a phone number. */
const withoutValues = (message: string): string => message.replace(/: ".*$/s, ': …');

const framesOf = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/**
 * The parts of an error that hold no personal data (CR-2.05): its kind, its sentence, where it arose, and the same of its causes.
 * The rest stays out, first of all what a database error carries along: the values of the statement and the row that failed.
 */
export const errorForLog = (error: unknown, depth = 0): LoggedError => {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' };
  const fromDatabase = 'driverError' in error || 'severity' in error;
  const inner = (error as { driverError?: unknown }).driverError ?? error;
  const code = textOf((inner as { code?: unknown } | null)?.code);
  return {
    type: error.name,
    message: fromDatabase ? withoutValues(error.message) : error.message,
    ...(error.stack ? { stack: framesOf(error.stack) } : {}),
    ...(code ? { code } : {}),
    ...(error.cause instanceof Error && depth < deepest ? { cause: errorForLog(error.cause, depth + 1) } : {}),
  };
};
