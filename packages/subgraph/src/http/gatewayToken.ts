import { createHmac, timingSafeEqual } from 'node:crypto';
import { packGrants, parseViewer, type Viewer } from '@shouwen/access';

/** What the gateway tells a subgraph with each request. `now` only in rehearsal. */
export type GatewayClaims = {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** Where the request came from, for the limits on guessing. */
  readonly clientAddress?: string;
  readonly now?: Date;
};

export const gatewayHeader = 'x-shouwen-gateway';
const lifeSeconds = 60;
const clockToleranceSeconds = 5;
/** There is one algorithm, so the header is compared, not interpreted. */
const jwtHeader = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');

const signatureOf = (signed: string, secret: string): Buffer => createHmac('sha256', secret).update(signed).digest();

export type TokenPurpose = { readonly secret: string; readonly subgraph: string; readonly at: Date };

/** Makes the token that lets one request into one subgraph for 60 seconds. */
export const signGatewayToken = (claims: GatewayClaims, { secret, subgraph, at }: TokenPurpose): string => {
  const issued = Math.floor(at.getTime() / 1000);
  const payload = {
    aud: subgraph,
    iat: issued,
    exp: issued + lifeSeconds,
    viewer: packed(claims.viewer),
    requestId: claims.requestId,
    ...(claims.clientAddress ? { clientAddress: claims.clientAddress } : {}),
    ...(claims.now ? { now: claims.now.toISOString() } : {}),
  };
  const signed = `${jwtHeader}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
  return `${signed}.${signatureOf(signed, secret).toString('base64url')}`;
};

const packed = (viewer: Viewer) =>
  viewer.kind === 'staff' ? { ...viewer, grants: packGrants(viewer.grants) } : viewer;

const readPayload = (encoded: string): Record<string, unknown> | null => {
  try {
    const payload: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    return typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>) : null;
  } catch {
    return null;
  }
};

const inTime = (payload: Record<string, unknown>, at: Date): boolean => {
  const seconds = at.getTime() / 1000;
  const { iat, exp } = payload;
  return (
    typeof iat === 'number' &&
    typeof exp === 'number' &&
    exp - iat <= lifeSeconds &&
    seconds < exp + clockToleranceSeconds &&
    seconds > iat - clockToleranceSeconds
  );
};

/** The claims of a token that is genuine, meant for this subgraph and in time; else null, whatever was wrong. */
export const verifyGatewayToken = (token: unknown, { secret, subgraph, at }: TokenPurpose): GatewayClaims | null => {
  if (typeof token !== 'string') return null;
  const [header, encoded, signature, ...rest] = token.split('.');
  if (header !== jwtHeader || !encoded || !signature || rest.length > 0) return null;
  const expected = signatureOf(`${header}.${encoded}`, secret);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const payload = readPayload(encoded);
  if (!payload || payload.aud !== subgraph || !inTime(payload, at)) return null;
  const viewer = parseViewer(payload.viewer);
  if (!viewer || typeof payload.requestId !== 'string') return null;
  const now = typeof payload.now === 'string' ? new Date(payload.now) : null;
  if (now && Number.isNaN(now.getTime())) return null;
  const { requestId, clientAddress } = payload;
  return {
    viewer,
    requestId,
    ...(typeof clientAddress === 'string' ? { clientAddress } : {}),
    ...(now ? { now } : {}),
  };
};
