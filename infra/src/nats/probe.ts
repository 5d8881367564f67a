import { connect } from 'node:net';

export type NatsInfo = { readonly version: string; readonly jetstream?: boolean };

/** What a NATS server says of itself when one connects, or null when none answers in time. */
export const probeNats = (host: string, port: number, milliseconds: number): Promise<NatsInfo | null> =>
  new Promise((resolve) => {
    let received = '';
    const socket = connect({ host, port });
    const finish = (info: NatsInfo | null): void => {
      socket.destroy();
      resolve(info);
    };
    socket.setTimeout(milliseconds, () => finish(null));
    socket.once('error', () => finish(null));
    socket.once('close', () => finish(null));
    socket.on('data', (chunk) => {
      received += chunk.toString('utf8');
      const end = received.indexOf('\r\n');
      if (end < 0 || !received.startsWith('INFO ')) return;
      finish(JSON.parse(received.slice(5, end)) as NatsInfo);
    });
  });
