/** Stops what the run had started. */
export default async function globalTeardown() {
  await globalThis.shouwenTestDesk?.close();
}
