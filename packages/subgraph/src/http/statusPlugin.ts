import type { ApolloServerPlugin, BaseContext } from '@apollo/server';

const statusOfCode: Readonly<Record<string, number>> = { BAD_USER_INPUT: 400, UNAUTHENTICATED: 401 };

/** An answer without any data gets the status of its first error where HTTP has one that clients act upon. */
export const statusPlugin = (): ApolloServerPlugin<BaseContext> => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ response }) => {
      if (response.http.status || response.body.kind !== 'single') return;
      const { data, errors } = response.body.singleResult;
      const code = errors?.[0]?.extensions?.code;
      const empty = !data || Object.values(data).every((value) => value === null);
      if (empty && typeof code === 'string') response.http.status = statusOfCode[code];
    },
  }),
});
