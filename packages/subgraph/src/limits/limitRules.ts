import { type ASTVisitor, GraphQLError, type OperationDefinitionNode, type ValidationContext } from 'graphql';
import type { Limits } from './limits.ts';
import { measureOperation } from './measure.ts';

const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype']);

/** Names that mean something to JavaScript objects are no names here. */
export const noPrototypeNames = (context: ValidationContext): ASTVisitor => ({
  Name(node) {
    if (forbiddenNames.has(node.value)) context.reportError(new GraphQLError('This name is not allowed.'));
  },
});

const tooMuch = (limits: Limits, size: ReturnType<typeof measureOperation>): string | null => {
  if (size.depth > limits.depth) return 'The query is nested too deeply.';
  if (size.aliases > limits.aliases) return 'The query has too many aliases.';
  if (size.directives > limits.directives) return 'The query has too many directives.';
  if (size.fields > limits.fields) return 'The query has too many fields.';
  return null;
};

/** A validation rule that refuses operations which are too large whatever their variables. */
export const sizeRule =
  (limits: Limits) =>
  (context: ValidationContext): ASTVisitor => ({
    OperationDefinition(operation: OperationDefinitionNode) {
      const complaint = tooMuch(limits, measureOperation(context.getDocument(), operation, {}));
      if (complaint) context.reportError(new GraphQLError(complaint));
    },
  });
