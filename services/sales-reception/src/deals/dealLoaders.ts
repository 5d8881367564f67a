import { isUuid } from '@shouwen/kernel';
import { type BareContext, type GraphContext, listLoaderOf, loaderOf } from '@shouwen/subgraph';
import type { ExplanationLoaders } from '../explained.ts';
import { forPersons } from '../projections/index.ts';
import type { UnitLoaders } from '../units/index.ts';
import { contractsOf } from './contracts/contractStore.ts';
import { dealsById, dealsOfClients } from './dealQueries.ts';
import { intentsById } from './intents/intentStore.ts';
import { paymentsOf } from './payments/paymentStore.ts';
import { stepsOf } from './steps/stepStore.ts';

/** Deals asked for by id or by client are one query a request, and so is what belongs to those that were found. */
export const dealLoaders = ({ db, viewer }: BareContext) => ({
  deals: loaderOf(
    (ids) => db.read((tx) => dealsById(tx, viewer, ids)),
    ({ dealId }) => dealId,
  ),
  dealsByClient: listLoaderOf(
    (ids) => db.read((tx) => forPersons(tx, ids.filter(isUuid), (all) => dealsOfClients(tx, viewer, all))),
    ({ askedId }) => askedId,
  ),
  intents: loaderOf(
    (ids) => db.read((tx) => intentsById(tx, viewer, ids)),
    ({ dealId }) => dealId,
  ),
  stepsByDeal: listLoaderOf(
    (ids) => db.read((tx) => stepsOf(tx, ids)),
    ({ dealId }) => dealId,
  ),
  paymentsByDeal: listLoaderOf(
    (ids) => db.read((tx) => paymentsOf(tx, ids)),
    ({ dealId }) => dealId,
  ),
  contractsByDeal: listLoaderOf(
    (ids) => db.read((tx) => contractsOf(tx, ids)),
    ({ dealId }) => dealId,
  ),
});

export type DealGraph = GraphContext<ReturnType<typeof dealLoaders> & UnitLoaders & ExplanationLoaders>;
