import { unwrapResolverError } from '@apollo/server/errors';
import { AccessError, BadInput } from '@shouwen/access';
import { ConcurrentChange, DatabaseUnavailable } from '@shouwen/database';
import type { Text } from '@shouwen/kernel';
import type { GraphQLFormattedError } from 'graphql';
import { type ErrorCode, isErrorCode } from './errorEnvelope.ts';
import { currentRequestId } from './requestScope.ts';

/** What is told of an error; all else stays inside. */
type Told = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly text?: Text;
  readonly field?: string | null;
};

const internal: Told = { code: 'INTERNAL', message: 'Internal error.' };

/** Apollo's own codes in our vocabulary. */
const apolloCodes: Readonly<Record<string, ErrorCode>> = {
  BAD_REQUEST: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_USER_INPUT',
};

/** The sentence a scalar says about a value; the rest of that message repeats the value, which may be a phone number. */
const withoutValue = (message: string): string => {
  const variable = /^Variable "\$\w+"/.exec(message)?.[0];
  if (!variable) return message.replace(/,? found .*$/s, '.').replace(/ got invalid value .*$/s, ' is not valid.');
  const place = / at "([\w.[\]]+)"/.exec(message)?.[1];
  return `${variable} is not valid${place ? ` at "${place}"` : ''}.`;
};

/** Numbers of six digits and more may be a phone, a limit or an address: none is needed to understand the sentence. */
const scrubbed = (message: string): string => {
  if (/tokens/.test(message)) return 'The query is too large.';
  return withoutValue(message)
    .replace(/ ?Did you mean.*$/s, '')
    .replace(/\d{4,}/g, '…')
    .slice(0, 300);
};

const isText = (value: unknown): value is Text =>
  typeof (value as Text | null)?.zh === 'string' && typeof (value as Text | null)?.en === 'string';

/** What a department already told the gateway is told on. */
const passedOn = ({ text, field }: Readonly<Record<string, unknown>> = {}): Pick<Told, 'text' | 'field'> => ({
  ...(isText(text) ? { text } : {}),
  ...(typeof field === 'string' ? { field } : {}),
});

const toldOf = (formatted: GraphQLFormattedError, error: unknown): Told => {
  const origin = unwrapResolverError(error);
  if (origin instanceof AccessError) {
    const field = origin instanceof BadInput ? origin.field : null;
    return { code: origin.code, message: origin.text.en, text: origin.text, ...(field ? { field } : {}) };
  }
  if (origin instanceof ConcurrentChange) return { code: 'CONFLICT', message: 'Somebody else was faster; try again.' };
  if (origin instanceof DatabaseUnavailable) return { code: 'UNAVAILABLE', message: 'Not available now; try again.' };
  const given = formatted.extensions?.code;
  const code = typeof given === 'string' ? (apolloCodes[given] ?? given) : null;
  if (!isErrorCode(code) || code === 'INTERNAL') return internal;
  return { code, message: scrubbed(formatted.message), ...passedOn(formatted.extensions) };
};

export type ErrorReport = { readonly told: ErrorCode; readonly error: unknown; readonly requestId: string | null };

/**
 * Makes Apollo's `formatError`: an allow-list of codes, everything else is "Internal error."; every error bears the request id.
 * `report` hears of each error in full, for the log.
 */
export const maskErrors =
  (report: (report: ErrorReport) => void) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { code, message, text, field } = toldOf(formatted, error);
    const requestId = currentRequestId();
    report({ told: code, error, requestId });
    return {
      message,
      ...(formatted.path ? { path: formatted.path } : {}),
      extensions: {
        code,
        requestId,
        ...(text ? { text: { zh: text.zh, en: text.en } } : {}),
        ...(field ? { field } : {}),
      },
    };
  };
