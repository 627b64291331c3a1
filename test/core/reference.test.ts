import assert from 'node:assert/strict';
import { referenceEdit, referenceFor, variableFor } from '../../src/core/reference.ts';

describe('a reference in the language of the file', () => {
  /** The value is the word `value`. */
  function check(language: string, line: string, expected: string | undefined, path?: string): void {
    it(`${language}: ${line} → ${expected ?? 'none'}`, () => {
      const start = line.indexOf('value');
      const edit = referenceEdit({ text: line, start, end: start + 5, language, variable: 'API_KEY', ...(path !== undefined && { path }) });
      assert.equal(edit && line.slice(0, edit.start) + edit.text + line.slice(edit.end), expected);
    });
  }

  check('typescript', "const key = 'value';", 'const key = process.env.API_KEY;');
  check('javascriptreact', '<A key="value" />', '<A key={process.env.API_KEY} />');
  check('typescript', 'const url = `https://u:value@h`;', 'const url = `https://u:${process.env.API_KEY}@h`;');
  check('typescript', "const url = 'https://u:value@h';", undefined);
  check('typescript', '// value', undefined);
  check('python', 'key = "value"', 'key = os.environ["API_KEY"]');
  check('ruby', "key = 'value'", "key = ENV.fetch('API_KEY')");
  check('ruby', 'url = "https://u:value@h"', 'url = "https://u:#{ENV.fetch(\'API_KEY\')}@h"');
  check('php', "$key = 'value';", "$key = getenv('API_KEY');");
  check('go', 'key := "value"', 'key := os.Getenv("API_KEY")');
  check('java', 'String key = "value";', 'String key = System.getenv("API_KEY");');
  check('csharp', 'var key = "value";', 'var key = Environment.GetEnvironmentVariable("API_KEY");');
  check('rust', 'let key = "value";', 'let key = std::env::var("API_KEY").unwrap();');
  check('shellscript', 'export KEY=value', 'export KEY=${API_KEY}');
  check('shellscript', 'curl -u "me:value" h', 'curl -u "me:${API_KEY}" h');
  check('shellscript', "curl -u 'me:value' h", undefined);
  check('powershell', '$key = "value"', '$key = $env:API_KEY');
  check('bat', 'set KEY=value', 'set KEY=%API_KEY%');
  check('dockerfile', 'ENV KEY=value', 'ENV KEY=${API_KEY}');
  check('yaml', 'key: value', 'key: ${API_KEY}');
  check('yaml', 'key: "value"', 'key: "${API_KEY}"');
  check('yaml', 'key: value', 'key: ${{ secrets.API_KEY }}', '/repo/.github/workflows/ci.yml');
  check('dockercompose', '  - KEY=value', '  - KEY=${API_KEY}');
  check('terraform', 'token = "value"', 'token = var.api_key');
  check('properties', 'spring.key=value', 'spring.key=${API_KEY}');
  check('makefile', 'KEY = value', 'KEY = $(API_KEY)');
  check('perl', 'my $k = "a value b";', 'my $k = "a $ENV{API_KEY} b";');
  check('python', 'key = "it\\"s value"', undefined);
  check('json', '{"key": "value"}', undefined);
  check('constructor', 'value', undefined);
  check('dotenv', 'KEY=value', undefined);

  for (const [language, expected] of [
    ['typescript', 'process.env.API_KEY'],
    ['shellscript', '${API_KEY}'],
    ['markdown', undefined],
  ] as const) {
    it(`is ${expected ?? 'none'} in ${language} where there is no literal yet`, () =>
      assert.equal(referenceFor(language, 'API_KEY'), expected));
  }
});

describe('the name of a variable', () => {
  for (const [before, taken, expected] of [
    ['const stripeKey = "', [], 'STRIPE_KEY'],
    ['  "api-key": "', [], 'API_KEY'],
    ["config.db.password = '", [], 'PASSWORD'],
    ['headers["x-token"] = "', [], 'X_TOKEN'],
    ['key := "', [], 'KEY'],
    ["'secret' => '", [], 'SECRET'],
    ['call("', [], 'GITHUB_TOKEN'],
    ['call("', ['GITHUB_TOKEN', 'GITHUB_TOKEN_2'], 'GITHUB_TOKEN_3'],
    ['_2fa = "', [], '_2FA'],
  ] as const) {
    it(`after ${before} is ${expected}`, () => assert.equal(variableFor('GITHUB_TOKEN', before, new Set(taken)), expected));
  }
});
