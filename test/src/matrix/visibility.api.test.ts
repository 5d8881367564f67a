import { afterAll, beforeAll } from '@jest/globals';
import { fillPlace } from './fillPlace.ts';
import { grants } from './grants.ts';
import { inputs } from './inputs.ts';
import { levels } from './levels.ts';
import { otherSites } from './otherSites.ts';
import { openRecords } from './records.ts';
import type { Stage } from './stage.ts';
import { readMatrix } from './visibility.ts';

let stage: Stage;
beforeAll(async () => {
  const records = await openRecords();
  const here = await fillPlace({ records, tag: '江岸', phone: '13800138000', identityNumber: '11010519491231002X' });
  const there = await fillPlace({ records, tag: '云岭', phone: '13900139000', identityNumber: '110101199003070038' });
  stage = { matrix: readMatrix(), records, here, there };
});
afterAll(() => stage.records.service.stop());

// In this order: what only asks goes first, while the two sites are as they were filled.
otherSites(() => stage, 'query');
levels(() => stage);
grants(() => stage);
inputs(() => stage);
otherSites(() => stage, 'mutation');
