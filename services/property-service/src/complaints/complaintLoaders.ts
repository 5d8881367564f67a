import { isUuid } from '@shouwen/kernel';
import { type BareContext, listLoaderOf, loaderOf } from '@shouwen/subgraph';
import { type ComplaintRow, readableComplaints, readableComplaintsOfClients } from './complaintQueries.ts';

export type ComplaintLoaders = {
  readonly complaints: ReturnType<typeof loaderOf<ComplaintRow>>;
  readonly complaintsOfClient: ReturnType<typeof listLoaderOf<ComplaintRow>>;
};

/** Complaints for one request, as far as this viewer may read them. */
export const complaintLoaders = ({ db, viewer }: BareContext): ComplaintLoaders => ({
  complaints: loaderOf<ComplaintRow>(
    (ids) => db.read((tx) => readableComplaints(tx, viewer, ids.filter(isUuid))),
    ({ id }) => id,
  ),
  complaintsOfClient: listLoaderOf<ComplaintRow>(
    (ids) => db.read((tx) => readableComplaintsOfClients(tx, viewer, ids.filter(isUuid))),
    ({ clientId }) => clientId,
  ),
});
