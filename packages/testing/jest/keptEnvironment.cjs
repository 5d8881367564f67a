// One global object for all test files of a worker, so that the modules of `keptModules.cjs` may stay loaded between them.
const { TestEnvironment } = require('jest-environment-node');

/**
 * After each test file the global object and the environment variables are put back to what they were before the first:
 * nothing that one file sets is seen by the next.
 */
class KeptEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.first = Object.getOwnPropertyDescriptors(this.global);
    this.firstVariables = { ...this.global.process.env };
    this.firstExit = this.global.process.exit;
  }

  async teardown() {
    const { global, first, firstVariables } = this;
    for (const key of Reflect.ownKeys(global)) {
      if (!Object.hasOwn(first, key)) delete global[key];
    }
    for (const key of Reflect.ownKeys(first)) {
      if (first[key].writable) global[key] = first[key].value;
    }
    const { process } = global;
    for (const name of Object.keys(process.env)) if (!(name in firstVariables)) delete process.env[name];
    Object.assign(process.env, firstVariables);
    // jest wraps it anew for every file.
    process.exit = this.firstExit;
  }
}

let ofThisWorker;

/** What jest calls with `new` for each test file. */
module.exports = function environmentOfThisWorker(config, context) {
  ofThisWorker ??= new KeptEnvironment(config, context);
  return ofThisWorker;
};
