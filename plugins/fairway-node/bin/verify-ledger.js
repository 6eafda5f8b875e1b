#!/usr/bin/env node
/* eslint-disable no-console -- a command line */
const { existsSync, readFileSync } = require('node:fs');
const { resolve } = require('node:path');

/** The sources, which Backstage's hook reads, in a checkout; a published package has none. */
function load() {
  if (existsSync(resolve(__dirname, '../src'))) {
    require('@backstage/cli/config/nodeTransform.cjs');
    return require('../src/evidence/verifyCommand');
  }
  return require('../dist/evidence/verifyCommand.cjs.js');
}

const { exitCode, lines } = load().verifyLedgerCommand(
  process.argv.slice(2),
  file => readFileSync(file, 'utf8'),
);
(exitCode === 0 ? console.log : console.error)(lines.join('\n'));
process.exitCode = exitCode;
