import { afterAll, beforeAll } from '@jest/globals';
import { badInput } from './badInput.ts';
import { cancelledDeal } from './cancelledDeal.ts';
import { disputedDeal } from './disputedDeal.ts';
import { employeeReferral } from './employeeReferral.ts';
import { fineOnTheFloor } from './fineOnTheFloor.ts';
import { type Stage, setStage } from './stage.ts';

/** What happens around a deal, from the turn to the payment, through the gateway of one whole house; and what is refused. */
let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 180_000);
afterAll(() => stage?.stop());

disputedDeal(() => stage);
cancelledDeal(() => stage);
fineOnTheFloor(() => stage);
employeeReferral(() => stage);
badInput(() => stage);
