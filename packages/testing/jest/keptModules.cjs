// Loading modules was most of the time of the tests: jest loads every package anew for every test file. Here a worker
// loads what is under test once, as a service does. A test file itself, and whatever imports `@jest/globals` through any
// number of modules, is still loaded anew for each test file, because its `expect` and `it` belong to that file.
//
// What makes it safe: our code keeps no changing state in modules, and no test replaces a module.
const { pathToFileURL } = require('node:url');
const { default: Runtime } = require('jest-runtime');

class KeptModules extends Runtime {
  /** Keys of the modules that stay. */
  kept = new Set();

  begin(testPath) {
    this._testPath = testPath;
    this.esmLoader.testPath = testPath;
    this.executor.testPath = testPath;
  }

  /** Ends one test file. The loaders stay open, because modules that stay may still import something later. */
  teardown() {
    this.restoreAllMocks();
    this.registries.exitIsolated();
    this.registries.mockRegistry.clear();
    this.registries.moduleMockRegistry.clear();
    this.mockState.clear();
    this.forgetModulesOfTheFile();
    // jest's own: `expect` and the runner keep their state on the global object, which is emptied too.
    this.registries.internalModuleRegistry.clear();
    this.testMainModule.reset();
    this.jestGlobals.clearJestObjectCache();
    this.jestGlobals.setEnvGlobalsOverride(undefined);
    this.fileCache.clear();
    this.loggedReferenceErrors.clear();
  }

  forgetModulesOfTheFile() {
    const modules = this.registries.esModuleRegistry;
    const fresh = [...modules.keys()].filter((key) => !this.kept.has(key));
    const ofTheFile = new Set(fresh.filter((key) => this.mustGo(key)));
    const importsOf = new Map(fresh.map((key) => [key, ofTheFile.has(key) ? [] : this.importsOf(modules.get(key))]));
    // What imports a module that goes must go with it, and so on upwards.
    for (let before = -1; before !== ofTheFile.size; ) {
      before = ofTheFile.size;
      for (const [key, imports] of importsOf) if (imports.some((one) => ofTheFile.has(one))) ofTheFile.add(key);
    }
    for (const key of fresh) {
      if (ofTheFile.has(key)) modules.delete(key);
      else this.kept.add(key);
    }
    for (const [path, module] of this.registries.moduleRegistry) {
      if (module.loaded !== true) this.registries.moduleRegistry.delete(path);
    }
  }

  /** A test file, what imports `@jest/globals` itself, and what did not come to its end. */
  mustGo(key) {
    const module = this.registries.esModuleRegistry.get(key);
    if (module?.status !== 'evaluated' || key.startsWith('@jest/globals') || key.endsWith('.test.ts')) return true;
    return module.dependencySpecifiers?.includes('@jest/globals') ?? false;
  }

  importsOf({ identifier, dependencySpecifiers = [] }) {
    return dependencySpecifiers
      .filter((one) => !this._resolution.isCoreModule(one))
      .map((one) => pathToFileURL(this._resolution.resolveEsm(identifier, one)).href);
  }
}

let ofThisWorker;

/** What jest calls with `new` for each test file; the seventh argument is the path of that file. */
function runtimeOfThisWorker(...given) {
  ofThisWorker ??= new KeptModules(...given);
  ofThisWorker.begin(given[6]);
  return ofThisWorker;
}

module.exports = { __esModule: true, default: runtimeOfThisWorker };
