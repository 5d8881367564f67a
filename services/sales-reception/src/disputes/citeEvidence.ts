import type { Reasoning } from '@shouwen/kernel';
import type { EvidenceItem } from './dispute.ts';

/** Puts what the registers say into the reasons, each with its time, so that an outsider can follow. */
export const cite = (why: Reasoning, evidence: readonly EvidenceItem[]): void => {
  for (const { kind, staffId, at, details } of evidence) {
    const matters = Object.entries(details).filter(([, value]) => value !== null);
    const told = matters.map(([name, value]) => `${name}=${value}`);
    why.fact(`evidence.${kind}`, [staffId ?? '-', ...told], new Date(at));
  }
};
