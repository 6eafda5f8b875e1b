import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { run } from '../../../build/run.ts';
import type { TemplateJudges } from '../../../build/templateJudges.ts';
import { attempt } from '../attempt.ts';
import type { Case, Judge, Subject } from '../types.ts';

/**
 * Tests of kube-score that do not fit, each with the reason: images are named by
 * commit, so that pulling what is there again brings nothing; spread constraints
 * do what it wants an anti-affinity for.
 */
const NOT_FITTING = [
  'container-image-pull-policy',
  'deployment-has-host-podantiaffinity',
];

/** A development environment may do with one replica. */
const NOT_FITTING_DEV = ['horizontalpodautoscaler-replicas'];

/** A case for each file of the tree that matches. */
const eachFile = (
  subject: Subject,
  pattern: RegExp,
  judge: (file: string) => Promise<string[]>,
): Case[] =>
  [...subject.tree]
    .filter(([file]) => pattern.test(file))
    .map(([file, text]) => ({
      what: file,
      key: JSON.stringify([path.basename(file), text]),
      judge: () => judge(path.join(subject.folder, file)),
    }));

export const kubeScoreJudge = ({ kubeScore }: TemplateJudges): Judge => ({
  name: 'kube-score',
  cases: subject =>
    subject.environments.map(({ name, yaml }) => ({
      what: name,
      key: yaml,
      judge: () =>
        attempt(
          [
            ...[kubeScore, 'score', '--output-format', 'ci'],
            ...['--exit-one-on-warning'],
            ...[
              ...NOT_FITTING,
              ...(name === 'dev' ? NOT_FITTING_DEV : []),
            ].flatMap(test => ['--ignore-test', test]),
            '-',
          ],
          { input: yaml },
        ).then(findings =>
          findings.map(finding =>
            finding
              .split('\n')
              .filter(line => !/^\[(OK|SKIPPED)\]/.test(line))
              .join('\n'),
          ),
        ),
    })),
  twin: {
    file: /^deploy\/(base\/(deployment|cronjob)\.yaml|chart\/templates\/_helpers\.tpl)$/,
    from: 'readOnlyRootFilesystem: true',
    to: 'readOnlyRootFilesystem: false',
  },
});

export const hadolintJudge = ({ hadolint }: TemplateJudges): Judge => ({
  name: 'hadolint',
  cases: subject =>
    eachFile(subject, /(^|\/)Dockerfile$/, file =>
      attempt([hadolint, '--failure-threshold', 'info', file]),
    ),
  twin: { file: /^Dockerfile$/, from: /:[0-9.]+-alpine\S+/, to: ':latest' },
});

/** GitHub's workflows; Gitea reads the same language. */
export const actionlintJudge = ({
  actionlint,
  shellcheck,
}: TemplateJudges): Judge => ({
  name: 'actionlint',
  cases: subject =>
    eachFile(subject, /^\.(github|gitea)\/workflows\//, file =>
      attempt([
        ...[actionlint, '-no-color', '-shellcheck', shellcheck],
        ...['-pyflakes', '', file],
      ]),
    ),
  twin: {
    file: /^\.(github|gitea)\/workflows\//,
    from: 'needs: image',
    to: 'needs: nothing',
  },
});

export const shellcheckJudge = ({ shellcheck }: TemplateJudges): Judge => ({
  name: 'shellcheck',
  cases: subject =>
    eachFile(subject, /^scripts\/.*\.sh$/, file =>
      attempt(
        [
          ...[shellcheck, '--shell', 'sh', '--external-sources'],
          // The settings are read by the others, and make sense there.
          ...['--exclude', 'SC2034', path.relative(subject.folder, file)],
        ],
        { cwd: subject.folder },
      ),
    ),
  twin: {
    file: /^scripts\/build\.sh$/,
    from: '"$IMAGE:$1"',
    to: '$IMAGE:$1',
  },
});

export const hclJudge = ({ hclfmt }: TemplateJudges): Judge => ({
  name: 'hclfmt',
  cases: subject =>
    eachFile(subject, /\.(tf|tfvars)$/, async file => {
      const text = subject.tree.get(path.relative(subject.folder, file)) ?? '';
      try {
        const formatted = await run([hclfmt], { input: text });
        return formatted === text ? [] : [`not as hclfmt writes it`];
      } catch (error) {
        return [(error as Error).message];
      }
    }),
  twin: { file: /main\.tf$/, from: 'lifecycle {', to: 'lifecycle {{' },
});

interface Dashboard {
  panels: { targets: { expr: string }[] }[];
}

const dashboards = ({ tree }: Subject): string[][] =>
  [...tree]
    .filter(([file]) => file.endsWith('dashboard.json'))
    .map(([, text]) =>
      (JSON.parse(text) as Dashboard).panels.flatMap(({ targets }) =>
        targets.map(({ expr }) =>
          expr
            .replaceAll('$__rate_interval', '5m')
            .replace(/\$(job|namespace)/g, 'x'),
        ),
      ),
    );

/** Alerts, and the queries of the dashboard, which are none without Grafana's variables. */
export const promtoolJudge = ({ promtool }: TemplateJudges): Judge => {
  const check = (subject: Subject, name: string, groups: unknown): Case => ({
    what: name,
    key: JSON.stringify(groups),
    judge: () => {
      const folder = path.join(subject.folder, '.judged');
      mkdirSync(folder, { recursive: true });
      const file = path.join(folder, `${name}.yaml`);
      writeFileSync(file, stringify({ groups }));
      return attempt([promtool, 'check', 'rules', file]);
    },
  });
  return {
    name: 'promtool',
    cases: subject => [
      ...subject.environments.flatMap(({ name, objects }) =>
        objects
          .filter(({ kind }) => kind === 'PrometheusRule')
          .map(({ spec }) => check(subject, `alerts-${name}`, spec?.groups)),
      ),
      ...dashboards(subject).map(expressions =>
        check(subject, 'dashboard', [
          {
            name: 'dashboard',
            rules: expressions.map((expr, index) => ({
              record: `panel:query:number${index}`,
              expr,
            })),
          },
        ]),
      ),
    ],
    twin: {
      file: /prometheusrule\.yaml$/,
      from: 'sum(rate(',
      to: 'sum((rate(',
    },
  };
};
