import type { Viewer } from '@shouwen/access';

/** Who asks, when, and under which id: passed on to every department with each fetch. */
export type GatewayContext = {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** Where the request came from. */
  readonly clientAddress?: string;
  /** The time of a rehearsal; null means the services' own clock. */
  readonly now: Date | null;
};
