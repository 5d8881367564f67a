import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dottedName, isNode, literalText, type Node, visitNodes } from './syntax.ts';

export type Import = { readonly from: string; readonly line: number };
export type Word = { readonly word: string; readonly line: number };
export type FunctionSize = { readonly line: number; readonly lines: number };

/** A file of ours, and what the rules of the house want to know of it. Comments and texts are no part of that. */
export type SourceFile = {
  /** From the root of the repository, with slashes: `services/finance/src/ledger/account.ts`. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** Dotted names as they are written: `process.env`, `Math.random`, `new Date()`; `type any` where it is a type. */
  readonly words: readonly Word[];
  readonly functions: readonly FunctionSize[];
};

/** The folder of the repository, both from `src` and from `dist`. */
export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** All TypeScript that people wrote, in the rooms of the house. */
export const readHouse = (): SourceFile[] =>
  ['packages', 'services', 'gateway', 'infra', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name).replaceAll('\\', '/'))
      .filter(
        (path) => path.endsWith('.ts') && path.includes('/src/') && !/node_modules|\/dist\/|\/generated\//.test(path),
      )
      .sort()
      .map((path) => sourceFile(path, readFileSync(join(root, path), 'utf8'))),
  );

/** Looks at one file; also used for the examples of what must be caught. */
export const sourceFile = (path: string, text: string): SourceFile => {
  const imports: Import[] = [];
  const words: Word[] = [];
  const functions: FunctionSize[] = [];
  visitNodes(text, (node, { from, to }) => {
    const imported = importOf(node);
    if (imported !== null) imports.push({ from: imported, line: from });
    const word = node.type === 'TsKeywordType' ? `type ${node.kind}` : dottedName(node);
    if (word !== null) words.push({ word, line: from });
    if (functionTypes.has(node.type)) functions.push({ line: from, lines: to - from + 1 });
  });
  return { path, text, lines: text.trimEnd().split('\n').length, imports, words, functions };
};

const functionTypes = new Set([
  'ArrowFunctionExpression',
  'FunctionDeclaration',
  'FunctionExpression',
  'ClassMethod',
  'MethodProperty',
]);

const importOf = (node: Node): string | null => {
  if (['ImportDeclaration', 'ExportAllDeclaration', 'ExportNamedDeclaration'].includes(node.type))
    return literalText(node.source);
  if (node.type !== 'CallExpression' || !isNode(node.callee) || node.callee.type !== 'Import') return null;
  const [first] = node.arguments as readonly { expression: unknown }[];
  return literalText(first?.expression) ?? '(computed)';
};

/** Tests, and what exists for them only. */
export const isForTests = (path: string): boolean =>
  /\.test\.ts$|[/]fixture[/]|ixture[a-zA-Z]*\.ts$/.test(path) || /^(test|packages\/testing)\//.test(path);
