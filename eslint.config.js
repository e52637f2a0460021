import eslint from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Who may import whom. test/architecture walks the same rules over every import, resolved. */
const zones = [
  { target: './shared', from: ['./electron', './renderer', './hub', './scripts'] },
  { target: './renderer', from: ['./electron', './hub', './scripts'] },
  { target: './electron', from: ['./renderer', './hub', './scripts'] },
  { target: './hub', from: ['./electron', './renderer', './scripts'] },
  { target: './electron/preload.ts', from: './shared', except: ['./ipc/channels.ts'] },
  { target: './electron/services', from: './electron', except: ['./services'] },
  {
    target: ['./electron/shell', './electron/adapters'],
    from: './electron/services',
    except: ['./ports.ts', './hub-ports.ts', './sign-in-ports.ts'],
  },
  { target: ['./electron/shell', './electron/adapters'], from: './electron/ipc' },
  { target: './electron/shell', from: './electron/adapters' },
  { target: './electron/ipc', from: ['./electron/shell', './electron/adapters'] },
  { target: ['./shared', './electron', './renderer', './hub', './scripts'], from: ['./test', './bench'] },
];

const outsideTheCore = [
  'window',
  'document',
  'navigator',
  'localStorage',
  'sessionStorage',
  'process',
  'Buffer',
  'fetch',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'console',
];

export default defineConfig(
  { ignores: ['dist/', 'release/', 'test-results/', 'coverage/', 'tour/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-default-export': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // Called deprecated to stand out; we allow it on loopback only.
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', package: 'oauth4webapi', name: 'allowInsecureRequests' }] },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // A promise given to an event of React or Node that drops it is a lost error; a `void` says it is meant.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Takes what Electron's own factories return for something that only looks like the class.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Parts are made by factories, not classes: their functions have no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      // A type parameter used once still ties a channel's name to its payload inside the function.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      eqeqeq: 'error',
      // tsc knows the globals of each room better.
      'no-undef': 'off',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of strings: enums are not erasable.' },
      ],
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...outsideTheCore],
      'no-restricted-imports': [
        'error',
        { patterns: ['node:*', 'electron', 'electron/*', 'react', 'react-dom'] },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Take `now` as an argument.' },
        { object: 'Math', property: 'random', message: 'Take the random value as an argument.' },
      ],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['node:*', 'electron', 'electron/*'] }],
    },
  },
  {
    // Command-line programs talk on the console; tools ask for default exports.
    files: ['scripts/**', 'bench/**', 'hub/cli/**', 'bin/**', 'test/**', '*.ts', '*.js'],
    rules: { 'no-console': 'off' },
  },
  { files: ['*.ts', '*.js', 'scripts/after-pack.mjs'], rules: { 'import-x/no-default-export': 'off' } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    // The linter does not see a cast written in JSDoc; tsc, which does, checks these files strictly.
    files: ['**/*.{mjs,cjs,js}'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      // A missing element ends the test where it is missing, which is what a test wants.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Playwright's fixtures take `{}` for "no other fixtures".
      'no-empty-pattern': 'off',
    },
  },
);
