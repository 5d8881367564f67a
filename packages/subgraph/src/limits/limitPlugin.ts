import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode, visit } from 'graphql';
import { type Limits, mostRepresentations } from './limits.ts';
import { measureOperation, pageSizeOf, type Variables } from './measure.ts';

const refuse = (code: string, message: string): never => {
  throw new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
};

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** A NUL, or half a character, can be kept by no database: it would fail there instead of here. */
const checkText = (value: string): void => {
  if (value.includes('\0') || /\p{Surrogate}/u.test(value)) refuse('BAD_USER_INPUT', 'This is not text.');
};

/** Looks through the variables without recursion, which a deep value would exhaust. */
const checkVariables = (variables: Variables, limits: Limits): void => {
  let level: unknown[] = [variables];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limits.variableDepth) refuse('BAD_USER_INPUT', 'The variables are nested too deeply.');
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string') checkText(value);
      if (typeof value !== 'object' || value === null) continue;
      if (Array.isArray(value) && value.length > limits.listItems) {
        refuse('BAD_USER_INPUT', 'A list in the variables is too long.');
      }
      if (Object.keys(value).some((key) => forbiddenKeys.has(key))) {
        refuse('BAD_USER_INPUT', 'This name is not allowed.');
      }
      next.push(...Object.values(value));
    }
    level = next;
  }
};

const checkLiterals = (document: DocumentNode): void => {
  visit(document, { StringValue: ({ value }) => checkText(value) });
};

const checkPages = (document: DocumentNode, variables: Variables, limits: Limits): void => {
  visit(document, {
    Field(field) {
      const size = pageSizeOf(field, variables);
      if (size !== null && (size < 0 || size > limits.page)) {
        refuse('BAD_USER_INPUT', 'The size of a page is out of range.');
      }
    },
  });
};

const checkRepresentations = (operation: OperationDefinitionNode, variables: Variables): void => {
  for (const field of operation.selectionSet.selections) {
    if (field.kind !== Kind.FIELD || field.name.value !== '_entities') continue;
    const value = field.arguments?.[0]?.value;
    const list =
      value?.kind === Kind.VARIABLE ? variables[value.name.value] : value?.kind === Kind.LIST && value.values;
    if (Array.isArray(list) && list.length > mostRepresentations) {
      refuse('BAD_USER_INPUT', 'Too many representations.');
    }
  }
};

export type LimitOptions = {
  readonly limits: Limits;
  /** Root fields of which an operation may have one: they can be used to guess passwords and phone numbers. */
  readonly sensitiveFields?: ReadonlySet<string>;
};

/** Refuses operations that are too large once their variables are known. */
export const limitPlugin = ({
  limits,
  sensitiveFields = new Set(),
}: LimitOptions): ApolloServerPlugin<BaseContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation, request }) => {
      if (!operation) return;
      const variables = request.variables ?? {};
      checkVariables(variables, limits);
      checkLiterals(document);
      checkPages(document, variables, limits);
      checkRepresentations(operation, variables);
      const size = measureOperation(document, operation, variables);
      if (size.objects > limits.objects) refuse('GRAPHQL_VALIDATION_FAILED', 'The query asks for too much at once.');
      if (size.rootFields.filter((name) => sensitiveFields.has(name)).length > 1) {
        refuse('GRAPHQL_VALIDATION_FAILED', 'This field may stand only once in an operation.');
      }
    },
  }),
});
