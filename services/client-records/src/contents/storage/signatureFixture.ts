import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A request as it came over the line. */
export type SignedRequest = {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
};

export type KnownKey = { readonly accessKeyId: string; readonly secretAccessKey: string; readonly region: string };

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const header = ({ headers }: SignedRequest, name: string): string => String(headers[name] ?? '').trim();

const canonicalQuery = (query: string): string =>
  query
    .split('&')
    .filter((one) => one !== '')
    .map((one) => (one.includes('=') ? one : `${one}=`))
    .sort()
    .join('&');

/** The signature that AWS asks for with this request ("Signature Version 4", for S3), over the headers named. */
export const signatureOf = (request: SignedRequest, signedHeaders: readonly string[], key: KnownKey): string => {
  const [path = '/', query = ''] = request.url.split('?');
  const canonical = [
    request.method,
    path,
    canonicalQuery(query),
    ...signedHeaders.map((name) => `${name}:${header(request, name)}`),
    '',
    signedHeaders.join(';'),
    header(request, 'x-amz-content-sha256'),
  ].join('\n');
  const at = header(request, 'x-amz-date');
  const scope = [at.slice(0, 8), key.region, 's3', 'aws4_request'];
  const text = ['AWS4-HMAC-SHA256', at, scope.join('/'), createHash('sha256').update(canonical).digest('hex')].join(
    '\n',
  );
  const signingKey = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${key.secretAccessKey}`);
  return hmac(signingKey, text).toString('hex');
};

const form =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

/** Whether the request was signed with this key, over its host, its date and every header of Amazon's, not long ago. */
export const isSigned = (request: SignedRequest, key: KnownKey, now: Date): boolean => {
  const [, accessKeyId, date = '', region, names = '', signature = ''] =
    form.exec(header(request, 'authorization')) ?? [];
  const signed = names.split(';');
  const must = ['host', ...Object.keys(request.headers).filter((name) => name.startsWith('x-amz-'))];
  const at = header(request, 'x-amz-date').replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const age = Math.abs(now.getTime() - new Date(at).getTime());
  if (accessKeyId !== key.accessKeyId || region !== key.region || !at.replaceAll('-', '').startsWith(date))
    return false;
  if (!must.every((name) => signed.includes(name)) || !(age < 15 * 60_000)) return false;
  return timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(request, signed, key)));
};
