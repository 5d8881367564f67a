import { QueryFailedError } from 'typeorm';

/** Somebody else changed the row first: load again and decide again. Shown to callers as a retryable conflict. */
export class ConcurrentChange extends Error {
  override readonly name = 'ConcurrentChange';
}

/** The database cannot answer now (down, full, no free connection, a statement or lock timed out). Retryable; nothing was committed. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** SQLSTATE of a PostgreSQL error, through TypeORM's wrapping, or the code of a socket error; null when it is neither. */
export const sqlStateOf = (error: unknown): string | null => {
  const inner = error instanceof QueryFailedError ? error.driverError : error;
  const code = (inner as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : null;
};

/** A serialization failure or a deadlock: the whole transaction may simply be run again. */
export const isRetryable = (error: unknown): boolean => ['40001', '40P01'].includes(sqlStateOf(error) ?? '');

/** A unique index said no. With a name, only that constraint counts. */
export const isUniqueViolation = (error: unknown, constraint?: string): boolean => {
  if (sqlStateOf(error) !== '23505') return false;
  const inner = error instanceof QueryFailedError ? error.driverError : error;
  return constraint === undefined || (inner as { constraint?: string }).constraint === constraint;
};

// 08 connection, 53 out of disk, memory or connections, 55P03 lock timeout, 57 shutdown, crash or cancelled by a timeout.
const unavailableStates = /^(08...|53...|55P03|57...|25P03|25P04)$/;
const unavailableSockets = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN|ENOENT)$/;
const unavailableTexts =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|after the pool/i;

/** Is this the kind of error that passes when the database is well again? */
export const isUnavailable = (error: unknown): boolean => {
  const code = sqlStateOf(error) ?? '';
  if (unavailableStates.test(code) || unavailableSockets.test(code)) return true;
  return error instanceof Error && unavailableTexts.test(error.message);
};

/** Gives passing database troubles their own type, and every other error back as it is. */
export const translated = (error: unknown): unknown =>
  isUnavailable(error) && !(error instanceof DatabaseUnavailable)
    ? new DatabaseUnavailable('The database cannot answer now', { cause: error })
    : error;
