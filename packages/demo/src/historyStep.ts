import type { DemoClient } from './clients.ts';
import type { DemoMatter } from './matterStep.ts';

/** One thing that happened at a sales site. `key` is its own within the site, `at` an instant with its zone. */
export type DemoStep = { readonly key: string; readonly at: string } & (
  | { readonly does: 'open'; readonly roster: readonly string[] }
  | { readonly does: 'close' }
  | { readonly does: 'confirm'; readonly date: string }
  /** On the manager's order, confirmed before leaving. */
  | { readonly does: 'leave'; readonly consultantId: string }
  | { readonly does: 'return'; readonly consultantId: string }
  | {
      readonly does: 'receive';
      readonly clientId: string | null;
      readonly asksFor: 'nobody' | 'ownConsultant' | 'callAnswerer';
      readonly remark: 'forgotWhom' | 'tradeSaysSo' | 'tourGroup' | null;
      readonly partySize: number;
      /** The client who comes along. */
      readonly broughtBy: string | null;
    }
  /** The owner at arrival recognises the client, if somebody else receives. */
  | { readonly does: 'recognise'; readonly visit: string }
  | { readonly does: 'end'; readonly visit: string }
  | { readonly does: 'register'; readonly visit: string; readonly client: DemoClient }
  /** The office line rings; whoever answers registers the call. */
  | { readonly does: 'answer'; readonly client: DemoClient }
  /** By the owner of the client. */
  | {
      readonly does: 'followUp';
      readonly client: DemoClient;
      readonly channel: 'phone' | 'wechat';
      readonly reached: boolean;
      readonly said: string;
      readonly next: string;
      /** The day on which the next step is due, if one was set. */
      readonly nextOn: string | null;
    }
  | {
      readonly does: 'deposit';
      readonly visit: string;
      readonly client: DemoClient;
      /** Place in the site's price list, from 0. */
      readonly unit: number;
      /** Below the list price, in hundredths of a percent; whoever records it must be allowed to approve that. */
      readonly discountBasisPoints: number;
      readonly channel: 'none' | 'company-introduced' | 'employee-referral';
      readonly introducerId: string | null;
    }
  | {
      readonly does: 'cancel';
      /** Key of the deposit. */
      readonly deal: string;
      readonly fault: 'client';
      readonly reason: 'changed-mind';
    }
  | DemoMatter
);
