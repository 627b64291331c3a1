import tseslint from 'typescript-eslint';

const NODE = { group: ['node:*'], message: 'The core does no I/O: let the caller bring it in.' };
const NODE_IN_PAGE = { group: ['node:*'], message: 'The page runs in a browser.' };
const VSCODE = { group: ['vscode'], message: 'Only src/vscode knows VS Code.' };
/** @param {...string} rooms */
const roomsOf = (...rooms) => ({
  group: rooms.map((room) => `**/${room}/**`),
  message: 'Imports run one way: core ← node ← {cli, receiver, vscode}.',
});

/** @param {object[]} patterns */
const noImports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

/** What VS Code shows goes through `vscode.l10n.t`, so that it can be translated. A name or a mere symbol is no text. */
function translatable() {
  const message = 'Users read this: vscode.l10n.t(…), and its translation in l10n/.';
  const text = 'Literal[value=/[a-z]{2,} [a-z]|^[A-Z][a-z]+$/]:not([value="Cordon"])';
  const shown = 'CallExpression[callee.property.name=/^(show(Information|Warning|Error)Message|setStatusBarMessage)$/]';
  const fields = 'Property[key.name=/^(title|label|detail|description|placeHolder|prompt|tooltip)$/]';
  return [
    { selector: `${shown} > ${text}`, message },
    { selector: `${shown} > TemplateLiteral > TemplateElement[value.raw=/[a-z]{2,} [a-z]/]`, message },
    { selector: `${fields} > ${text}`, message },
    { selector: `${fields} > TemplateLiteral > TemplateElement[value.raw=/[a-z]{2,} [a-z]/]`, message },
  ];
}

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', '.vscode-test/', 'src/core/accelerator/assembly/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict],
    rules: {
      'no-console': 'off',
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      // What is taken out of an object by name is meant to be left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      // An index that was just checked needs no second look; `noUncheckedIndexedAccess` sees to the others.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // `void promise` says that nobody waits, and `=> void` in a callback's type says that nobody looks.
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  { files: ['src/**/*.ts'], ignores: ['src/cli/**'], rules: { 'no-console': 'error' } },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      ...noImports(NODE, VSCODE, roomsOf('node', 'cli', 'vscode', 'receiver', 'worker')),
      'no-restricted-globals': ['error', 'process', 'Buffer', 'fetch', 'setTimeout', 'performance'],
    },
  },
  // Detectors are data: their functions are typed by `Detector`.
  { files: ['src/core/detectors/**/*.ts'], rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' } },
  { files: ['src/node/**/*.ts'], rules: noImports(VSCODE, roomsOf('cli', 'vscode', 'receiver')) },
  { files: ['src/cli/**/*.ts', 'src/worker/**/*.ts'], rules: noImports(VSCODE, roomsOf('vscode')) },
  { files: ['src/receiver/**/*.ts'], rules: noImports(VSCODE, roomsOf('cli', 'vscode')) },
  // The page runs in a browser: it knows the receiver's types and nothing else.
  {
    files: ['src/receiver/dashboard/**/*.ts'],
    rules: noImports(VSCODE, NODE_IN_PAGE, roomsOf('cli', 'vscode', 'node')),
  },
  {
    files: ['src/vscode/**/*.ts'],
    rules: { ...noImports(roomsOf('cli', 'receiver')), 'no-restricted-syntax': ['error', ...translatable()] },
  },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-unused-expressions': 'off' } },
);
