import { z } from 'zod';

/** Opaque id, a UUID. */
export const id = z.guid();
/** A day in the site's calendar, 'YYYY-MM-DD'. */
export const date = z.iso.date();
/** A moment, ISO-8601 with zone. */
export const time = z.iso.datetime({ offset: true });
/** Whole fen; may be negative in a posting. */
export const fen = z.int();
/** Ids of the rules that the decision rests on, e.g. 'SR-3.02'. */
export const rules = z.array(z.string().min(1));
/** A short code or word for why; never free text about a person. */
export const reason = z.string().min(1);
/** 'sales-consultant', 'site-manager' …: the code of a role in organization. */
export const role = z.string().min(1);
