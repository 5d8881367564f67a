import { currentRequestId } from './requestScope.ts';

/** Every code an error of the graph can carry. */
export const errorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'CONFLICT',
  'TOO_MANY_REQUESTS',
  'UNAVAILABLE',
  'SUBGRAPH_UNAVAILABLE',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export const isErrorCode = (value: unknown): value is ErrorCode => (errorCodes as readonly unknown[]).includes(value);

/** An error outside of GraphQL (wrong path, too large, not JSON) in the same shape as one inside. */
export const errorEnvelope = (code: ErrorCode, message: string, requestId = currentRequestId()) => ({
  errors: [{ message, extensions: { code, requestId } }],
});
