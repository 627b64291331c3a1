import assert from 'node:assert/strict';
import { base62, crc32 } from '../../src/core/detectors/checksums.ts';
import { isDummy, isPlaceholderPassword } from '../../src/core/detectors/dummy.ts';
import { candidatesAt } from '../../src/core/detectors/generic/candidate.ts';
import { structuredSecrets } from '../../src/core/detectors/generic/structuredSecrets.ts';
import { secrets } from '../../src/core/detectors/secrets/index.ts';
import { beginsAsVendorToken } from '../../src/core/detectors/secrets/vendorPrefix.ts';
import { createScanner } from '../../src/core/scan.ts';
import { createFake } from '../support/fake.ts';

const fake = createFake(3);

describe('values read around a keyword', () => {
  /** `«»` stand around the value; without them there must be none. */
  const check = (marked: string): void => {
    it(JSON.stringify(marked.slice(0, 60)), () => {
      const text = marked.replace(/[«»]/g, '');
      const keyword = /passw|secret|token|key|access|private/i.exec(text)!.index;
      const found = candidatesAt(text, keyword).candidates.map(({ start, end }) => text.slice(start, end));
      assert.deepEqual(found, /«(.*)»/s.exec(marked)?.slice(1) ?? []);
    });
  };
  check('password := "«open5esame»"');
  // A name with its own sign is read by itself, so a row of them costs no judgement each.
  check('password=password=password=');
  check('secret="token="token="token=');
  check('token ?= "«open5esame»"');
  check('token :::= "«open5esame»"');
  check('$token .= "«open5esame»";');
  check('var token string = "«open5esame»"');
  check("password '«open5esame»'");
  check('the password is "«open5esame»"');
  check('mysql --password «open5esame» -h db');
  check('mysql --password -h db');
  check('<token>\n  «open5esame»\n</token>');
  check('<add name="Password" value="«open5esame»" />');
  check('variable "token" {\n  type = string\n  default = "«open5esame»"\n}');
  check('Server=db;Password=«open5esame»;Database=app');
  check('?token=«open5esame»&page=2');
  check(`vendor-secret-«${fake.hex(8)}-${fake.hex(4)}-${fake.hex(4)}-${fake.hex(4)}-${fake.hex(12)}»`);
  check(`vendor ACCESS «${fake.lowerAlnum(32)}»`);
  check('vendor token verification');
  check('access = "open5esame"');
  check('publicKey = "open5esame"');
  check('passwordHash = "open5esame"');
  check('token_author = "open5esame"');
});

describe('tokens whose checksum covers their prefix', () => {
  const check = (what: string, token: string, confidence: string): void => {
    it(`${what}: ${confidence}`, () => assert.equal(createScanner(secrets).scan(token)[0]?.confidence, confidence));
  };
  const body = `${fake.join('jsr', 'p_')}${fake.alnum(29)}`;
  check('it fits', body + base62(crc32(body), 6), 'high');
  check('it does not fit', body + base62(crc32(body) ^ 1, 6), 'medium');
});

describe('what was made up', () => {
  const check = (value: string, dummy: boolean): void => {
    it(`${value} is ${dummy ? 'a dummy' : 'none'}`, () => assert.equal(isDummy(value), dummy));
  };
  check('xxxxxxxxxxxx', true);
  check('XXXXXXXXXX-XXXXXXXXXX', true);
  check('your-key-here', true);
  check(`12ab${'*'.repeat(12)}9f`, true);
  check(`${'A'.repeat(20)}${fake.alnum(60)}`, false);
  check('A'.repeat(24), false);
  check(fake.alnum(32), false);
});

describe('a vendor’s token that looks like nothing generated', () => {
  const check = (what: string, body: string, confidence: string | undefined): void => {
    it(`${what}: ${confidence ?? 'nothing'}`, () => {
      const found = createScanner(secrets).scan(`TOKEN=${fake.join('tskey-', 'api-')}${body}`);
      assert.deepEqual(
        found.filter(({ detector }) => detector === 'tailscale-key').map((finding) => finding.confidence),
        confidence === undefined ? [] : [confidence],
      );
    });
  };
  check('random', `${fake.alnum(12)}-${fake.alnum(24)}`, 'high');
  check('one letter over and over', `${'A'.repeat(12)}-${'B'.repeat(24)}`, 'medium');
  check('a mask', `${'x'.repeat(12)}-${'x'.repeat(24)}`, undefined);
  check('digits that count', `${'1234567890'.repeat(2)}-${'1234567890'.repeat(3)}`, undefined);
});

describe('what stands for a password', () => {
  const check = (value: string, placeholder: boolean): void => {
    it(`${value} ${placeholder ? 'does' : 'does not'}`, () => assert.equal(isPlaceholderPassword(value), placeholder));
  };
  check('${PASSWORD}', true);
  check('db_password', true);
  check('POSTGRES_PASSWORD', true);
  check('a'.repeat(16), true);
  check('open5esame', false);
});

describe('vendors’ tokens', () => {
  it('are known by how they begin', () => {
    assert.equal(beginsAsVendorToken(fake.join('gl', 'pat-') + fake.alnum(5)), true);
    assert.equal(beginsAsVendorToken(fake.alnum(20)), false);
  });
});

describe('secrets in documents', () => {
  const values = (text: string): string[] =>
    createScanner(structuredSecrets)
      .scan(text)
      .map(({ start, end }) => text.slice(start, end));
  it('finds every value of a Kubernetes Secret and nothing of the next document', () => {
    const [a, b, c] = [fake.base64(24), fake.base64(32), fake.base64(24)];
    const text = `kind: Secret\ndata:\n  one: ${a}\n  two: ${b}\ntype: Opaque\n---\nkind: ConfigMap\ndata:\n  three: ${c}\n`;
    assert.deepEqual(values(text), [a, b]);
  });
  it('finds the private members of a key and not its public ones', () => {
    const [n, d, p] = [fake.base64url(60), fake.base64url(60), fake.base64url(30)];
    assert.deepEqual(values(`{"kty":"RSA","n":"${n}","e":"AQAB","d":"${d}","p":"${p}"}`), [d, p]);
  });
});
