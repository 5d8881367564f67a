import { type DemoSalesSite, type DemoStep, demoHistoryOf } from '@shouwen/demo';
import { firstVisitOf } from '../receptions/index.ts';
import { checkReferral, registerReferral } from '../referrals/index.ts';
import type { Scene } from './scene.ts';

/** A client whom an employee referred, by the key of the first visit. */
export type ReferredClients = ReadonlyMap<string, { readonly clientId: string; readonly introducerId: string }>;

/** The clients of the history whose deal goes through an employee (SR-5.05). */
export const referredClientsOf = (site: DemoSalesSite): ReferredClients =>
  new Map(
    demoHistoryOf(site).flatMap((step) =>
      step.does === 'deposit' && step.introducerId !== null
        ? [[firstVisitKey(step.visit), { clientId: step.client.id, introducerId: step.introducerId }] as const]
        : [],
    ),
  );

/** `visit-7-2` is the third visit of a client whose first was `visit-7-0`. */
const firstVisitKey = (visit: string): string => visit.replace(/-\d+$/, '-0');

/** An hour before a referred client comes for the first time, the manager writes the form for the employee. */
export const announceReferral = async (scene: Scene, step: DemoStep): Promise<void> => {
  const referred = step.does === 'receive' ? scene.referred.get(step.key) : undefined;
  if (!referred) return;
  const context = scene.manager(new Date(Date.parse(step.at) - 3_600_000).toISOString());
  const form = { siteId: scene.siteId, ...referred, visitOn: step.at.slice(0, 10) };
  const answer = await registerReferral(context, firstVisitOf, { ...form, ...scene.key(`form-${step.key}`) });
  scene.forms.set(step.key, scene.stage.accepted(`referring ${step.key}`, answer).referralId);
};

/** The employee came along; once the visit is in the register, the manager signs the form. */
export const signReferral = async (scene: Scene, step: DemoStep): Promise<void> => {
  const referralId = step.does === 'register' ? scene.forms.get(step.visit) : undefined;
  if (step.does !== 'register' || referralId === undefined) return;
  const came = { kind: 'accompanied', phonedAt: null } as const;
  const signing = { referralId, came, ...scene.key(`sign-${step.visit}`) };
  const answer = await checkReferral(scene.manager(step.at), firstVisitOf, signing);
  scene.stage.accepted(`signing the form of ${step.visit}`, answer);
};
