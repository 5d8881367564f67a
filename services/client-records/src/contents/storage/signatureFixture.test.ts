import { describe, expect, it } from '@jest/globals';
import { isSigned, type SignedRequest, signatureOf } from './signatureFixture.ts';

/** Published by Amazon: "Authenticating Requests: Using the Authorization Header (AWS Signature Version 4)". */
const key = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
};
const at = new Date('2013-05-24T00:00:00Z');
const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const request = (method: string, url: string, more: Record<string, string> = {}): SignedRequest => ({
  method,
  url,
  headers: {
    host: 'examplebucket.s3.amazonaws.com',
    'x-amz-content-sha256': nothing,
    'x-amz-date': '20130524T000000Z',
    ...more,
  },
});

const basic = ['host', 'x-amz-content-sha256', 'x-amz-date'];
const ranged = request('GET', '/test.txt', { range: 'bytes=0-9' });
const written = request('PUT', '/test%24file.text', {
  date: 'Fri, 24 May 2013 00:00:00 GMT',
  'x-amz-storage-class': 'REDUCED_REDUNDANCY',
  'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
});

describe('the S3 of the tests asks for the signatures that Amazon published', () => {
  it.each([
    [
      'get an object',
      ranged,
      ['host', 'range', 'x-amz-content-sha256', 'x-amz-date'],
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      'put an object',
      written,
      ['date', 'host', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-storage-class'],
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ],
    [
      'get the life cycle of a bucket',
      request('GET', '/?lifecycle'),
      basic,
      'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
    ],
    [
      'list a bucket',
      request('GET', '/?max-keys=2&prefix=J'),
      basic,
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    ],
  ])('%s', (_, asked, signed, signature) => {
    expect(signatureOf(asked, signed, key)).toBe(signature);
  });

  const signed = (names: readonly string[], asked = ranged): SignedRequest => ({
    ...asked,
    headers: {
      ...asked.headers,
      authorization: `AWS4-HMAC-SHA256 Credential=${key.accessKeyId}/20130524/us-east-1/s3/aws4_request,SignedHeaders=${names.join(';')},Signature=${signatureOf(asked, names, key)}`,
    },
  });

  it.each<[string, SignedRequest, Date, boolean]>([
    ['a genuine one', signed(basic), at, true],
    ['none', ranged, at, false],
    ['one for another object', { ...signed(basic), url: '/other.txt' }, at, false],
    ['one for another act', { ...signed(basic), method: 'DELETE' }, at, false],
    ['one that leaves a header of Amazon out', signed(['host', 'x-amz-date']), at, false],
    ['one of yesterday', signed(basic), new Date('2013-05-25T00:00:00Z'), false],
  ])('%s is taken: %4$s', (_, asked, now, taken) => {
    expect(isSigned(asked, key, now)).toBe(taken);
  });
});
