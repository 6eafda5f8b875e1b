/** What was measured, and whether an alert must fire then. */
export interface AlertCase {
  alert: string;
  when: string;
  fires: boolean;
  /** When it is asked, in minutes from the first measurement. */
  minute: number;
  /** Series to its values, one a minute: `0+60x30` counts 60 more each time. */
  series: Record<string, string>;
}

/** Of the environment whose alerts they are. */
export interface Names {
  name: string;
  namespace: string;
  /** Of a run, in seconds; only jobs have one. */
  deadline: number;
}

type Of = (namespace: string) => Record<string, string>;

/** Another environment of the same component, seen by the same Prometheus. */
const ELSEWHERE = 'elsewhere';

/** Something fires in its own environment, and by itself in no other. */
function firing(
  alert: string,
  { namespace }: Names,
  cases: { when: string; minute: number; bad: Of; good: Of }[],
): AlertCase[] {
  return cases.flatMap(({ when, minute, bad, good }) => [
    {
      ...{ alert, when, minute, fires: true },
      series: { ...bad(namespace), ...good(ELSEWHERE) },
    },
    {
      ...{ alert, when: `not here, but elsewhere ${when}`, minute },
      ...{ fires: false },
      series: { ...good(namespace), ...bad(ELSEWHERE) },
    },
  ]);
}

function quiet(
  alert: string,
  { namespace }: Names,
  cases: { when: string; minute: number; series: Of }[],
): AlertCase[] {
  return cases.map(({ when, minute, series }) => ({
    ...{ alert, when, minute, fires: false },
    series: series(namespace),
  }));
}

function serviceCases(names: Names): AlertCase[] {
  const answers =
    (counts: Record<string, string>): Of =>
    namespace =>
      Object.fromEntries(
        Object.entries(counts).map(([status, values]) => [
          `http_request_duration_seconds_count{namespace="${namespace}", job="${names.name}", method="GET", route="/", status="${status}"}`,
          values,
        ]),
      );
  const fast =
    (within: string): Of =>
    namespace => ({
      ...answers({ 200: '0+100x40' })(namespace),
      [`http_request_duration_seconds_bucket{namespace="${namespace}", job="${names.name}", method="GET", route="/", status="200", le="0.5"}`]:
        within,
    });
  const up =
    (...values: string[]): Of =>
    namespace =>
      Object.fromEntries(
        values.map((one, index) => [
          `up{namespace="${namespace}", job="${names.name}", instance="${index}"}`,
          one,
        ]),
      );
  return [
    ...firing('ErrorRate', names, [
      {
        when: 'one in twenty requests fails',
        minute: 15,
        bad: answers({ 200: '0+95x40', 503: '0+5x40' }),
        good: answers({ 200: '0+100x40' }),
      },
    ]),
    ...quiet('ErrorRate', names, [
      {
        when: 'one in two hundred fails',
        minute: 15,
        series: answers({ 200: '0+199x40', 500: '0+1x40' }),
      },
      {
        when: 'it is the clients who are wrong',
        minute: 15,
        series: answers({ 200: '0+50x40', 404: '0+50x40' }),
      },
      {
        when: 'one request failed, once',
        minute: 15,
        series: answers({ 200: '0+20x40', 500: '0x10 1x30' }),
      },
    ]),
    ...firing('Slow', names, [
      {
        when: 'one in ten requests is slow',
        minute: 20,
        bad: fast('0+90x40'),
        good: fast('0+99x40'),
      },
    ]),
    ...firing('Down', names, [
      {
        when: 'no pod answers',
        minute: 10,
        bad: up('0x20', '0x20'),
        good: up('1x20', '1x20'),
      },
      { when: 'there is no pod', minute: 10, bad: up(), good: up('1x20') },
    ]),
    ...quiet('Down', names, [
      { when: 'one of two answers', minute: 10, series: up('0x20', '1x20') },
      {
        when: 'nobody answers for two minutes',
        minute: 7,
        series: up('1x5 0x1 1x10'),
      },
    ]),
  ];
}

function workerCases(names: Names): AlertCase[] {
  const passes =
    (ok: string, failed: string): Of =>
    namespace =>
      Object.fromEntries(
        Object.entries({ ok, failed }).map(([outcome, values]) => [
          `worker_passes_total{namespace="${namespace}", job="${names.name}", outcome="${outcome}"}`,
          values,
        ]),
      );
  const success =
    (...values: string[]): Of =>
    namespace =>
      Object.fromEntries(
        values.map((one, index) => [
          `worker_last_success_timestamp_seconds{namespace="${namespace}", job="${names.name}", instance="${index}"}`,
          one,
        ]),
      );
  return [
    ...firing('PassesFailing', names, [
      {
        when: 'one in five passes fails',
        minute: 25,
        bad: passes('0+8x40', '0+2x40'),
        good: passes('0+10x40', '0x40'),
      },
    ]),
    ...quiet('PassesFailing', names, [
      {
        when: 'one in twenty fails',
        minute: 25,
        series: passes('0+19x40', '0+1x40'),
      },
    ]),
    ...firing('NoProgress', names, [
      {
        when: 'the last pass was long ago',
        minute: 25,
        bad: success('60x40'),
        good: success('0+60x40'),
      },
      {
        when: 'there is no pod',
        minute: 10,
        bad: success(),
        good: success('0+60x40'),
      },
    ]),
    ...quiet('NoProgress', names, [
      {
        when: 'one of two has none',
        minute: 25,
        series: success('60x40', '0+60x40'),
      },
    ]),
  ];
}

