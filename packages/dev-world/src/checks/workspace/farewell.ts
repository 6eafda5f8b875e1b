import { PortalError } from '../../portal/api.ts';
import type { Place } from './desk.ts';
import { need, type Stage } from './stage.ts';

/** A deletion warns of work that would be lost, and then leaves nothing. */
export async function farewell(stage: Stage): Promise<void> {
  const { report, made } = stage;
  report.title('Delete');
  await warned(stage, need(made.branch));
  await gone(stage, need(made.branch));
  await gone(stage, need(made.main));
}

async function warned(
  { report, desk, laptop }: Stage,
  place: Place,
): Promise<void> {
  const connect = await desk.connect(place);
  const folder = (await desk.find(place))?.repository.folder;
  await laptop.ssh(
    connect,
    `cd ${folder} && echo x > new.txt && git add new.txt && git -c user.name=Bob -c user.email=bob@example.com commit -qm "Not pushed"`,
  );
  const plan = await desk.plan('delete', place);
  const unpushed = plan.findings.find(({ id }) => id === 'unpushed');
  report.expect(
    'the plan warns of the commit that no remote has',
    unpushed?.severity === 'confirm' && /1 commit/.test(unpushed.message),
    plan.findings,
  );
  const refused = await desk
    .carryOut('delete', place, { version: plan.version, acknowledged: [] })
    .then(
      () => undefined,
      (error: Error) => error,
    );
  report.expect(
    'without a tick it is not deleted',
    refused instanceof PortalError &&
      (await desk.find(place))?.state === 'running',
    refused?.message,
  );
}

async function gone(
  { report, desk, witness }: Stage,
  place: Place,
): Promise<void> {
  const volume = await witness.volumeOf(place);
  const before = await witness.leftOf(place, volume);
  report.note(`${before.length} traces before: ${before.join(', ')}`);
  await desk.act('delete', place);
  await report.step(
    `${place.name} leaves no object, volume, folder or process`,
    () => witness.untilGone(place, volume),
  );
}
