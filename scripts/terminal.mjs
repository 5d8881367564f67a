// What the commands say while they work, and how they run other programs.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));

/** A step did not succeed; what it printed says why. */
export class StepFailed extends Error {
  name = 'StepFailed';
  constructor(exitCode) {
    super('step failed');
    this.exitCode = exitCode || 1;
  }
}

/** Announces a step, runs it, and says how long it took. Progress goes to the error stream: the output stream is for results. */
export const step = async (title, work) => {
  const begun = performance.now();
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  process.stderr.write(`· ${title} …\n`);
  const stillAtIt = setInterval(() => process.stderr.write(`  still at it (${seconds()})\n`), 10_000);
  try {
    const result = await work();
    process.stderr.write(`✓ ${title} (${seconds()})\n`);
    return result;
  } catch (error) {
    process.stderr.write(`✗ ${title} (${seconds()})\n`);
    throw error;
  } finally {
    clearInterval(stillAtIt);
  }
};

/** Runs a Node program in the root folder; its output is shown when it fails. */
export const quietly = (file, args) => run(file, args, ['ignore', 'pipe', 'pipe']);

/** Runs a Node program in the root folder, on this terminal. */
export const onTerminal = (file, args, flags = []) => run(file, args, 'inherit', flags);

const run = (file, args, stdio, flags = []) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...flags, file, ...args], { cwd: root, stdio });
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    // Ctrl-C reaches the child by itself; a SIGTERM meant for us is passed on. We leave when it has left.
    const passOn = () => child.kill('SIGTERM');
    const stay = () => undefined;
    process.on('SIGTERM', passOn).on('SIGINT', stay);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('SIGTERM', passOn).off('SIGINT', stay);
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(output));
      reject(new StepFailed(signal === null ? code : 130));
    });
  });