/** A run of a job, as kube-state-metrics tells of it. */
interface Run {
  /** Seconds. */
  start: number;
  failed: string;
}

function jobCases(names: Names): AlertCase[] {
  const { name, deadline } = names;
  const cron =
    (said: Record<string, string>): Of =>
    namespace =>
      Object.fromEntries(
        Object.entries(said).map(([metric, values]) => [
          `kube_cronjob_${metric}{namespace="${namespace}", cronjob="${name}"}`,
          values,
        ]),
      );
  const runs =
    (list: Run[], said: Record<string, string>): Of =>
    namespace => ({
      ...cron(said)(namespace),
      ...Object.fromEntries(
        list.flatMap(({ start, failed }) => {
          const labels = `namespace="${namespace}", job_name="${name}-${start}"`;
          return [
            [`kube_job_status_start_time{${labels}}`, `${start}x200`],
            [`kube_job_failed{${labels}, condition="true"}`, failed],
            [`kube_job_failed{${labels}, condition="false"}`, '0x200'],
            // A pod failed, whatever became of the run.
            [`kube_job_status_failed{${labels}}`, '1x200'],
          ];
        }),
      ),
    });
  const success = 'status_last_successful_time';
  const scheduled = 'status_last_schedule_time';
  const minutes = Math.ceil(deadline / 60);
  const well = cron({
    created: '0x300',
    // Each hour, and done within a minute.
    [scheduled]: '0x59 3600x59 7200x59',
    [success]: '0x60 3660x59 7260x59',
    next_schedule_time: '3600x59 7200x59 10800x59',
  });
  return [
    ...firing('JobFailed', names, [
      {
        when: 'the last run failed',
        minute: 20,
        bad: runs([{ start: 600, failed: '0x11 1x200' }], {
          [success]: '300x200',
        }),
        good: well,
      },
      {
        when: 'the first run failed',
        minute: 20,
        bad: runs([{ start: 600, failed: '0x11 1x200' }], {}),
        good: well,
      },
    ]),
    ...quiet('JobFailed', names, [
      {
        when: 'a pod failed, and the run tries again',
        minute: 20,
        series: runs([{ start: 600, failed: '0x200' }], {
          [success]: '300x200',
        }),
      },
      {
        when: 'the run after it succeeded',
        minute: 30,
        series: runs(
          [
            { start: 600, failed: '0x11 1x200' },
            { start: 1200, failed: '0x200' },
          ],
          { [success]: '300x21 1300x200' },
        ),
      },
    ]),
    ...firing('JobNotSucceeding', names, [
      {
        when: 'the last run has not succeeded',
        minute: 60 + minutes + 10,
        bad: cron({
          created: '0x300',
          [scheduled]: '0x59 3600x200',
          [success]: '60x200',
        }),
        good: well,
      },
      {
        when: 'none has ever succeeded',
        minute: 60 + minutes + 10,
        bad: cron({ created: '0x300', [scheduled]: '_x59 3600x200' }),
        good: well,
      },
    ]),
    ...quiet('JobNotSucceeding', names, [
      {
        when: 'the run is under way',
        minute: 60 + minutes,
        series: cron({
          created: '0x300',
          [scheduled]: '0x59 3600x200',
          [success]: '60x200',
        }),
      },
      {
        when: 'it runs once a week, and did',
        minute: 3 * 24 * 60,
        series: cron({
          created: '0x5000',
          [scheduled]: '600x5000',
          [success]: '660x5000',
        }),
      },
      {
        when: 'it runs each minute, nearly all the time',
        minute: 120,
        series: cron({
          created: '0x300',
          [scheduled]: '0+60x200',
          [success]: '-10+60x200',
        }),
      },
      {
        when: 'somebody suspended it',
        minute: 60 + minutes + 10,
        series: cron({
          created: '0x300',
          spec_suspend: '1x300',
          [scheduled]: '0x59 3600x200',
          [success]: '60x200',
        }),
      },
    ]),
    ...firing('JobNotStarting', names, [
      {
        when: 'a run was due, and did not start',
        minute: 60 + 15 + minutes + 10,
        bad: cron({ next_schedule_time: '3600x300' }),
        good: well,
      },
    ]),
    ...quiet('JobNotStarting', names, [
      {
        when: 'the run before it takes its time',
        minute: 60 + 15 + minutes,
        series: cron({ next_schedule_time: '3600x300' }),
      },
    ]),
  ];
}

/** When alerts must fire, and when not, for all alerts of the templates. */
export const alertCases = (names: Names): AlertCase[] => [
  ...serviceCases(names),
  ...workerCases(names),
  ...jobCases(names),
];
