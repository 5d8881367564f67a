import { describe, expect, it } from '@jest/globals';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { maskErrors } from './maskErrors.ts';
import { inRequestScope } from './requestScope.ts';

const told = (message: string, code?: string, more: Record<string, unknown> = {}): GraphQLFormattedError => {
  const extensions = { ...(code ? { code } : {}), ...more };
  const error = new GraphQLError(message, { extensions });
  return inRequestScope({ requestId: 'request-1' }, () => maskErrors(() => undefined)({ message, extensions }, error));
};

describe('what is told of an error', () => {
  it.each([
    [
      'Variable "$input" got invalid value "13800138000" at "input.phone"; not one',
      'Variable "$input" is not valid at "input.phone".',
    ],
    [
      'Variable "$ids" got invalid value {} at "ids[3]"; String cannot represent',
      'Variable "$ids" is not valid at "ids[3]".',
    ],
    ['Int cannot represent non-integer value: 13800138000', 'Int cannot represent non-integer value: …'],
    ['Expected value of type "Date", found "张三 13800138000".', 'Expected value of type "Date".'],
    ['Cannot query field "nam" on type "Client". Did you mean "name"?', 'Cannot query field "nam" on type "Client".'],
    ['Syntax Error: Document contains more that 1000 tokens. Parsing aborted.', 'The query is too large.'],
  ])('%s', (message, sentence) => {
    expect(told(message, 'BAD_USER_INPUT').message).toBe(sentence);
  });

  it.each([
    ['BAD_REQUEST', 'BAD_USER_INPUT'],
    ['OPERATION_RESOLUTION_FAILURE', 'BAD_USER_INPUT'],
    ['NOT_FOUND', 'NOT_FOUND'],
    ['SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE'],
    ['INTERNAL_SERVER_ERROR', 'INTERNAL'],
    ['DOWNSTREAM_SERVICE_ERROR', 'INTERNAL'],
    ['SOMETHING_NEW', 'INTERNAL'],
    [undefined, 'INTERNAL'],
  ])('of the code %s is %s', (code, outside) => {
    expect(told('connect to finance:5432', code).extensions?.code).toBe(outside);
  });

  it('of an unknown kind is nothing', () => {
    expect(told('SELECT phone FROM client', 'SOMETHING_NEW', { sql: 'SELECT', serviceName: 'finance' })).toEqual({
      message: 'Internal error.',
      extensions: { code: 'INTERNAL', requestId: 'request-1' },
    });
  });

  it('by a department before is told on: its sentence in both languages and the field, nothing else', () => {
    const text = { zh: '不对', en: 'Wrong.', more: 'x' };
    const { extensions } = told('Wrong.', 'BAD_USER_INPUT', { text, field: 'after', serviceName: 'finance' });
    expect(extensions).toEqual({
      code: 'BAD_USER_INPUT',
      requestId: 'request-1',
      text: { zh: '不对', en: 'Wrong.' },
      field: 'after',
    });
  });
});
