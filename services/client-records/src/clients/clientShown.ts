import type { ClientRow } from './clientQueries.ts';

/** What another department's stub looks like; only the id of it is believed. */
export type ClientReference = { readonly id: string };

/** A record, and whether it was opened as a page of its own; never true of one in a list. */
export type ShownClient = ClientRow & { readonly page?: true };

/** The record as the page of one client, where more may be shown than in a list (CR-2.03). */
export const asPage = <Row extends ClientRow>(client: Row | null): (Row & { readonly page: true }) | null =>
  client && { ...client, page: true };

export const isRecord = (client: ShownClient | ClientReference): client is ShownClient => 'phoneSealed' in client;

/** A stub shows nothing but its id, which the asker knows already. */
export const shownField =
  <T, Context = unknown>(read: (client: ShownClient, context: Context) => T) =>
  (client: ShownClient | ClientReference, _: unknown, context: Context): T | null =>
    isRecord(client) ? read(client, context) : null;
