import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentsEnvironment, readStartConfig, type StartConfig } from './config.ts';
import { startHouse } from './house/startHouse.ts';
import { stopOnSignals } from './house/stopOnSignals.ts';
import { welcome } from './house/welcome.ts';
import { Problem } from './problem.ts';

// The program behind `npm start`.
const tell = (sentence: string): void => void process.stderr.write(`· ${sentence}\n`);

const giveUp = new AbortController();

const start = async (config: StartConfig): Promise<void> => {
  const house = startHouse({
    ...config,
    tell,
    signal: giveUp.signal,
    environment: { gateway: { NODE_ENV: config.mode }, 'client-records': contentsEnvironment() },
  });
  const stop = async (): Promise<void> => {
    giveUp.abort();
    // A house that did not come to stand has stopped itself.
    await (await house.catch(() => null))?.stop();
  };
  stopOnSignals({ stop, tell, watchParent: config.underNpm });
  const { url } = await house;
  // Where `npm run ask` finds the house.
  writeFileSync(join(config.dataDir, 'run/address'), url);
  process.stdout.write(`${welcome(url, config.demo)}\n`);
};

try {
  await start(readStartConfig());
} catch (error) {
  // Given up on request: whoever asked for it waits for the end and sees to the exit.
  if (giveUp.signal.aborted) await new Promise(() => undefined);
  process.stderr.write(`${error instanceof Problem ? error.message : String((error as Error)?.stack ?? error)}\n`);
  process.exit(1);
}
