import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { Logger } from 'pino';

/**
 * Where a department gave null for what may not be null, Apollo's gateway tells so in an extension, with names of types.
 * The caller gets an error like any other instead.
 */
export const completionPlugin = (log: Logger): ApolloServerPlugin<BaseContext> => ({
  requestDidStart: async ({ contextValue }) => ({
    willSendResponse: async ({ response }) => {
      if (response.body.kind !== 'single') return;
      const result = response.body.singleResult;
      if (!result.extensions?.valueCompletion) return;
      const requestId = (contextValue as { requestId?: string }).requestId ?? null;
      log.error({ requestId, completion: result.extensions.valueCompletion }, 'a department broke its schema');
      delete result.extensions;
      result.errors = [{ message: 'Internal error.', extensions: { code: 'INTERNAL', requestId } }];
    },
  }),
});
