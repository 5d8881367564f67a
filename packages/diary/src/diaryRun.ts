import type { RowReport } from './dayReport.ts';
import type { DiaryRow } from './diaryRow.ts';
import type { Refused } from './gatewayClient.ts';
import type { DiarySite } from './openDiarySite.ts';

export type KnownVisitor = { readonly clientId: string; readonly name: string };
export type OngoingVisit = {
  readonly visitId: string;
  readonly consultantId: string | null;
  /** What the visitor said at the door; it goes into the register when the reception ends. */
  readonly said: Pick<DiaryRow, 'lookingFor' | 'budget' | 'channel'>;
};

/** What whoever keeps the diary has at hand: ids that the system gave out, never a decision. */
export type DiaryRun = {
  readonly site: DiarySite;
  readonly clients: Map<string, KnownVisitor>;
  readonly visits: Map<string, OngoingVisit>;
  readonly deals: Map<string, string>;
  readonly units: Map<string, string>;
  /** The roster of the day, as the last `roster` row told it. */
  roster: readonly string[];
  /** Who works on which day: whoever stands at the desk before opening sees who is there (SR-1.13). */
  readonly working: Map<string, readonly string[]>;
};

export const newRun = (site: DiarySite): DiaryRun => ({
  site,
  clients: new Map(),
  visits: new Map(),
  deals: new Map(),
  units: new Map(),
  roster: [],
  working: new Map(),
});

/** What a row came to, without what the row says of itself. */
export type Outcome = Pick<RowReport, 'outcome' | 'consultant' | 'rules' | 'turn' | 'code' | 'reason'>;

/** Carries out one row through the gateway. */
export type Act = (run: DiaryRun, row: DiaryRow) => Promise<Outcome>;

export type Explained = { readonly applied: readonly { readonly id: string }[] };

export const carriedOut = (
  explanation: Explained | null,
  more: Partial<Pick<Outcome, 'consultant' | 'turn'>> = {},
): Outcome => ({
  outcome: 'accepted',
  consultant: null,
  turn: null,
  code: null,
  reason: null,
  ...more,
  // A row may take several decisions, and they may cite the same rule.
  rules: [...new Set(explanation?.applied.map(({ id }) => id))],
});

/** A typed refusal, with the rule it names. */
export const turnedDown = ({ code, message, rule }: Refused, consultant: string | null = null): Outcome => ({
  outcome: 'refused',
  consultant,
  turn: null,
  code,
  reason: message,
  rules: rule ? [rule.id] : [],
});

/** Under which the run remembers a visitor: the phone, or for whoever left none, the name. */
export const visitorKey = ({ phone, client }: Pick<DiaryRow, 'phone' | 'client'>): string => phoneKey(phone) || client;

/** One key for all the ways in which the diary writes a phone number; only this run's memory uses it. */
export const phoneKey = (written: string): string =>
  written
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^86(?=1\d{10}$)/, '');
