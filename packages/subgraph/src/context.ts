import type { Viewer } from '@shouwen/access';
import type { Database, Migration } from '@shouwen/database';
import type { Consumer } from '@shouwen/messaging';
import type { DueWork } from '@shouwen/timers';
import type { Logger } from 'pino';
import type { EntitySchema } from 'typeorm';
import type { ContentsConfig } from './config.ts';
import type { DemoStage } from './demo/demoStage.ts';
import type { FileService } from './files/fileService.ts';
import type { Secrets } from './secrets.ts';

/** What a service stands on; made once per process, and once per test. */
export type World = {
  readonly db: Database;
  /** The only clock of the service. */
  readonly clock: () => Date;
  /** The only source of ids: uuid version 7. */
  readonly newId: () => string;
  readonly log: Logger;
  readonly secrets: Secrets;
  /** Folder for what the service keeps outside its database; it makes it when it needs it. */
  readonly filesDirectory: string;
  /** Where contents lie instead of in that folder, and who looks through them for viruses; both only when they were set. */
  readonly contents?: ContentsConfig;
};

/** What every resolver gets. `now` is the service's clock, or in rehearsal the time the gateway passed on. */
export type GraphContext<Loaders = unknown> = {
  readonly viewer: Viewer;
  readonly now: Date;
  readonly requestId: string;
  /** Where the request came from, as the gateway saw it. */
  readonly clientAddress?: string;
  readonly db: Database;
  readonly newId: () => string;
  readonly log: Logger;
  /** W3C traceparent of the request, to be written into outbox rows; null when nothing is traced. */
  readonly trace: string | null;
  readonly loaders: Loaders;
};

export type BareContext = Omit<GraphContext, 'loaders'>;

export type Resolvers = Readonly<Record<string, object>>;

/** What `service.ts` of a department returns: its table of contents. */
export type Service<Loaders = unknown> = {
  readonly migrations: readonly Migration[];
  readonly resolvers: Resolvers;
  readonly consumers: readonly Consumer[];
  /** What becomes due by time alone. Not looked for in a rehearsal, where a site has its own time: see decision 0016. */
  readonly dueWork?: readonly DueWork[];
  /** Made anew for each request. */
  readonly loaders?: (context: BareContext) => Loaders;
  /** Gives the department its part of the demo company and its past. Done already, it changes nothing. */
  readonly demo?: (world: World, stage: DemoStage) => Promise<void>;
  /** Folder with the `*.graphql` files; default `src` of the package. */
  readonly typeDefsDirectory?: string;
  /** Paths that answer JSON without the gateway, such as public keys. */
  readonly publicJson?: Readonly<Record<string, () => unknown | Promise<unknown>>>;
  /** Files that flow in and out beside the graph, through the gateway alone. */
  readonly files?: FileService;
  /** Ends what the service itself started. */
  readonly stop?: () => Promise<void>;
};

/** A department as others start it: exported by its `service.ts`, run by its `main.ts`, by tests, and by the composition. */
export type ServiceDefinition = {
  /** Name of the subgraph and of the folder below `services/`. */
  readonly name: string;
  /** `import.meta.url` of `service.ts`. */
  readonly root: string;
  /** The TypeORM entities of its stores, needed before the database is opened. */
  readonly entities?: readonly EntitySchema[];
  /** Its tables are walled by site: requests see the rows of the viewer's sites, the house's own work all of them. */
  readonly walled?: boolean;
  readonly create: (world: World) => Service | Promise<Service>;
};
