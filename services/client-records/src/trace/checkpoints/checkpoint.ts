import { createHmac, timingSafeEqual } from 'node:crypto';

/** What the last line of the trail was at a moment, kept outside the database (S35). */
export type Checkpoint = { readonly seq: number; readonly hash: string; readonly at: string };

/** The checkpoint as a line of the file, with a proof that whoever wrote it had the key. */
export const toLine = (key: Buffer, { seq, hash, at }: Checkpoint): string =>
  `${JSON.stringify({ seq, hash, at, mac: macOf(key, { seq, hash, at }).toString('hex') })}\n`;

export type ReadCheckpoints = {
  readonly checkpoints: readonly Checkpoint[];
  /** How many lines are not as they were written. */
  readonly altered: number;
};

/** A last line without its end is one that is being written, or whose writer died: it counts neither way. */
export const readLines = (key: Buffer, content: string): ReadCheckpoints => {
  const lines = content.split('\n').slice(0, -1);
  const read = lines.map((line) => readLine(key, line));
  const checkpoints = read.filter((one) => one !== null);
  return { checkpoints, altered: read.length - checkpoints.length };
};

const readLine = (key: Buffer, line: string): Checkpoint | null => {
  try {
    const { seq, hash, at, mac } = JSON.parse(line) as Checkpoint & { readonly mac: string };
    const [expected, given] = [macOf(key, { seq, hash, at }), Buffer.from(mac, 'hex')];
    return given.length === expected.length && timingSafeEqual(expected, given) ? { seq, hash, at } : null;
  } catch {
    return null;
  }
};

const macOf = (key: Buffer, { seq, hash, at }: Checkpoint): Buffer =>
  createHmac('sha256', key).update(`audit-checkpoint|${seq}|${hash}|${at}`).digest();
