import { until } from '../../world/bootstrap.ts';
import { seconds } from '../preview/report.ts';
import { IDLE_MINUTES, need, type Stage } from './stage.ts';

/** How long after its time an unused workspace may still run: passes of the loop. */
const SLACK_MS = 120_000;

/** One that nobody uses stops and says so; one that is kept awake does not. */
export async function idle(stage: Stage): Promise<void> {
  const { report, desk, browser, made } = stage;
  report.title('Nobody is there');
  const [unused, kept] = [need(made.main), need(made.branch)];
  // An open page with a terminal would be somebody.
  await browser.close();
  if ((await desk.find(kept))?.state !== 'running') {
    await desk.act('start', kept);
    await desk.until(kept, 'running');
  }
  await desk.act('keep-awake', kept, { hours: 1 });
  for (const place of [unused, kept]) {
    await desk.act('set-idle', place, { idleMinutes: IDLE_MINUTES });
  }
  const before = await desk.find(unused);
  report.expect(
    'it says why it is alive and when it stops',
    Boolean(before?.idle.aliveBecause && before.idle.stopsAt),
    before?.idle,
  );
  const begun = Date.now();
  const stopped = await desk.until(
    unused,
    'stopped',
    IDLE_MINUTES * 60_000 + SLACK_MS,
  );
  report.figure(
    `idle stop after ${seconds(
      Date.now() - begun,
    )} (${IDLE_MINUTES} min asked for)`,
  );
  report.note(stopped.message);
  report.expect(
    'the stop explains itself: for how long there was no sign, and which was the last',
    /no sign of life for 1 minute/i.test(stopped.stopped?.reason ?? '') &&
      /last/.test(stopped.stopped?.reason ?? ''),
    stopped.stopped,
  );
  await report.step('its owner is told of it by a notification', () =>
    until(
      'the notification',
      async () =>
        (
          await desk.told()
        ).some(
          ({ title, description = '' }) =>
            /^Your workspace of storefront was stopped$/.test(title) &&
            description.includes(stopped.stopped?.reason ?? '?'),
        ),
      { timeoutMs: SLACK_MS, everyMs: 1_000 },
    ),
  );
  const awake = await desk.find(kept);
  report.expect(
    'the one that is kept awake still runs, and says until when',
    awake?.state === 'running' && awake.idle.keepAwakeUntil !== undefined,
    awake?.idle,
  );
  report.note(awake?.idle.aliveBecause ?? '');
}
