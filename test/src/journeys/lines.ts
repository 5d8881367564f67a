import { request } from 'node:http';

/** Somebody's own line to the gateway, in one session, for what flows beside the graph. */
export type Line = {
  readonly ask: <Data>(query: string, variables: Record<string, unknown>, at: Date) => Promise<Data>;
  readonly put: (path: string, body: Buffer, at: Date) => Promise<number>;
  readonly get: (path: string, at: Date) => Promise<{ readonly status: number; readonly bytes: Buffer }>;
  /** Begins to send a body of so many bytes, sends only these, and waits; `ended` comes when the line has broken. */
  readonly beginPut: (
    path: string,
    sent: Buffer,
    more: { readonly bytes: number; readonly at: Date },
  ) => { readonly ended: Promise<void> };
};

/** The line of whoever holds this token. */
export const lineWith = (url: string, authorization: string): Line => {
  const headersAt = (at: Date) => ({ authorization, 'x-shouwen-now': at.toISOString() });
  const upload = (at: Date) => ({ ...headersAt(at), 'content-type': 'application/octet-stream' });
  return {
    ask: async <Data>(query: string, variables: Record<string, unknown>, at: Date) => {
      const headers = { ...headersAt(at), 'content-type': 'application/json' };
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ query, variables }),
      });
      return ((await answer.json()) as { data: Data }).data;
    },
    put: async (path, body, at) => (await fetch(url + path, { method: 'PUT', headers: upload(at), body })).status,
    get: async (path, at) => {
      const answer = await fetch(url + path, { headers: headersAt(at) });
      return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
    },
    beginPut: (path, sent, { bytes, at }) => {
      const asked = request(url + path, { method: 'PUT', headers: { ...upload(at), 'content-length': bytes } });
      const ended = new Promise<void>((resolve) => {
        asked.once('error', () => resolve());
        asked.once('response', (answer) => {
          answer.resume();
          resolve();
        });
      });
      asked.write(sent);
      return { ended };
    },
  };
};
