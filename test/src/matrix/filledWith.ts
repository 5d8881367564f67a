import { getNamedType, isInputObjectType } from 'graphql';
import type { Field, Filling, RootField } from '../attacks/everyField.ts';
import type { Place, Records } from './records.ts';
import type { RootRow } from './visibility.ts';

/** In which table the thing lies that an argument names, where its name does not say so. */
const tables: Readonly<Record<string, string>> = {
  ...{
    clientId: 'client',
    clientIds: 'client',
    survivingId: 'client',
    fileId: 'archive_file',
    fileIds: 'archive_file',
  },
  ...{ requestId: 'access_request', caseId: 'leak_case', relationId: 'client_relation', contactId: 'client_contact' },
  ...{ occasionId: 'client_occasion', lostId: 'lost_client', eventId: 'care_event', measureId: 'survey_measure' },
  ...{ shelfId: 'archive_shelf', inspectionId: 'archive_inspection', destructionId: 'archive_destruction' },
  ...{ holdId: 'archive_hold', mergeId: 'client_merge', suspicionId: 'duplicate_suspicion', uploadId: 'file_upload' },
  ...{ importId: 'client_import', rewardId: 'points_reward', actId: 'points_act' },
};
/** The same for an argument that is called `id`, by the kind of the row. */
const tablesOfKinds: Readonly<Record<string, string>> = {
  ...{ client: 'client', file: 'archive_file', request: 'access_request', leak: 'leak_case', event: 'care_event' },
  ...{ inspection: 'archive_inspection', destruction: 'archive_destruction', content: 'file_upload' },
  ...{ clientImport: 'client_import', personRights: 'rights_request', deputy: 'request_deputy' },
};
const second: Readonly<Record<string, string>> = { otherId: 'client', mergedId: 'client' };

const tableOf = (name: string, kind: string): string | undefined => {
  if (name === 'id') return tablesOfKinds[kind];
  if (name === 'requestId' && kind === 'personRights') return 'rights_request';
  return (
    tables[name] ?? second[name] ?? `${name.replace(/Ids?$/, '').replace(/[A-Z]/g, (one) => `_${one.toLowerCase()}`)}`
  );
};

/** What is told instead of the thing of a place, and is of none. */
export const unknownTexts = {
  ...{ phone: '13700137000', identityNumber: '110101198001010037', number: 'C900001', indexNumber: 'C900001-ZZZZZZ' },
  ...{ namePrefix: '无此', titlePrefix: '无此', name: '无此人' },
};

type Naming = { readonly records: Records; readonly root: RootField; readonly row: RootRow };

/**
 * Arguments that name the things of a place, at the site `siteId`; where the place has no such thing, a client. Without a place they
 * name what there is not.
 */
export const filledWith = (
  { records, row: { kind, act } }: Naming,
  { place, siteId }: { readonly place: Place | null; readonly siteId: string },
): Partial<Filling> => ({
  id: (name) => {
    if (name === 'siteId') return siteId;
    if (place === null || /^(staffId|readerId|carrierId|ownerId|deputyId|accusedStaffId|carerId)$/.test(name))
      return records.service.world.newId();
    const found = place.ids(tableOf(name, kind) ?? 'client');
    return (name in second ? found[1] : found[0]) ?? place.ids('client')[0] ?? '';
  },
  // To identify is the one act that finds across sites, by the phone that the client says: it is told none of a place.
  text: (name) => ({ ...unknownTexts, ...(act === 'identify' ? {} : place?.texts) })[name],
});

/** An answer without what differs by chance: ids, numbers that count up, and which request it was. */
export const comparable = (body: string): string =>
  body
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '#')
    .replaceAll(/"[A-Z]{1,2}\d{5,}"/g, '"№"');

/** Whether it can name a thing at all, by its id or by a word of it; a list of a site cannot. */
export const namesIds = ({ args }: Field): boolean =>
  args.some(({ name, type }) => {
    const named = getNamedType(type);
    const inner = isInputObjectType(named) ? Object.keys(named.getFields()) : [name];
    return (
      inner.some((one) => /^id$|Ids?$/.test(one) && !/^(siteId|idempotencyKey)$/.test(one)) || name in unknownTexts
    );
  });
