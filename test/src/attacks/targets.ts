import type { Grants, StaffViewer } from '@shouwen/access';
import { signGatewayToken } from '@shouwen/subgraph';
import type { TargetKind } from './attack.ts';
import type { Words } from './corpus.ts';
import { authorizations } from './tokens.ts';

/** Something to be attacked: where it is, how to speak to it, and how to come in by the door. */
export type Target = {
  readonly name: string;
  readonly kind: TargetKind;
  readonly url: () => string;
  readonly words: Words;
  /** The headers that the token of that name means here. */
  readonly headersFor: (token: string | undefined) => Promise<Readonly<Record<string, string>>>;
};

/** How users come to the gateway. */
export const userHeaders = async (token = 'none'): Promise<Record<string, string>> => {
  if (token === 'none') return {};
  if (token === 'gateway-forged') return { 'x-shouwen-gateway': forged() };
  const authorization = authorizations[token];
  if (!authorization) throw new Error(`the corpus names an unknown token: ${token}`);
  return { authorization: await authorization() };
};

const viewerWith = (grants: Grants): StaffViewer => ({
  kind: 'staff',
  staffId: '0197f000-0000-7000-8000-0000000000aa',
  sessionId: '0197f000-0000-7000-8000-0000000000ab',
  grants,
});

/** May read the clients of one site. */
const usualGrants: Grants = { 'site-a': ['client.readSite'] };

const forged = (): string =>
  signGatewayToken(
    { viewer: viewerWith(usualGrants), requestId: 'forged-request' },
    { secret: 'a guess', subgraph: 'readers', at: new Date() },
  );

export type Door = { readonly subgraph: string; readonly secret: string; readonly otherSecret: string };

/** How the gateway comes to a subgraph, and how others try to. */
export const gatewayHeaders =
  (door: () => Door, grants = usualGrants) =>
  async (token = 'gateway'): Promise<Record<string, string>> => {
    const { subgraph, secret, otherSecret } = door();
    const claims = { viewer: viewerWith(grants), requestId: 'request-of-the-corpus' };
    const at = new Date();
    const header = (value: string) => ({ 'x-shouwen-gateway': value });
    switch (token) {
      case 'none':
        return {};
      case 'gateway':
        return header(signGatewayToken(claims, { subgraph, secret, at }));
      case 'gateway-other-secret':
        return header(signGatewayToken(claims, { subgraph, secret: otherSecret, at }));
      case 'gateway-other-audience':
        return header(signGatewayToken(claims, { subgraph: 'another', secret, at }));
      case 'gateway-expired':
        return header(signGatewayToken(claims, { subgraph, secret, at: new Date(at.getTime() - 120_000) }));
      case 'user-as-gateway':
        return header((await authorizations.good?.())?.replace('Bearer ', '') ?? '');
      default:
        throw new Error(`the corpus names an unknown token: ${token}`);
    }
  };
