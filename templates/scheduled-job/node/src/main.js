import { run } from './run.js';
import { work } from './work.js';

const stop = new AbortController();
['SIGTERM', 'SIGINT'].forEach(signal =>
  process.once(signal, () => stop.abort(new Error(`stopped by ${signal}`))),
);
const seconds = Number(process.env.DEADLINE_SECONDS);
process.exit(
  await run({
    work,
    stop: stop.signal,
    deadlineMs: (seconds > 0 ? seconds : 600) * 1000,
  }),
);
