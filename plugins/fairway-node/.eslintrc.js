module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    complexity: ['error', 10],
    'max-depth': ['error', 3],
    'max-params': ['error', 4],
    'jest/expect-expect': [
      'error',
      { assertFunctionNames: ['expect*', 'fc.assert'] },
    ],
  },
});
