import {
  accepted,
  type Decision,
  firstRefusal,
  isKnownZone,
  isValidDate,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { Site } from './site.ts';

export type OpenSiteFacts = {
  readonly now: Date;
  readonly site: Omit<Site, 'id'>;
  readonly nameTaken: boolean;
};
export type OpenSiteCode = 'BAD_INPUT' | 'SITE_NAME_TAKEN' | 'PRESET_DOES_NOT_FIT';
export type SiteOpened = { readonly type: 'SiteOpened'; readonly site: Omit<Site, 'id'> };

type Rule = Requirement<OpenSiteFacts, Refusal<OpenSiteCode>>;

const inputMakesSense: Rule = ({ site }) => {
  if (!site.nameZh.trim() || !site.nameEn.trim()) return badInput(text('请填写案场名称。', 'A site needs a name.'));
  if (!isKnownZone(site.timeZone)) return badInput(text('未知的时区。', 'This time zone is not known.'));
  return isValidDate(site.openedOn) ? null : badInput(text('日期不存在。', 'There is no such date.'));
};

const nameIsFree: Rule = ({ nameTaken }) =>
  nameTaken
    ? {
        code: 'SITE_NAME_TAKEN',
        rule: 'OR-1.01',
        message: text('已有同名案场。', 'A site of this name exists already.'),
      }
    : null;

/** A sales site starts from a preset of sales reception, a property office from one of property service, never both. */
const presetFitsKind: Rule = ({ site }) => {
  const fits =
    site.kind === 'sales'
      ? site.salesPreset !== null && site.servicePreset === null
      : site.salesPreset === null && site.servicePreset !== null;
  if (fits) return null;
  const message = text('所选制度样板与案场类型不符。', 'The preset does not fit the kind of site.');
  return { code: 'PRESET_DOES_NOT_FIT', rule: 'OR-1.01', message };
};

export const openSiteRules = [inputMakesSense, nameIsFree, presetFitsKind];

/** OR-1.01: may this site be opened? */
export const decideOpenSite = (facts: OpenSiteFacts): Decision<SiteOpened, Refusal<OpenSiteCode>> => {
  const reasons = reasoning(facts.now).apply('OR-1.01').fact('kind', facts.site.kind);
  const refusal = firstRefusal(openSiteRules, facts);
  if (refusal) return refused(refusal, reasons.explain(refusal.code, refusal.message));
  const summary = text(`案场「${facts.site.nameZh}」已开设。`, `The site ${facts.site.nameEn} is open.`);
  return accepted([{ type: 'SiteOpened', site: facts.site }], reasons.explain('SITE_OPENED', summary));
};

const badInput = (message: ReturnType<typeof text>): Refusal<OpenSiteCode> => ({
  code: 'BAD_INPUT',
  rule: null,
  message,
});
