import { parseSync } from '@swc/core';

/** A node of the syntax tree, as loosely as this test needs it. */
export type Node = { readonly type: string; readonly span?: Span } & Readonly<Record<string, unknown>>;

/** Positions count bytes from 1. */
export type Span = { readonly start: number; readonly end: number };

/** Parses TypeScript and calls `visit` with every node, outer ones first, together with the line it begins and ends on. */
export const visitNodes = (text: string, visit: (node: Node, lines: { from: number; to: number }) => void): void => {
  const lineAt = lineCounter(text);
  const walk = (value: unknown, around: Span): void => {
    if (Array.isArray(value)) {
      for (const one of value) walk(one, around);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const span = isNode(value) && value.span !== undefined ? value.span : around;
    if (isNode(value)) visit(value, { from: lineAt(span.start), to: lineAt(span.end - 1) });
    for (const child of Object.values(value)) if (typeof child === 'object') walk(child, span);
  };
  const program = parseSync(text, { syntax: 'typescript', target: 'es2022' });
  walk(program.body, program.span);
};

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** The text of a string literal or of a template without its insertions; null for anything else. */
export const literalText = (value: unknown): string | null => {
  if (!isNode(value)) return null;
  if (value.type === 'StringLiteral') return String(value.value);
  if (value.type !== 'TemplateLiteral') return null;
  return (value.quasis as readonly { cooked?: string }[]).map((part) => part.cooked ?? '').join('…');
};

/** `a.b.c` for a chain of plain names, `new Date()` for a construction without arguments; null for anything else. */
export const dottedName = (value: unknown): string | null => {
  if (!isNode(value)) return null;
  if (value.type === 'Identifier') return String(value.value);
  if (value.type === 'MemberExpression') {
    const [left, right] = [dottedName(value.object), dottedName(value.property)];
    return left === null || right === null ? null : `${left}.${right}`;
  }
  if (value.type !== 'NewExpression') return null;
  const isBare = ((value.arguments as unknown[] | null) ?? []).length === 0;
  return isBare ? `new ${dottedName(value.callee)}()` : null;
};

const lineCounter = (text: string): ((byte: number) => number) => {
  const breaks: number[] = [];
  Buffer.from(text).forEach((byte, index) => {
    if (byte === 10) breaks.push(index + 1);
  });
  return (byte) => {
    let [low, high] = [0, breaks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((breaks[middle] ?? 0) < byte) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
};
