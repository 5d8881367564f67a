import { demoPassword, demoStaff } from '@shouwen/demo';

const signInQuery = `mutation { signIn(input: { signInName: "zhoumin", password: "${demoPassword}", idempotencyKey: "1" }) { __typename } }`;

/** What a newcomer needs to get a first answer. */
export const welcome = (url: string, demo: boolean): string => {
  const lines = [
    '',
    `  首问 Shouwen stands at ${url}/graphql`,
    '',
    ...(demo ? demoLines(url) : []),
    '  Ctrl-C stops everything; the data stays.',
    '',
  ];
  return lines.join('\n');
};

const demoLines = (url: string): string[] => [
  `  Sign in as one of these; everybody's password is ${demoPassword}`,
  ...people.flatMap((signInName) => {
    const person = demoStaff.find((one) => one.signInName === signInName);
    if (person === undefined) return [];
    return [`    ${signInName.padEnd(14)}${person.name}  ${person.posts.map((post) => post.role).join(', ')}`];
  }),
  '',
  '  Try:',
  `    curl -s ${url}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query: signInQuery })}'`,
  '',
];

/** One of each kind; the others are in packages/demo. */
const people = ['chenjing', 'zhoumin', 'hexiaoyan', 'zhengguodong', 'caoying', 'dengting', 'hanbing', 'tangyu'];
