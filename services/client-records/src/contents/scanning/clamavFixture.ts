import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

/** What the scanners of the world agree to find, so that scanning can be tried. */
export const eicar = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';

export type ClamavFixture = {
  readonly address: { readonly host: string; readonly port: number };
  /** How it answers instead of by what it finds; null for by what it finds. */
  mood: 'silent' | 'error' | null;
  readonly scanned: () => number;
  stop(): Promise<void>;
};

/** Speaks the INSTREAM of ClamAV: takes the pieces apart by their lengths, and finds what everybody finds. */
export const startClamavFixture = async (): Promise<ClamavFixture> => {
  let scanned = 0;
  const fixture = { mood: null as ClamavFixture['mood'] };
  const server = createServer((line) => {
    let got = Buffer.alloc(0);
    line.on('error', () => undefined);
    line.on('data', (piece) => {
      got = Buffer.concat([got, piece]);
      const content = contentOf(got);
      if (content === null) return;
      scanned += 1;
      if (fixture.mood === 'silent') return line.destroy();
      const found = content.includes('EICAR-STANDARD-ANTIVIRUS-TEST-FILE');
      const answer =
        fixture.mood === 'error' ? 'INSTREAM size limit exceeded. ERROR' : found ? 'Eicar-Test FOUND' : 'OK';
      line.end(`stream: ${answer}\0`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(fixture, {
    address: { host: '127.0.0.1', port },
    scanned: () => scanned,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
};

const command = Buffer.from('zINSTREAM\0');

/** All pieces together; null until the empty one came. */
const contentOf = (got: Buffer): Buffer | null => {
  if (!got.subarray(0, command.length).equals(command)) return null;
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= got.length; ) {
    const length = got.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(got.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
};
