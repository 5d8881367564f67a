import { writeFileSync } from 'node:fs';
import { asyncApiDocument } from './asyncApi.ts';

/** Writes docs/asyncapi.json anew; a test fails when somebody forgets to. */
const file = new URL('../../../docs/asyncapi.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(asyncApiDocument(), null, 2)}\n`);
