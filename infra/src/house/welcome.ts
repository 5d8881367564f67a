import { demoPassword, demoStaff } from '@shouwen/demo';

/** What a newcomer needs to get a first answer. */
export const welcome = (url: string, demo: boolean): string =>
  [
    '',
    `  首问 Shouwen stands: ${url}/graphql`,
    '',
    ...(demo ? demoLines(url) : []),
    '  Ctrl-C stops everything; the data stays.',
    '',
  ].join('\n');

const demoLines = (url: string): string[] => [
  `  Sign in as one of these; everybody's password is ${demoPassword}`,
  ...people.flatMap((signInName) => {
    const person = demoStaff.find((one) => one.signInName === signInName);
    if (person === undefined) return [];
    return [`    ${signInName.padEnd(14)}${person.name}  ${person.posts.map((post) => post.role).join(', ')}`];
  }),
  '',
  '  Try, in another terminal:',
  ...firstQuestion(url).map((line) => `    ${line}`),
  '',
];

/** One of each kind; the others are in packages/demo. */
const people = ['chenjing', 'zhoumin', 'hexiaoyan', 'zhengguodong', 'caoying', 'dengting', 'hanbing', 'tangyu'];

const signIn = `mutation { signIn(input: { signInName: "zhoumin", password: "${demoPassword}" }) { ... on SignedIn { accessToken } } }`;
const question = '{ me { staff { name } } clients(first: 3) { edges { node { number name phone { masked } } } } }';

/** Two lines to paste: who asks, and what. Node is there for certain, so it takes the token out of the first answer. */
export const firstQuestion = (url: string): string[] => [
  `TOKEN=$(${curl(url, signIn)} | node -pe 'JSON.parse(fs.readFileSync(0)).data.signIn.accessToken')`,
  curl(url, question, '-H "authorization: Bearer $TOKEN" '),
];

const curl = (url: string, query: string, more = ''): string =>
  `curl -s ${url}/graphql -H 'content-type: application/json' ${more}-d '${JSON.stringify({ query })}'`;
