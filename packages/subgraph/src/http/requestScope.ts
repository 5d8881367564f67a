import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line and every error of one request shares. */
export type RequestScope = { readonly requestId: string };

const scopes = new AsyncLocalStorage<RequestScope>();

/** Runs the work of one request, so that errors made deep inside know its id. */
export const inRequestScope = <T>(scope: RequestScope, work: () => T): T => scopes.run(scope, work);

/** The id of the request being answered; null outside of one. */
export const currentRequestId = (): string | null => scopes.getStore()?.requestId ?? null;

const wellFormed = /^[A-Za-z0-9][A-Za-z0-9_-]{7,63}$/;

/** A request id from outside is taken over only when it is harmless in logs and headers. */
export const wellFormedRequestId = (value: unknown): string | null =>
  typeof value === 'string' && wellFormed.test(value) ? value : null;
