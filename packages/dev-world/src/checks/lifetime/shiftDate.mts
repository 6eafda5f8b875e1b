/*
 * Loaded into a program before anything else (node --import): what it takes for
 * now is so many milliseconds later as the file FAIRWAY_CLOCK_FILE says at the
 * time. Timers go on as ever. For checks: nobody can wait two weeks.
 */
import { readFileSync } from 'node:fs';

const RealDate = Date;
const READ_EVERY_MS = 20;
const file = process.env.FAIRWAY_CLOCK_FILE;
let offset = 0;
let readAt = -Infinity;

function now(): number {
  const time = performance.now();
  if (file && time - readAt > READ_EVERY_MS) {
    readAt = time;
    offset = Number(readFileSync(file, 'utf8'));
  }
  return RealDate.now() + offset;
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(
      target,
      args.length > 0 ? args : [now()],
      newTarget,
    ) as Date,
  apply: () => new RealDate(now()).toString(),
  get: (target, key, receiver): unknown =>
    key === 'now' ? now : Reflect.get(target, key, receiver),
});
