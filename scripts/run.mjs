// All commands of the house: npm start, npm test, npm run day … It needs nothing but Node, and installs the rest itself.

const commands = {
  start: { about: 'starts the house with its demo company', run: () => start() },
  ask: {
    about: "asks the running house: npm run -s ask -- zhoumin '{ me { staff { name } } }'",
    run: (rest) => ask(rest),
  },
  test: { about: 'everything that has a test', run: (rest) => test(rest) },
  day: {
    about: "sends a site's diary through the gateway",
    run: (rest) => afterBuild('packages/diary/dist/day.main.js', rest),
  },
  import: {
    about: 'takes over an old register: --site SITE --as NAME --kind visits|calls FILE',
    run: (rest) => afterBuild('packages/takeover/dist/import.main.js', rest),
  },
  rules: {
    about: 'takes covered rules out of docs/rule-coverage.md',
    run: (rest) => afterBuild('test/dist/house/ruleCoverage.main.js', rest),
  },
  bench: {
    about: 'measures what the issues ask figures for; ends non-zero when one is missed',
    run: (rest) => afterBuild('test/dist/bench/bench.main.js', rest),
  },
  build: { about: 'compiles and composes the graph', run: () => steps().then((all) => all.build()) },
  jest: {
    about: 'runs jest alone: npm run jest -- packages/kernel',
    run: (rest) => steps().then((all) => all.jest(rest)),
  },
  check: { about: 'build, types of the tests, style; no tests', run: () => steps().then((all) => all.check()) },
};

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  leave(
    `Shouwen needs Node 20.19 or newer, and this is ${process.versions.node}: install a newer one from https://nodejs.org.`,
  );
}

const [name, ...rest] = process.argv.slice(2);
const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
if (command === undefined) {
  const known = Object.entries(commands).map(([key, { about }]) => `  npm run ${key.padEnd(7)}${about}`);
  leave(`There is no command "${name ?? ''}". There are:\n${known.join('\n')}`);
}

try {
  await command.run(rest);
} catch (error) {
  // A step that failed has said why itself.
  if (error?.name !== 'StepFailed') console.error(error);
  process.exitCode = error?.exitCode ?? 1;
}

function leave(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** The steps are loaded only now, because an old Node could not even read them. */
async function steps() {
  const { installWhenNeeded } = await import('./install.mjs');
  await installWhenNeeded();
  return import('./steps.mjs');
}

async function start() {
  const { build, program } = await steps();
  await build();
  // In this very process: there is one to signal, and it stops everything it started.
  await import(program('infra/dist/start.main.js'));
}

async function ask(rest) {
  const program = await import('./ask.mjs');
  await program.ask(rest).catch((error) => leave(error.message));
}

async function test(rest) {
  const { check, jest } = await steps();
  await check();
  await jest(rest);
}

async function afterBuild(file, rest) {
  const { build, node } = await steps();
  await build();
  await node(file, rest);
}
