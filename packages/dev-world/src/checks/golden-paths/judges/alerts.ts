import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import type { TemplateJudges } from '../../../build/templateJudges.ts';
import { attempt } from '../attempt.ts';
import type { Case, EnvironmentObjects, Judge, Subject } from '../types.ts';
import { alertCases, type AlertCase } from './alertCases.ts';

interface Rule {
  alert: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

interface Group {
  rules: Rule[];
}

const OPERATIONS = 'docs/operations.md';

/**
 * `promtool test rules`: each alert fires when it must and is quiet otherwise,
 * by measurements of its own environment and of another beside it; and each
 * leads to a part of the documentation that is there.
 */
export const alertsJudge = (judges: TemplateJudges): Judge => ({
  name: 'alerts',
  cases: subject =>
    subject.environments.flatMap(environment =>
      environment.objects
        .filter(({ kind }) => kind === 'PrometheusRule')
        .map(({ spec }) =>
          caseOf(judges, subject, environment, spec?.groups as Group[]),
        ),
    ),
  twin: {
    file: /prometheusrule\.yaml$/,
    from: /namespace="[^"]*", /g,
    to: '',
  },
});

function caseOf(
  { promtool }: TemplateJudges,
  subject: Subject,
  { name, namespace }: EnvironmentObjects,
  groups: Group[],
): Case {
  const rules = groups.flatMap(group => group.rules);
  const cases = alertCases({
    name: subject.parameters.name,
    namespace,
    deadline: Number(subject.parameters.deadlineSeconds ?? 0),
  }).filter(({ alert }) => rules.some(rule => rule.alert === alert));
  const headings = headingsOf(subject.tree.get(OPERATIONS) ?? '');
  return {
    what: name,
    key: JSON.stringify([groups, cases, headings]),
    judge: async () => {
      const folder = path.join(subject.folder, '.judged', `alerts-${name}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'rules.yaml'), stringify({ groups }));
      const tests = path.join(folder, 'tests.yaml');
      writeFileSync(tests, stringify(testsOf(rules, cases)));
      return [
        ...untested(rules, cases),
        ...lost(subject, rules, headings),
        ...(await attempt([promtool, 'test', 'rules', tests])),
      ];
    },
  };
}

/** The cases in promtool's words. */
function testsOf(rules: Rule[], cases: AlertCase[]) {
  return {
    rule_files: ['rules.yaml'],
    evaluation_interval: '1m',
    tests: cases.map(({ alert, when, fires, minute, series }) => ({
      name: `${alert}: ${when}`,
      interval: '1m',
      input_series: Object.entries(series).map(([one, values]) => ({
        series: one,
        values,
      })),
      alert_rule_test: [
        {
          eval_time: `${minute}m`,
          alertname: alert,
          exp_alerts: rules
            .filter(rule => fires && rule.alert === alert)
            .map(({ labels, annotations }) => ({
              exp_labels: labels,
              exp_annotations: annotations,
            })),
        },
      ],
    })),
  };
}

/** An alert that no case makes fire, or that none wants quiet. */
function untested(rules: Rule[], cases: AlertCase[]): string[] {
  return rules.flatMap(({ alert }) =>
    [true, false]
      .filter(
        fires => !cases.some(one => one.alert === alert && one.fires === fires),
      )
      .map(
        fires => `no case in which ${alert} ${fires ? 'fires' : 'is quiet'}`,
      ),
  );
}

/** What a forge makes of the headings, to be linked to. */
function headingsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading.toLowerCase().replaceAll(' ', '-'),
  );
}

/** Alerts that do not lead to their part of the documentation. */
function lost(
  { parameters }: Subject,
  rules: Rule[],
  headings: string[],
): string[] {
  return rules.flatMap(({ alert, annotations }) => {
    const { origin, pathname, hash } = new URL(annotations.runbook_url);
    const [host, owner] = ['https://git.example.com', 'shop'];
    return origin === host &&
      pathname.startsWith(`/${owner}/${parameters.name}/`) &&
      pathname.endsWith(OPERATIONS) &&
      headings.includes(hash.slice(1))
      ? []
      : [`${alert} leads nowhere: ${annotations.runbook_url}`];
  });
}
