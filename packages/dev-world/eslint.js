/**
 * The lint rules of this repository, on top of Backstage's own.
 * Used by every package: `module.exports = require('…/eslint')(__dirname);`
 */
const { basename, join } = require('node:path');
const factory = require('@backstage/cli/config/eslint-factory');

const root = join(__dirname, '../..');

// A decision is a pure function: what decides may not reach the network, the
// disk, a database or the clock's timers.
const IO_MODULES = [
  'express',
  'express-promise-router',
  'undici',
  'knex',
  'fs',
  'fs/promises',
  'net',
  'http',
  'https',
  'child_process',
  'timers',
  'timers/promises',
].flatMap(name => [name, `node:${name}`]);

const NO_IO = {
  paths: IO_MODULES.map(name => ({
    name,
    message: 'domain/ is pure: reads and writes belong in service/.',
  })),
  patterns: [
    {
      group: ['@backstage/backend-plugin-api', '@backstage/backend-*'],
      message: 'domain/ is pure: Backstage services belong in service/.',
    },
    {
      group: ['**/service/*', '**/actions/*', '**/router'],
      message: 'domain/ knows nothing of those who call it.',
    },
  ],
};

const BY_PATH_ONLY = ['core', 'icons', 'lab'].map(name => ({
  name: `@material-ui/${name}`,
  message: `Import by path: '@material-ui/${name}/…'.`,
}));

// Packages that are all looks.
const LOOKS = new Set(['app', 'fairway-react']);

module.exports = dir =>
  factory(dir, {
    plugins: ['@typescript-eslint'],
    rules: {
      complexity: ['error', 10],
      'max-depth': ['error', 3],
      'max-params': ['error', 4],
      // The dev world prints to the terminal; that is what it is for.
      'no-console': dir === __dirname ? 'off' : 'error',
    },
    restrictedImports: BY_PATH_ONLY,
    overrides: [
      {
        files: ['**/*.ts', '**/*.tsx'],
        excludedFiles: ['**/*.d.ts'],
        parserOptions: {
          project: join(root, 'tsconfig.json'),
          tsconfigRootDir: root,
        },
        rules: {
          '@typescript-eslint/no-explicit-any': 'error',
          '@typescript-eslint/no-floating-promises': 'error',
        },
      },
      {
        // The rows of a table of cases have as many columns as they need.
        files: ['**/*.test.ts', '**/*.test.tsx'],
        rules: { 'max-params': 'off' },
      },
      {
        files: ['**/domain/**/*.ts'],
        excludedFiles: ['**/*.test.ts'],
        rules: { '@typescript-eslint/no-restricted-imports': ['error', NO_IO] },
      },
      {
        // Material UI stays in fairway-react and in thin components, so that
        // the look can change in one place.
        files: ['**/src/**/*.ts', '**/src/**/*.tsx'],
        excludedFiles: LOOKS.has(basename(dir)) ? ['**'] : ['**/components/**'],
        rules: {
          'no-restricted-syntax': [
            'error',
            {
              selector: 'ImportDeclaration[source.value=/^@material-ui/]',
              message:
                'Material UI belongs in fairway-react or in a component under components/.',
            },
          ],
        },
      },
    ],
  });
