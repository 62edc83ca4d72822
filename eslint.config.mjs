import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const refuse = (message, selector) => ({ selector, message });

const everywhere = [
  refuse('Name the argument; point-free is for libraries.', "CallExpression[callee.name='flow']"),
  refuse(
    'Use flatMap, mapError, match, orElse; the old names read backwards.',
    'MemberExpression[object.name=/^(E|TE|O|RA|RNEA|RR)$/][property.name=/^(chain|chainW|chainFirst|fold|foldW|bimap|alt|altW)$/]',
  ),
];
const environment = refuse(
  'The environment is read once, in src/infrastructure/config.',
  "MemberExpression[object.name='process'][property.name='env']",
);
const pure = [
  ...everywhere,
  environment,
  refuse('Return a refusal or a failure; do not throw.', 'ThrowStatement'),
  refuse('Errors are values here.', 'TryStatement'),
  refuse('Functions on data; no classes.', 'ClassDeclaration, ClassExpression'),
  refuse('No decorators here.', 'Decorator'),
  refuse('Take the time as an argument.', "NewExpression[callee.name='Date'][arguments.length=0]"),
  refuse('Take the time as an argument.', "MemberExpression[object.name='Date'][property.name='now']"),
  refuse('Take randomness as an argument.', "MemberExpression[object.name='Math'][property.name='random']"),
];
const synchronous = [
  refuse('The domain does not wait.', 'AwaitExpression, ForOfStatement[await=true]'),
  refuse('The domain does not wait.', ':function[async=true]'),
];

export default tseslint.config(
  { ignores: ['dist/', '.build/', 'coverage/', 'node_modules/', '.data/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { allowDefaultCaseForExhaustiveSwitch: false, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      // An exhaustive switch is one decision, however many members the union has.
      complexity: ['error', { max: 8, variant: 'modified' }],
      'max-depth': ['error', 3],
      'max-params': ['error', 4],
      eqeqeq: ['error', 'smart'],
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      // One small part of fp-ts, the same names in every file. @adr 0002
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: 'fp-ts', message: "Import 'fp-ts/<Module>'." }],
          patterns: [
            { regex: '^fp-ts/(lib|es6)/', message: "Import 'fp-ts/<Module>'." },
            { regex: '^fp-ts/(Reader|State|Free|HKT|IO)', message: 'Pass arguments; no Reader, State or HKT.' },
            { regex: '^@?inversify.*/lib/', message: "Import 'inversify'." },
          ],
        },
      ],
      'no-restricted-syntax': ['error', ...everywhere],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/infrastructure/config/**', 'src/infrastructure/main.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, environment] },
  },
  {
    // Layers: what the application may not do. @adr 0002
    files: ['src/application/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...pure] },
  },
  {
    // Layers: what the domain may not do. @adr 0002
    files: ['src/domain/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...pure, ...synchronous] },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/adapters/inbound/*/dto/**/*.ts', 'src/infrastructure/config/**/*.ts'],
    rules: { '@typescript-eslint/no-extraneous-class': ['error', { allowEmpty: true }] },
  },
  {
    files: ['test/crash/crash.ts', 'test/faults/faults.ts', 'test/fuzz/fuzz.ts', 'bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.cjs', '**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', performance: 'readonly', URL: 'readonly', setTimeout: 'readonly' },
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly', __filename: 'readonly' },
    },
  },
  {
    files: ['**/*.config.mjs'],
    rules: { 'no-restricted-exports': 'off' },
  },
);
