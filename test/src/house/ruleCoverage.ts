import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allRules } from '@shouwen/kernel';
import { root, type SourceFile } from './sourceFile.ts';
import { dottedName, isNode, literalText, type Node, visitNodes } from './syntax.ts';

/** The list of rules that have no conformance test yet. It may only shrink. */
export const coverageFile = join(root, 'docs/rule-coverage.md');

const ruleId = /\b(?:(?:SR|CR|PS|FI|OR)-\d+(?:\.\d+)?|[VK]-\d{2})(?![\d.]*\d)/g;

/** The rule ids that the titles of these tests bear, tables of `each` included. What is skipped or still to do bears none. */
export const coveredRules = (files: readonly SourceFile[]): Set<string> => {
  const covered = new Set<string>();
  for (const file of files.filter(({ path }) => path.endsWith('.test.ts'))) {
    visitNodes(file.text, (node) => {
      for (const title of titlesOf(node)) for (const id of title.match(ruleId) ?? []) covered.add(id);
    });
  }
  return covered;
};

/** `describe('SR-1.01 …')`, and for `it.each([['SR-1.01', …]])('%s …')` also the texts of the table. */
const titlesOf = (node: Node): string[] => {
  if (node.type !== 'CallExpression') return [];
  const [first] = argumentsOf(node);
  const title = literalText(first);
  if (title === null) return [];
  if (runs.has(dottedName(node.callee) ?? '')) return [title];
  const table = isNode(node.callee) && node.callee.type === 'CallExpression' ? node.callee : null;
  if (table === null || !tables.has(dottedName(table.callee) ?? '')) return [];
  return [title, ...(/%s|\$/.test(title) ? textsIn(argumentsOf(table)) : [])];
};

const runs = new Set(['describe', 'it', 'test', 'describe.only', 'it.only', 'test.only']);
const tables = new Set(['describe.each', 'it.each', 'test.each']);

const argumentsOf = (call: Node): unknown[] =>
  ((call.arguments as readonly { expression: unknown }[] | undefined) ?? []).map((one) => one.expression);

/** All texts inside an expression, functions left out: they are bodies, no titles. */
const textsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  if (isNode(value) && value.type === 'ArrowFunctionExpression') return [];
  const own = literalText(value);
  return own === null ? Object.values(value).flatMap(textsIn) : [own];
};

/** The rules of the catalogue whose conformance test is still to be written. */
export const uncoveredRules = (covered: ReadonlySet<string>): string[] =>
  allRules.map(({ id }) => id as string).filter((id) => !covered.has(id));

/** The rules that the committed list admits to be uncovered. */
export const listedRules = (markdown: string = readFileSync(coverageFile, 'utf8')): string[] =>
  [...markdown.matchAll(/^- \*\*([A-Z]+-[\d.]+)\*\*/gm)].map((match) => match[1] ?? '');

/** The list as it is committed. */
export const coverageMarkdown = (uncovered: readonly string[]): string => {
  const chapters = [...new Set(allRules.map(({ chapter }) => chapter))];
  const total = allRules.length;
  const parts = chapters.map((chapter) => {
    const rules = allRules.filter((rule) => rule.chapter === chapter);
    const open = rules.filter(({ id }) => uncovered.includes(id));
    const lines = open.map(({ id, text }) => `- **${id}** ${text.en}`);
    return `## ${chapter}: ${rules.length - open.length} of ${rules.length}\n\n${lines.join('\n')}\n`;
  });
  return `# Rules without a conformance test

A rule is covered when the title of a test that runs bears its id. ${total - uncovered.length} of ${total} are; these are to do.
The list may only shrink: \`npm run rules\` takes out what is covered by now, and a test fails when a rule is neither covered nor here.

${parts.join('\n')}`;
};
