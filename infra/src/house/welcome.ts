import { demoCompany, demoPartnerSecret, demoPartners, demoPassword, demoStaff } from '@shouwen/demo';

/** What a newcomer needs to get a first answer. */
export const welcome = (url: string, demo: boolean): string =>
  [
    '',
    `  首问 Shouwen stands: ${url}/graphql`,
    '',
    ...(demo ? demoLines : []),
    '  Ctrl-C stops everything; the data stays.',
    '',
  ].join('\n');

/** One of each kind; the others are in packages/demo. */
const people = [
  ...['chenjing', 'zhoumin', 'hexiaoyan', 'zhengguodong', 'liangshuang', 'fengtao'],
  ...['caoying', 'pengwei', 'dengting', 'jianglin', 'shilei'],
  ...['songya', 'yeqing', 'gumingyuan', 'hanbing', 'tangyu'],
];

/** One question through three departments: who the client is, whose client it is and why, and what came of it. */
const question =
  '{ clients(first: 3) { edges { node { number name phone { masked } owner { standing consultant { name } explanation { summary { zh } applied { id } } } deals { price { yuan } } } } } }';

const demoLines: readonly string[] = [
  `  Sign in as one of these; everybody's password is ${demoPassword}`,
  ...people.flatMap((signInName) => {
    const person = demoStaff.find((one) => one.signInName === signInName);
    if (person === undefined) return [];
    const roles = [...new Set(person.posts.map((post) => post.role))];
    return [`    ${signInName.padEnd(14)}${person.name}  ${roles.join(', ')}`];
  }),
  '  The sites, by the ids that queries ask for:',
  ...demoCompany.sites.map(({ id, name }) => `    ${id}  ${name}`),
  `  Systems of brokers ask with partnerToken and the secret ${demoPartnerSecret}:`,
  ...demoPartners.map(({ id, name, kind }) => `    ${id}  ${name}  ${kind}`),
  '',
  '  Try, in another terminal:',
  `    npm run -s ask -- zhoumin '${question}'`,
  '',
];
