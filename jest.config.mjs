// Who watches or measures coverage wants every module loaded anew for every test file; a plain run does not pay for that.
const isKeeping = !process.argv.some((one) => /^--(watch|coverage)/.test(one));

/** One configuration for all packages; run through `npm run jest -- <pattern>`, which adds the flag for ES modules. */
export default {
  rootDir: '.',
  roots: ['<rootDir>/packages', '<rootDir>/services', '<rootDir>/gateway', '<rootDir>/infra', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/kept/fixture/'],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
  testEnvironment: isKeeping ? '<rootDir>/packages/testing/jest/keptEnvironment.cjs' : 'node',
  ...(isKeeping ? { runtime: '<rootDir>/packages/testing/jest/keptModules.cjs' } : {}),
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  testSequencer: '<rootDir>/packages/testing/jest/longestFirst.cjs',
  // Longer than the patience of any wait in a test, so that it is the wait that says what did not come to pass.
  testTimeout: 180_000,
  // Half of the tests wait for processes, servers and messages, so two at once serve even two cores well.
  maxWorkers: 2,
  globalSetup: '<rootDir>/packages/testing/jest/globalSetup.mjs',
  globalTeardown: '<rootDir>/packages/testing/jest/globalTeardown.mjs',
};
