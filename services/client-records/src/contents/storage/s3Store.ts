import { pipeline, type Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { exactly } from './exactly.ts';
import { demandObjectName, ObjectMissing, type ObjectStore } from './objectStore.ts';

/** A store that speaks S3: of Amazon, or one of the house's own such as MinIO or Ceph. */
export type S3Place = {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Begins every name, for a bucket that others use too; empty, or with a slash at its end. */
  readonly prefix: string;
};

export type S3Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string };

/**
 * Contents in a bucket. The body of a write is signed as "unsigned payload": it is ciphertext with a check of its own, and a hash
 * before sending would need all of it in memory. The connection should be TLS where it leaves the machine.
 */
export const s3Store = (place: S3Place, credentials: S3Credentials): ObjectStore & { close(): void } => {
  const client = new S3Client({
    endpoint: place.endpoint,
    region: place.region,
    credentials,
    // Buckets as paths: stores of one's own have no name for each bucket.
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // A stream can be sent once only; who sends tries again with a new one.
    maxAttempts: 1,
    // What goes wrong is told by errors; nothing of a request is written down here.
    logger: silent,
  });
  const at = (name: string) => ({ Bucket: place.bucket, Key: `${place.prefix}${demandObjectName(name)}` });
  return {
    put: async (name, body, bytes) => {
      // The client of AWS does not hear when a body breaks, and would wait for the rest of it.
      const broken = new AbortController();
      const Body = pipeline(body, exactly(bytes), (error) => {
        if (error) broken.abort(error);
      });
      const command = new PutObjectCommand({ ...at(name), Body, ContentLength: bytes });
      await client.send(command, { abortSignal: broken.signal }).catch((error: unknown) => {
        Body.destroy();
        throw broken.signal.aborted ? broken.signal.reason : error;
      });
    },
    get: async (name, range) => {
      const Range = range && `bytes=${range.from}-${range.to}`;
      const { Body } = await client.send(new GetObjectCommand({ ...at(name), Range })).catch((error: unknown) => {
        throw error instanceof NoSuchKey ? new ObjectMissing() : error;
      });
      return Body as Readable;
    },
    delete: async (name) => void (await client.send(new DeleteObjectCommand(at(name)))),
    list: (prefix) => namesIn(client, place, prefix),
    close: () => client.destroy(),
  };
};

const nothing = (): void => undefined;
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

async function* namesIn(client: S3Client, { bucket, prefix }: S3Place, wanted: string): AsyncGenerator<string> {
  let next: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: `${prefix}${wanted}`, ContinuationToken: next }),
    );
    for (const { Key = '' } of page.Contents ?? []) yield Key.slice(prefix.length);
    next = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (next !== undefined);
}
