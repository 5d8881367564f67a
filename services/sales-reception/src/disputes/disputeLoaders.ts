import { type BareContext, listLoaderOf } from '@shouwen/subgraph';
import { dealsInDispute, evidenceOf, proposalsOf, statementsOf } from './disputeQueries.ts';

const disputeIdOf = ({ disputeId }: { readonly disputeId: string }): string => disputeId;

/** What belongs to disputes is one query of each kind a request. Give them only ids of disputes that the viewer was found to see. */
export const disputeLoaders = ({ db }: BareContext) => ({
  statementsOfDispute: listLoaderOf((ids) => db.read((tx) => statementsOf(tx, ids)), disputeIdOf),
  evidenceOfDispute: listLoaderOf((ids) => db.read((tx) => evidenceOf(tx, ids)), disputeIdOf),
  proposalsOfDispute: listLoaderOf((ids) => db.read((tx) => proposalsOf(tx, ids)), disputeIdOf),
  dealsOfDispute: listLoaderOf((ids) => db.read((tx) => dealsInDispute(tx, ids)), disputeIdOf),
});

export type DisputeLoaders = ReturnType<typeof disputeLoaders>;
