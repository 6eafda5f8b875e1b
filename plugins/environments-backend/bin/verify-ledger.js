#!/usr/bin/env node
/* eslint-disable no-console -- a command line */
const { existsSync, readFileSync } = require('node:fs');
const { resolve } = require('node:path');

/** Built in a published package; in a checkout Backstage's hook reads the sources. */
function load() {
  const built = resolve(
    __dirname,
    '../dist/domain/ledger/verifyCommand.cjs.js',
  );
  if (existsSync(built)) {
    return require(built);
  }
  require('@backstage/cli/config/nodeTransform.cjs');
  return require('../src/domain/ledger/verifyCommand');
}

const { exitCode, lines } = load().verifyLedgerCommand(
  process.argv.slice(2),
  file => readFileSync(file, 'utf8'),
);
(exitCode === 0 ? console.log : console.error)(lines.join('\n'));
process.exitCode = exitCode;
