import type { SettingsReader } from './config.ts';

export type ContentsConfig = {
  /** A store that speaks S3; null: the folder of files. Its key is in a file of the secrets, never here. */
  readonly s3: S3Config | null;
  /** A ClamAV that looks through every content before it can be read; null: the checks of the house alone. */
  readonly clamav: { readonly host: string; readonly port: number } | null;
};

export type S3Config = {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Begins every name in the bucket; empty, or with a slash at its end. */
  readonly prefix: string;
};

/** `CONTENTS_S3_*` and `CLAMAV_URL`. */
export const readContents = (read: SettingsReader): ContentsConfig => {
  const endpoint = read.optional('CONTENTS_S3_ENDPOINT') && read.url('CONTENTS_S3_ENDPOINT', ['https:', 'http:'], null);
  const clamav = read.optional('CLAMAV_URL') && read.url('CLAMAV_URL', ['tcp:'], null);
  const prefix = read.optional('CONTENTS_S3_PREFIX') ?? '';
  if (!/^([A-Za-z0-9_-]+\/)*$/.test(prefix)) {
    read.complain('CONTENTS_S3_PREFIX is made of letters, digits, - and _, and ends with a slash.');
  }
  const { hostname, port } = new URL(clamav && URL.canParse(clamav) ? clamav : 'tcp://none:0');
  return {
    s3: endpoint
      ? {
          endpoint,
          region: read.text('CONTENTS_S3_REGION', 'us-east-1'),
          bucket: read.text('CONTENTS_S3_BUCKET', null),
          prefix,
        }
      : null,
    clamav: clamav ? { host: hostname, port: Number(port || 3_310) } : null,
  };
};
