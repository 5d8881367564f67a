import type { Feature } from '../department/index.ts';
import { contentLoaders } from './contentLoaders.ts';
import { contentMigrations } from './contentMigrations.ts';
import { contentResolvers } from './contents.resolvers.ts';
import { destroyContents } from './destruction/destroyContents.ts';
import { clearTickets } from './downloads/forgetTickets.ts';
import { redeemTicket } from './downloads/redeemTicket.ts';
import { openObjectStore } from './openObjectStore.ts';
import { clamav } from './scanning/index.ts';
import { partBytes } from './sealing/index.ts';
import { clearUploads } from './uploads/clearUploads.ts';
import { receivePart } from './uploads/receivePart.ts';
import { scanUploads } from './uploads/scanUploads.ts';

/** What electronic files hold (CR-3.01): brought and fetched in streams, sealed in a store of objects, looked at before it counts. */
export const contentsFeature: Feature = (department) => {
  const { vault, log } = department;
  const store = openObjectStore(department);
  const address = department.contents?.clamav ?? null;
  const scanner = address && clamav(address);
  return {
    migrations: contentMigrations,
    resolvers: contentResolvers({ vault, store, scanned: scanner !== null }),
    loaders: contentLoaders,
    files: {
      mostPartBytes: partBytes,
      receive: receivePart({ vault, store }),
      open: redeemTicket({ vault, store }),
    },
    dueWork: [
      ...(scanner ? [scanUploads({ vault, store, scanner, log })] : []),
      clearUploads(store),
      clearTickets,
      destroyContents(store, log),
    ],
  };
};
