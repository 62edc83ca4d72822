#!/usr/bin/env node
'use strict';
// Runs on any Node: on one that is too old it hands over to the Node 24 that npm installed beside the program,
// or says what to do; without this check the store's native module would end the process with a segmentation fault.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { spawn } = require('node:child_process');

const root = join(__dirname, '..');
const program = join(root, 'dist', 'src', 'infrastructure', 'main.js');
const bundled = join(root, 'node_modules', '.bin', 'node');

function isRecentEnough(version) {
  const parts = version.split('.').map(Number);
  const major = parts[0];
  const minor = parts[1];
  return major === 22 ? minor >= 22 : major === 24 ? minor >= 6 : major > 24;
}

function refuse(lines) {
  process.stderr.write(lines.join('\n') + '\n');
  process.exit(1);
}

function handOver() {
  const child = spawn(bundled, [__filename].concat(process.argv.slice(2)), {
    stdio: 'inherit',
    env: Object.assign({}, process.env, { NODE_CHOSEN_BY_HOOKLINE: '1' }),
  });
  ['SIGTERM', 'SIGINT', 'SIGHUP'].forEach(function (signal) {
    process.on(signal, function () {
      child.kill(signal);
    });
  });
  child.on('exit', function (code, signal) {
    process.exit(signal === null ? code : 1);
  });
}

if (!existsSync(program)) {
  refuse(['Hookline is not compiled yet. Run: npm ci && npm run build']);
} else if (isRecentEnough(process.versions.node)) {
  require(program);
} else if (existsSync(bundled) && process.env.NODE_CHOSEN_BY_HOOKLINE !== '1') {
  handOver();
} else {
  refuse([
    'Hookline needs Node 22.22 or later on line 22, or Node 24.6 or later; this is Node ' + process.versions.node + '.',
    'Install Node 24, or on Linux x64 run npm ci without --omit=optional: it brings Node 24 along.',
  ]);
}
