// Runs inside a workspace: saves a file again and again, and measures until the
// running component shows what was saved.
//   node measure.mjs FILE URL COUNT
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const [file, url, count] = process.argv.slice(2);
const DEADLINE_MS = 60_000;
// The first time the service is compiled, and started.
const FIRST_DEADLINE_MS = 120_000;
const original = readFileSync(file, 'utf8');
const heading = /<h1>.*<\/h1>/;

if (!heading.test(original)) {
  throw new Error(`${file} has no heading to change`);
}

async function untilShown(text, deadline) {
  const begun = performance.now();
  while (performance.now() - begun < deadline) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) });
      if ((await answer.text()).includes(text)) {
        return performance.now() - begun;
      }
    } catch {
      // It is being started again.
    }
    await sleep(10);
  }
  throw new Error(`${url} did not show ${text}`);
}

const samples = [];
// The first is none of those that are counted.
for (let round = 0; round <= Number(count); round++) {
  const text = `Saved ${round} at ${Date.now()}`;
  writeFileSync(file, original.replace(heading, `<h1>${text}</h1>`));
  const took = await untilShown(text, round ? DEADLINE_MS : FIRST_DEADLINE_MS);
  samples.push(Math.round(took));
  // Nobody saves again before having seen anything.
  await sleep(300);
}
writeFileSync(file, original);
console.log(JSON.stringify({ first: samples[0], samples: samples.slice(1) }));
