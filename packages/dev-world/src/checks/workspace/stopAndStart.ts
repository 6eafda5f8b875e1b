import { seconds } from '../preview/report.ts';
import { need, type Stage } from './stage.ts';

const FILE = 'kept.txt';
const TEXT = 'written before the stop';

/** A stop ends what runs, and nothing that was written. */
export async function stopAndStart(stage: Stage): Promise<void> {
  const { report, desk, laptop, witness, made } = stage;
  report.title('Stop and start');
  const place = need(made.main);
  const connect = await desk.connect(place);
  await laptop.ssh(connect, `cat > ~/${FILE}`, TEXT);
  const volume = await witness.volumeOf(place);
  await desk.act('stop', place);
  const stopped = await desk.until(place, 'stopped');
  report.expect(
    'stopped by whom and why is said',
    stopped.stopped?.reason === 'Evidence' &&
      stopped.stopped.by.includes('bob'),
    stopped.stopped,
  );
  report.expect(
    'no pod and no process is left, but its volume',
    (await witness.podOf(place)) === undefined &&
      witness.processesOf(place).length === 0 &&
      witness.foldersOf(volume).length === 1,
    witness.processesOf(place),
  );
  const begun = Date.now();
  await desk.act('start', place);
  await desk.until(place, 'running');
  report.figure(`start to ready ${seconds(Date.now() - begun)}`);
  // The host key is checked: it must be the one that is known.
  const read = await laptop.ssh(connect, `cat ~/${FILE}`);
  report.expect(
    'the file is there, behind the same host key',
    read === TEXT,
    read,
  );
}
