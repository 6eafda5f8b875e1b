import path from 'node:path';
import type { TemplateJudges } from '../../../build/templateJudges.ts';
import { attempt } from '../attempt.ts';
import type { Judge, Subject } from '../types.ts';

const filesOf = ({ tree }: Subject, start: string) =>
  [...tree].filter(([file]) => file.startsWith(start));

/** `kustomize build` of each overlay and of the preview's folder. */
export const kustomizeJudge = ({ kustomize }: TemplateJudges): Judge => ({
  name: 'kustomize',
  cases: subject =>
    subject.parameters.packaging !== 'kustomize'
      ? []
      : [
          'deploy',
          ...subject.environments.map(({ name }) => `deploy/overlays/${name}`),
        ].map(folder => ({
          what: folder,
          key: JSON.stringify([
            folder,
            filesOf(subject, 'deploy/'),
            filesOf(subject, 'monitoring/'),
          ]),
          judge: () =>
            attempt([kustomize, 'build', folder], { cwd: subject.folder }),
        })),
  twin: {
    file: /^deploy\/base\/kustomization\.yaml$/,
    from: 'serviceaccount.yaml',
    to: 'nowhere.yaml',
  },
});

/** `helm lint --strict` with the values of each environment, and of a preview. */
export const helmJudge = ({ helm }: TemplateJudges): Judge => ({
  name: 'helm lint',
  cases: subject =>
    subject.parameters.packaging !== 'helm'
      ? []
      : [
          ...subject.environments.map(({ name }) => [name]),
          ...(subject.tree.has('deploy/values-preview.yaml')
            ? [['dev', 'preview']]
            : []),
        ].map(names => ({
          what: names.join(', '),
          key: JSON.stringify([names, filesOf(subject, 'deploy/')]),
          judge: () =>
            attempt(
              [
                ...[helm, 'lint', '--strict', '--quiet', 'deploy/chart'],
                ...names.flatMap(name => [
                  '--values',
                  `deploy/values-${name}.yaml`,
                ]),
              ],
              { cwd: path.resolve(subject.folder) },
            ),
        })),
  twin: {
    file: /^deploy\/chart\/Chart\.yaml$/,
    from: /^version: .*$/m,
    to: 'version: newest',
  },
});
