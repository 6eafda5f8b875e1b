module.exports = require('../../packages/dev-world/eslint')(__dirname);
