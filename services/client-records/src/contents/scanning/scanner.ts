import type { Readable } from 'node:stream';

/** Looks through a content for viruses; the house's own checks of structure come before. */
export type Scanner = {
  /** @throws when it cannot tell: then the content stays in quarantine */
  scan(content: Readable): Promise<'clean' | 'infected'>;
};
