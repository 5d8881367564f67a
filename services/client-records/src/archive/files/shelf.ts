import { can, type Viewer } from '@shouwen/access';
import type { Shelf } from './shelfQueries.ts';

/** Whoever keeps files of that kind at the site knows the shelf; for others it does not exist (CR-3.02). */
export const mayKnowShelf = (viewer: Viewer, { classified, siteId }: Pick<Shelf, 'classified' | 'siteId'>): boolean =>
  can(viewer, classified ? 'archive.custodyClassified' : 'archive.custody', siteId);
