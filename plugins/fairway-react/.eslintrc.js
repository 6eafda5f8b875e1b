const config = require('../../packages/dev-world/eslint')(__dirname);

// This package is where Material UI lives.
module.exports = {
  ...config,
  overrides: [
    ...config.overrides,
    {
      files: ['src/**/*.ts', 'src/**/*.tsx'],
      rules: { 'no-restricted-syntax': 'off' },
    },
  ],
};
