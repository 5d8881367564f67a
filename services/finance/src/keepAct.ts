import type { Viewer } from '@shouwen/access';
import type { Database } from '@shouwen/database';

export { keepAct } from '@shouwen/access';

/** What a use case is told about the request it serves. */
export type Act = {
  readonly db: Database;
  readonly viewer: Viewer;
  readonly now: Date;
  readonly newId: () => string;
  readonly requestId?: string;
};
