import { randomBytes } from 'node:crypto';
import { type BareContext, mergeResolvers, type Service, type ServiceDefinition, type World } from '@shouwen/subgraph';
import { attendanceMigrations, attendanceResolvers, deviationLoaders, leaveLoaders } from './attendance/index.ts';
import { loadDemoCompany, registerDemoPartners } from './demo/index.ts';
import { explanationLoaders } from './explained.ts';
import { grantResolvers } from './grants/index.ts';
import { partnerLoaders, partnersMigrations, partnersResolvers } from './partners/index.ts';
import { roleMigrations, roleResolvers, roleTable } from './roles/index.ts';
import { sessionMigrations, sessionTable } from './sessions/index.ts';
import { createPasswords, loadSigningKey, type SignInDeps, signInMigrations, signInResolvers } from './signIn/index.ts';
import { siteLoaders, siteMigrations, siteResolvers, siteTable } from './sites/index.ts';
import { postTable, staffLoaders, staffMigrations, staffResolvers, staffTable } from './staff/index.ts';

/** The organization department: sites, staff, roles, posts, and who is signed in. */
export const organization: ServiceDefinition = {
  name: 'organization',
  root: import.meta.url,
  entities: [siteTable, roleTable, staffTable, postTable, sessionTable],
  create: (world) => createOrganization(world),
};

export const createOrganization = async (world: World): Promise<Service> => {
  const deps = await signInDeps(world);
  const hashing = { hashPassword: deps.passwords.hash };
  return {
    migrations: [
      ...siteMigrations,
      ...roleMigrations,
      ...staffMigrations,
      ...sessionMigrations,
      ...signInMigrations,
      ...attendanceMigrations,
      ...partnersMigrations,
    ],
    resolvers: mergeResolvers([
      siteResolvers,
      roleResolvers,
      staffResolvers({ clock: deps.clock, ...hashing }),
      grantResolvers(deps),
      signInResolvers(deps),
      attendanceResolvers,
      partnersResolvers(deps),
    ]),
    consumers: [],
    loaders: (context: BareContext) => ({
      ...siteLoaders(context),
      ...staffLoaders(context),
      ...partnerLoaders(context),
      ...explanationLoaders(context),
      ...deviationLoaders(context),
      ...leaveLoaders(context),
    }),
    demo: async (one: World) => {
      await loadDemoCompany(one, { clock: deps.clock, ...hashing });
      await registerDemoPartners(one, deps);
    },
    publicJson: { '/.well-known/jwks.json': () => deps.key.publicKeys },
  };
};

const signInDeps = async ({ clock, secrets }: World): Promise<SignInDeps> => {
  const newSecret = () => randomBytes(32).toString('base64url');
  return { clock, newSecret, key: await loadSigningKey(secrets), passwords: await createPasswords(newSecret()) };
};
