import { afterAll, beforeAll } from '@jest/globals';
import { atOnce } from './atOnce.ts';
import { brokersAtTheGateway } from './brokersAtTheGateway.ts';
import { clientThroughTheHouse } from './clientThroughTheHouse.ts';
import { diaryDays } from './diaryDays.ts';
import { fileContents } from './fileContents.ts';
import { oldRegister } from './oldRegister.ts';
import { onePerson } from './onePerson.ts';
import { recordsDesk } from './recordsDesk.ts';
import { type Stage, setStage } from './stage.ts';
import { workedExamples } from './workedExamples.ts';

/** Users' ways through the gateway of one whole house, which is started once for all of them. */
let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 180_000);
afterAll(() => stage?.stop());

clientThroughTheHouse(() => stage);
onePerson(() => stage);
brokersAtTheGateway(() => stage);
workedExamples(() => stage);
atOnce(() => stage);
diaryDays(() => stage);
oldRegister(() => stage);
recordsDesk(() => stage);
fileContents(() => stage);
