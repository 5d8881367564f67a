import { type BareContext, listLoaderOf, loaderOf } from '@shouwen/subgraph';
import type { VisitCost } from './costs/visitCost.ts';
import { costsOfPlanned } from './costs/visitCostQueries.ts';
import type { PlannedVisit } from './plans/visitPlan.ts';
import { plannedOf, stepsOf } from './plans/visitPlanQueries.ts';
import type { VisitStep } from './visitStepStore.ts';
import type { ClientVisit, VisitPromise } from './visits/clientVisit.ts';
import { type ClientKey, keysOf, promisesOfVisits, visitsById } from './visits/visitQueries.ts';

/** One query of each kind a request; all but `clientVisits` are given only ids of what the viewer was found to see. */
export const visitLoaders = (context: BareContext) => ({
  clientVisits: loaderOf<ClientVisit>(
    (ids) => context.db.read((tx) => visitsById(tx, context.viewer, ids)),
    ({ visitId }) => visitId,
  ),
  plannedVisits: listLoaderOf<PlannedVisit>(
    (ids) => context.db.read((tx) => plannedOf(tx, ids)),
    ({ planId }) => planId,
  ),
  visitPromises: listLoaderOf<VisitPromise>(
    (ids) => context.db.read((tx) => promisesOfVisits(tx, ids)),
    ({ visitId }) => visitId,
  ),
  visitCosts: listLoaderOf<VisitCost>(
    (ids) => context.db.read((tx) => costsOfPlanned(tx, ids)),
    ({ plannedId }) => plannedId,
  ),
  visitSteps: listLoaderOf<VisitStep>(
    (ids) => context.db.read((tx) => stepsOf(tx, ids)),
    ({ subjectId }) => subjectId,
  ),
  clientKeys: loaderOf<ClientKey>(
    (ids) => context.db.read((tx) => keysOf(tx, ids)),
    ({ clientId }) => clientId,
  ),
});

export type VisitLoaders = ReturnType<typeof visitLoaders>;
