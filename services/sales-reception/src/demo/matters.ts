import type { DemoMatterStep } from '@shouwen/demo';
import { unreachable } from '@shouwen/kernel';
import { registerDemoBroker, showBrochure } from './mattersOfBrokers.ts';
import { archive, host, prepare } from './mattersOfGuests.ts';
import { addSpace, enquire, moveEnquiry, openCase, quote, workCase } from './mattersOfLeasing.ts';
import { askForPrice, contract, hold, pay, reserve, setGoal } from './mattersOfSales.ts';
import { dispute, reportFault, rule, state } from './mattersOfTrouble.ts';
import type { Scene } from './scene.ts';

/** Lets the people of the site do one step behind the sales floor. */
export const actOnMatter = (scene: Scene, step: DemoMatterStep): Promise<void> => {
  switch (step.does) {
    case 'target':
      return setGoal(scene, step);
    case 'reserve':
      return reserve(scene, step);
    case 'hold':
      return hold(scene, step);
    case 'askPrice':
      return askForPrice(scene, step);
    case 'pay':
      return pay(scene, step);
    case 'contract':
      return contract(scene, step);
    case 'dispute':
      return dispute(scene, step);
    case 'state':
      return state(scene, step);
    case 'rule':
      return rule(scene, step);
    case 'report':
      return reportFault(scene, step);
    case 'broker':
      return registerDemoBroker(scene, step);
    case 'brochure':
      return showBrochure(scene, step);
    case 'space':
      return addSpace(scene, step);
    case 'enquire':
      return enquire(scene, step);
    case 'moveEnquiry':
      return moveEnquiry(scene, step);
    case 'quote':
      return quote(scene, step);
    case 'openCase':
      return openCase(scene, step);
    case 'workCase':
      return workCase(scene, step);
    case 'host':
      return host(scene, step);
    case 'prepare':
      return prepare(scene, step);
    case 'archive':
      return archive(scene, step);
    default:
      return unreachable(step);
  }
};
