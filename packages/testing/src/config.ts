/** Where a test file asks for the servers of its run; jest's global set-up puts it there. */
export const deskAddress = (): string => {
  const address = process.env.SHOUWEN_TEST_DESK;
  if (address === undefined) throw new Error('Run the tests with the jest.config.mjs of this repository.');
  return address;
};

/** TEST_LOG=info shows what a service under test logs; silent otherwise. */
export const testLogLevel = (): string => process.env.TEST_LOG ?? 'silent';
