import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PartnerViewer, partnerPermissions } from '@shouwen/access';
import { demoSites } from '@shouwen/demo';
import { staffViewer } from '@shouwen/testing';
import { now, openSignInDesk, type SignInDesk } from '../signIn/signInFixture.ts';

const fields = `__typename ... on PartnerSecret { secret partner { id name scopes sites { id } endedAt } explanation { applied { id } } }
  ... on Refusal { code rule { id } message { zh en } }`;
const register = `mutation ($input: RegisterPartnerInput!) { answer: registerPartner(input: $input) { ${fields} } }`;
const renew = `mutation ($input: RenewPartnerSecretInput!) { answer: renewPartnerSecret(input: $input) { ${fields} } }`;
const end = `mutation ($input: EndPartnerInput!) { answer: endPartner(input: $input) { __typename
  ... on PartnerEnded { partner { id endedAt } } ... on Refusal { code } } }`;
const ask = `mutation ($input: PartnerTokenInput!) { answer: partnerToken(input: $input) { __typename
  ... on PartnerToken { partnerId accessToken accessTokenExpiresAt }
  ... on Refusal { code retryable rule { id } message { zh } explanation { facts { name } } } } }`;

type Answer = {
  __typename: string;
  code: string;
  secret: string | null;
  accessToken: string;
  partner: { id: string; scopes: string[]; sites: { id: string }[]; endedAt: string | null };
};

let desk: SignInDesk;
let count = 0;
beforeAll(async () => {
  desk = await openSignInDesk();
});
afterAll(() => desk?.stop());

const administrator = () => desk.as(staffViewer(desk.service.world.newId(), { '*': ['partner.manage', 'site.read'] }));
const keyed = (input: object) => ({ input: { idempotencyKey: `p${++count}`, ...input } });
const send = async (mutation: string, variables: object): Promise<Answer> =>
  (await administrator().ask<{ answer: Answer }>(mutation, { ...variables })).answer;
const siteIds = [demoSites.riverside.id];
const registered = (changes: object = {}) =>
  send(register, keyed({ name: `Broker ${++count}`, scopes: ['listing.read'], siteIds, ...changes }));
const token = async (partnerId: string, secret: string | null): Promise<Answer> => {
  const nobody = desk.service.as({ kind: 'anonymous' }, now);
  return (await nobody.ask<{ answer: Answer }>(ask, { input: { partnerId, secret } })).answer;
};

