import type { BareContext, FileService, Resolvers, Service, World } from '@shouwen/subgraph';
import type { Keyrings, Vault } from '../vault/index.ts';

/** What the features of this department stand on, besides the world. */
export type Department = World & { readonly keyrings: Keyrings; readonly vault: Vault };

/** What a feature brings to the department; what it leaves out it does not have. */
export type FeatureParts = Partial<Pick<Service, 'migrations' | 'consumers' | 'dueWork' | 'files'>> & {
  readonly resolvers?: Resolvers;
  /** Gives out files of its own for tickets that the feature with the files does not know. */
  readonly openFile?: FileService['open'];
  /** Made anew for each request; the names must not collide with those of other features. */
  readonly loaders?: (context: BareContext) => Readonly<Record<string, unknown>>;
};

/** A feature as its `index.ts` offers it to `service.ts`. */
export type Feature = (department: Department) => FeatureParts;
