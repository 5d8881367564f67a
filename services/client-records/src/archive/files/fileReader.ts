import { sitesWhere } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { type Reader, readerOf } from '../../clients/index.ts';
import { filesGranted } from '../../grants/index.ts';

export type Sites = '*' | readonly string[];

/**
 * On which grounds a viewer knows of files (CR-2.01, CR-3.02). Each ground lets see some levels and never a higher one without the
 * lower ones, so that lowering a level hides a file from nobody (I18).
 */
export type FileReader = {
  /** Every level. */
  readonly classified: Sites;
  /** Ordinary and internal. */
  readonly custody: Sites;
  /** Ordinary and internal: clients and files of the site by role. */
  readonly site: Sites;
  /** Ordinary ones of the own clients, at the sites where those may be read. */
  readonly own: Reader;
  /** Exactly these files, whatever their level. */
  readonly granted: readonly string[];
};

type Asker = Pick<BareContext, 'viewer' | 'now'>;

export const fileReaderOf = async (tx: Tx, context: Asker): Promise<FileReader> => {
  const { viewer, now } = context;
  return fileReaderWith(context, viewer.kind === 'staff' ? await filesGranted(tx, viewer.staffId, now) : []);
};

/** The reader with these granted files; pure. */
export const fileReaderWith = (context: Asker, granted: readonly string[]): FileReader => {
  const bySite = readerOf(context, 'archive.readSite').scope;
  const { scope, today } = readerOf(context);
  return {
    classified: sitesWhere(context.viewer, 'archive.custodyClassified'),
    custody: sitesWhere(context.viewer, 'archive.custody'),
    site: bySite.custody ? '*' : bySite.siteIds,
    own: { scope: { custody: false, siteIds: [], own: scope.own }, today },
    granted,
  };
};
