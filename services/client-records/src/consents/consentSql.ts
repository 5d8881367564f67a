import { isRestrictedSql } from '../clients/index.ts';
import type { ConsentPurpose } from './consent.ts';

/**
 * SQL that joins, under the alias, the latest word that the client of the column gave on the purpose, to whichever of the records; no
 * row where there was none. What is shown does not wait for any timer: a withdrawal holds at once (CR-2.06).
 */
export const joinConsent = (column: string, purpose: ConsentPurpose, alias = 'consent'): string =>
  `LEFT JOIN LATERAL (
    SELECT n.given FROM client_consent_now n WHERE n.purpose = '${purpose}' AND NOT ${isRestrictedSql('n.client_id')} AND (n.client_id = ${column} OR n.client_id IN (
      SELECT other.client_id FROM client_person p JOIN client_person other ON other.person_id = p.person_id
      WHERE p.client_id = ${column})) ORDER BY n.since DESC, n.given LIMIT 1) ${alias} ON true`;