describe('OR-1 the credentials of a partner system', () => {
  it('are shown once, kept as a hash, and give a token that says what may be done where, and nothing else', async () => {
    const variables = keyed({ name: 'Harbour Brokers', scopes: [...partnerPermissions], siteIds });
    const admin = administrator();
    const first = (await admin.ask<{ answer: Answer }>(register, variables)).answer;
    expect(first).toMatchObject({ partner: { scopes: partnerPermissions, sites: [{ id: siteIds[0] }] } });
    expect(first.secret).toMatch(/^[\w-]{43}$/);
    const again = (await admin.ask<{ answer: Answer }>(register, variables)).answer;
    expect([again.partner.id, again.secret]).toEqual([first.partner.id, null]);
    const dump = JSON.stringify([
      await desk.rows('SELECT * FROM partner'),
      await desk.rows('SELECT * FROM idempotency'),
      await desk.rows('SELECT * FROM outbox'),
      await desk.rows('SELECT * FROM audit_entry'),
      await desk.rows('SELECT * FROM explanation'),
    ]);
    expect(dump).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(dump).not.toContain(first.secret);

    const { accessToken } = await token(first.partner.id, first.secret);
    const { iat, exp, jti, iss, aud, ...claims } = await desk.claimsOf(accessToken);
    expect(claims).toEqual({
      kind: 'partner',
      sub: first.partner.id,
      sid: expect.any(String),
      scopes: partnerPermissions,
      sites: siteIds,
    });
    expect((exp as number) - (iat as number)).toBe(600);
  });

  it.each([
    ['clients', ['listing.read', 'client.readSite']],
    ['more than the fixed list', ['lease.read']],
    ['no such thing', ['listing.steal']],
    ['nothing', []],
  ])('are never given for %s', async (_, scopes) => {
    expect(await registered({ scopes })).toMatchObject({ code: 'PARTNER_SCOPE', rule: { id: 'OR-1.05' } });
  });

  it('are given for sites that exist, under a name of its own, by whoever manages partners for the company', async () => {
    expect(await registered({ siteIds: [] })).toMatchObject({ code: 'BAD_INPUT' });
    expect(await registered({ siteIds: [desk.service.world.newId()] })).toMatchObject({ code: 'BAD_INPUT' });
    expect(await registered({ name: ' ' })).toMatchObject({ code: 'BAD_INPUT' });
    await registered({ name: 'Twice' });
    expect(await registered({ name: 'twice ' })).toMatchObject({ code: 'PARTNER_NAME_TAKEN' });
    const atOneSite = desk.as(staffViewer(desk.service.world.newId(), { [siteIds[0] as string]: ['partner.manage'] }));
    const input = keyed({ name: 'x', scopes: ['listing.read'], siteIds });
    expect((await atOneSite.send(register, input)).errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const list = await atOneSite.send('{ partners { edges { node { id } } } }');
    expect(list.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('answer a wrong secret, an unknown partner and what is no id alike', async () => {
    const { partner } = await registered();
    const wrong = await token(partner.id, 'x'.repeat(43));
    expect(wrong).toMatchObject({ code: 'PARTNER_TOKEN_REFUSED', rule: { id: 'OR-1.05' }, explanation: { facts: [] } });
    expect(await token(desk.service.world.newId(), 'x'.repeat(43))).toEqual(wrong);
    expect(await token('not an id', 'x'.repeat(43))).toEqual(wrong);
    expect((await desk.refusedAudits('partnerToken')).map(({ resource_id }) => resource_id)).toEqual([
      partner.id,
      'unknown',
      'unknown',
    ]);
  });

  it('may be tried five times in five minutes from one place, and a right secret starts the count again', async () => {
    const { partner, secret } = await registered();
    for (let tries = 0; tries < 4; tries += 1) await token(partner.id, 'wrong');
    expect(await token(partner.id, secret)).toMatchObject({ __typename: 'PartnerToken' });
    for (let tries = 0; tries < 5; tries += 1)
      expect(await token(partner.id, 'wrong')).toMatchObject({ code: 'PARTNER_TOKEN_REFUSED' });
    expect(await token(partner.id, secret)).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', retryable: true });
    expect(await token((await registered()).partner.id, 'wrong')).toMatchObject({ code: 'PARTNER_TOKEN_REFUSED' });
  });

  it('renewed: the old secret and the tokens given for it are worth nothing', async () => {
    const { partner, secret } = await registered();
    const before = await desk.claimsOf((await token(partner.id, secret)).accessToken);
    const renewed = await send(renew, keyed({ partnerId: partner.id }));
    expect(renewed.secret).not.toBe(secret);
    expect(await token(partner.id, secret)).toMatchObject({ code: 'PARTNER_TOKEN_REFUSED' });
    const after = await desk.claimsOf((await token(partner.id, renewed.secret)).accessToken);
    expect(after.sid).not.toBe(before.sid);
    expect(await endedCredentials(partner.id)).toEqual([{ credentialId: before.sid, reason: 'renewed' }]);
  });

  it('ended: no more tokens, the gateway is told, and nothing can be done to them any more', async () => {
    const { partner, secret } = await registered();
    const { sid } = await desk.claimsOf((await token(partner.id, secret)).accessToken);
    const ended = await send(end, keyed({ partnerId: partner.id }));
    expect(ended.partner.endedAt).not.toBeNull();
    expect(await token(partner.id, secret)).toMatchObject({ code: 'PARTNER_TOKEN_REFUSED' });
    expect(await endedCredentials(partner.id)).toEqual([{ credentialId: sid, reason: 'ended' }]);
    expect(await send(renew, keyed({ partnerId: partner.id }))).toMatchObject({ code: 'PARTNER_ENDED' });
    expect(await send(end, keyed({ partnerId: partner.id }))).toMatchObject({ code: 'PARTNER_ENDED' });
    const unknown = await administrator().send(end, keyed({ partnerId: desk.service.world.newId() }));
    expect(unknown.errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('let a partner look up neither people nor other partners', async () => {
    const viewer: PartnerViewer = { kind: 'partner', partnerId: 'p', scopes: [...partnerPermissions], sites: siteIds };
    const client = desk.service.as(viewer, now);
    for (const query of ['{ partners { edges { node { id } } } }', '{ sites { edges { node { id } } } }'])
      expect((await client.send(query)).errors).toHaveLength(1);
    expect((await client.send(register, keyed({ name: 'x', scopes: ['listing.read'], siteIds }))).errors).toHaveLength(
      1,
    );
  });
});

const endedCredentials = async (partnerId: string) => {
  const sql = `SELECT data FROM outbox WHERE type = 'organization.partner.credential-ended.v1' AND data->>'partnerId' = $1`;
  const told = await desk.rows<{ data: { credentialId: string; reason: string } }>(sql, [partnerId]);
  return told.map(({ data: { credentialId, reason } }) => ({ credentialId, reason }));
};
