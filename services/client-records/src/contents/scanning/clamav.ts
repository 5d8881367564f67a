import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Scanner } from './scanner.ts';

const silentMilliseconds = 60_000;
const longestAnswer = 4_096;

/** A ClamAV daemon, spoken to as its manual says: INSTREAM, pieces with their length before them, an empty one at the end. */
export const clamav = ({ host, port }: { readonly host: string; readonly port: number }): Scanner => ({
  scan: async (content) => {
    const line = connect({ host, port });
    line.setTimeout(silentMilliseconds, () => line.destroy(new Error('the scanner does not answer')));
    const answered = answerOf(line);
    // When the line breaks, waiting for the answer fails too; that one is told.
    answered.catch(() => content.destroy());
    await once(line, 'connect');
    await pipeline(Readable.from(pieces(content), { objectMode: false }), line, { end: false });
    return verdictOf(await answered);
  },
});

async function* pieces(content: Readable): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const piece of content) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE((piece as Buffer).length);
    yield length;
    yield piece as Buffer;
  }
  yield Buffer.alloc(4);
}

const answerOf = async (line: Readable): Promise<string> => {
  let answer = '';
  for await (const piece of line) {
    answer += String(piece);
    if (answer.includes('\0') || answer.length > longestAnswer) break;
  }
  return answer;
};

/** Anything but a clear word is no verdict: a limit that was reached, a scanner that is just being started. */
const verdictOf = (answer: string): 'clean' | 'infected' => {
  if (/^stream: OK\0$/.test(answer)) return 'clean';
  if (/^stream: .+ FOUND\0$/.test(answer)) return 'infected';
  throw new Error('the scanner gave no verdict');
};
