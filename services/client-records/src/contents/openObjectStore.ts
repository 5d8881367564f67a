import { join } from 'node:path';
import type { World } from '@shouwen/subgraph';
import { diskStore, type ObjectStore, type S3Credentials, s3Store } from './storage/index.ts';

const credentialsFile = 'contents-s3.json';

/**
 * The store that this service was set to: S3 when its address is set, else the folder of files. The key of S3 is a file of the secrets,
 * `{"accessKeyId": …, "secretAccessKey": …}`, and is in no setting, log or error.
 */
export const openObjectStore = ({ contents, filesDirectory, newId, secrets }: World): ObjectStore => {
  const s3 = contents?.s3 ?? null;
  if (s3 === null) return diskStore(join(filesDirectory, 'contents'), newId);
  return s3Store(s3, credentialsIn(secrets.read(credentialsFile)));
};

const credentialsIn = (file: Buffer): S3Credentials => {
  const read = parsed(file) as Partial<S3Credentials>;
  if (typeof read?.accessKeyId !== 'string' || typeof read.secretAccessKey !== 'string')
    throw new Error(`The key file ${credentialsFile} must hold {"accessKeyId": "...", "secretAccessKey": "..."}.`);
  return { accessKeyId: read.accessKeyId, secretAccessKey: read.secretAccessKey };
};

/** What JSON says of a mistake would quote the file. */
const parsed = (file: Buffer): unknown => {
  try {
    return JSON.parse(file.toString());
  } catch {
    return null;
  }
};
