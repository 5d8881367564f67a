import { type Permission, partnerPermissions } from '@shouwen/access';
import {
  accepted,
  type Decision,
  firstRefusal,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';

export type RegisterPartnerFacts = {
  readonly now: Date;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly siteIds: readonly string[];
  readonly nameTaken: boolean;
  /** Those of `siteIds` that exist. */
  readonly knownSites: readonly string[];
};
export type RegisterPartnerCode = 'BAD_INPUT' | 'PARTNER_NAME_TAKEN' | 'PARTNER_SCOPE';
export type PartnerRegistered = {
  readonly type: 'PartnerRegistered';
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly siteIds: readonly string[];
};
type Rule = Requirement<RegisterPartnerFacts, Refusal<RegisterPartnerCode>>;

/** OR-1.05: may this system get credentials, and for what? Whatever is asked, it never gets more than the fixed list. */
export const decideRegisterPartner = (
  facts: RegisterPartnerFacts,
): Decision<PartnerRegistered, Refusal<RegisterPartnerCode>> => {
  const scopes = partnerPermissions.filter((one) => facts.scopes.includes(one));
  const siteIds = [...new Set(facts.siteIds)];
  const reasons = reasoning(facts.now)
    .apply('OR-1.05', 'OR-1.03')
    .fact('scopes', facts.scopes)
    .fact('mayHold', partnerPermissions)
    .fact('sites', siteIds);
  const refusal = firstRefusal(registerPartnerRules, facts);
  if (refusal) return refused(refusal, reasons.explain(refusal.code, refusal.message));
  const summary = text('已发放合作方凭证。', 'The partner system got its credentials.');
  const name = facts.name.trim();
  return accepted(
    [{ type: 'PartnerRegistered', name, scopes, siteIds }],
    reasons.explain('PARTNER_REGISTERED', summary),
  );
};

const nameMakesSense: Rule = ({ name }) =>
  name.trim() !== '' && name.length <= 100
    ? null
    : { code: 'BAD_INPUT', rule: null, message: text('请填写合作方名称。', 'A partner needs a name.') };

const scopesAreAllowed: Rule = ({ scopes }) =>
  scopes.length > 0 && scopes.every((one) => (partnerPermissions as readonly string[]).includes(one))
    ? null
    : {
        code: 'PARTNER_SCOPE',
        rule: 'OR-1.05',
        message: text(
          `合作方只可获得：${partnerPermissions.join('、')}。`,
          `A partner may hold only: ${partnerPermissions.join(', ')}.`,
        ),
      };

const sitesAreKnown: Rule = ({ siteIds, knownSites }) =>
  siteIds.length > 0 && siteIds.length <= 100 && siteIds.every((one) => knownSites.includes(one))
    ? null
    : { code: 'BAD_INPUT', rule: null, message: text('案场不存在。', 'There is no such site.') };

const nameIsFree: Rule = ({ nameTaken }) =>
  nameTaken
    ? {
        code: 'PARTNER_NAME_TAKEN',
        rule: 'OR-1.05',
        message: text('已有同名合作方。', 'A partner of this name exists already.'),
      }
    : null;

export const registerPartnerRules = [nameMakesSense, scopesAreAllowed, sitesAreKnown, nameIsFree];
