import { beforeAll, describe } from '@jest/globals';
import { colleaguesClient } from './colleaguesClient.ts';
import { dossierAndLeak } from './dossierAndLeak.ts';
import { keysChanged } from './keysChanged.ts';
import { openRecordsSite, type RecordsSite } from './recordsSite.ts';
import { secretContract } from './secretContract.ts';
import type { Stage } from './stage.ts';

/** The worked examples of the client records, and what belongs to them, at one site. */
export const recordsDesk = (stage: () => Stage): void => {
  describe('the client records', () => {
    let desk: RecordsSite;
    beforeAll(async () => {
      desk = await openRecordsSite(stage());
    }, 180_000);

    colleaguesClient(() => desk);
    secretContract(() => desk);
    dossierAndLeak(() => desk);
    keysChanged(stage, () => desk);
  });
};
