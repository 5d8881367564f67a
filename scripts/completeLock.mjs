// Adds to package-lock.json the packages for other platforms that the registry did not show when it was written.
// npm leaves them out then, and `npm ci` refuses such a lock ("Missing: … from lock file"). Run it after `npm install`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './terminal.mjs';

const lockFile = join(root, 'package-lock.json');
const systems = /(android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|aix|win32)/;
const processors = /(arm64|arm|x64|ia32|ppc64|riscv64|s390x|loong64)/;

/** The optional packages that are named in the lock and are not in it, as entries for it. */
export const missingEntries = (packages) => {
  const missing = {};
  for (const [path, one] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(one.optionalDependencies ?? {})) {
      if (isThere(packages, path, name)) continue;
      const [system, processor] = [systems.exec(name)?.[0], processors.exec(name)?.[0]];
      if (system === undefined || processor === undefined || !/^\d+\.\d+\.\d+/.test(version)) {
        throw new Error(`${name}@${version}, wanted by ${path}, is not for another platform: add it by hand`);
      }
      missing[`node_modules/${name}`] = {
        version,
        cpu: [processor],
        ...(one.dev ? { dev: true } : {}),
        optional: true,
        os: [system],
      };
    }
  }
  return missing;
};

/** Looked for as Node does it: beside the package, then in every folder above. */
const isThere = (packages, path, name) => {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`] !== undefined) return true;
    if (folder === '') return false;
  }
};

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const lock = JSON.parse(readFileSync(lockFile, 'utf8'));
  const missing = missingEntries(lock.packages);
  const sorted = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(lockFile, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
  console.log(`${Object.keys(missing).length} packages for other platforms added to package-lock.json`);
}
