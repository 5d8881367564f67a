import { fileURLToPath } from 'node:url';

/** Where the build puts the composed graph and the gateway looks for it. Apart, so that serving does not load the composer. */
export const supergraphPath = fileURLToPath(new URL('../../generated/supergraph.graphql', import.meta.url));
