import { placesOfRun, type RunSpec } from './placesOfRun';

const TARGET = { cluster: 'dev', namespace: 'payments-dev' };
const REPO = 'git.example.com?owner=shop&repo=cart';
const PARAMETERS = {
  target: TARGET,
  repoUrl: REPO,
  replicas: { min: 1 },
  flux: { namespace: 'our-flux' },
};
const target = {
  cluster: '${{ parameters.target.cluster }}',
  namespace: '${{parameters.target.namespace}}',
};
const step = (action: string, input?: RunSpec['parameters']) => ({
  action,
  input,
});
const report = (input: RunSpec['parameters']) =>
  step('fairway:run:report', input);

describe('placesOfRun', () => {
  it.each<[string, RunSpec['steps'], object]>([
    [
      'as the report has it',
      [report({ ...target, repoUrl: '${{ parameters.repoUrl }}' })],
      { ...TARGET, repoUrl: REPO },
    ],
    [
      'as the report has it, whatever came before',
      [
        step('fairway:kubernetes:apply', { cluster: 'far', namespace: 'x' }),
        report(target),
      ],
      TARGET,
    ],
    [
      'as other steps have it, without a report',
      [
        step('fairway:repository:publish', {
          repoUrl: '${{ parameters.repoUrl }}',
        }),
        step('fairway:kubernetes:apply', target),
      ],
      { ...TARGET, repoUrl: REPO },
    ],
    ['written out', [report({ ...TARGET })], TARGET],
    ...(
      [
        ['as Argo CD was told', 'argo-cd', { deliveryNamespace: 'argocd' }],
        ['as Flux was told', 'flux', { deliveryNamespace: 'our-flux' }],
        ['as nobody else was told', 'direct', {}],
      ] as const
    ).map<[string, RunSpec['steps'], object]>(([what, delivery, also]) => [
      what,
      [
        report({
          ...target,
          delivery,
          deliveryNamespaces: {
            'argo-cd': "${{ parameters.argoCd.namespace or 'argocd' }}",
            flux: "${{ parameters.flux.namespace or 'flux-system' }}",
          },
        }),
      ],
      { ...TARGET, ...also },
    ]),
    [
      'nothing of a cluster without a namespace',
      [report({ cluster: 'dev' }), report({ namespace: 'a' })],
      {},
    ],
    [
      'nothing of what is worked out',
      [
        report({
          cluster: '${{ steps.x.output.cluster }}',
          namespace: '${{ parameters.target.namespace }}-x',
          repoUrl: '${{ parameters.repoUrl | upper }}',
        }),
      ],
      {},
    ],
    [
      'nothing of what is no text, or not there',
      [
        report({
          cluster: '${{ parameters.target }}',
          namespace: '${{ parameters.replicas.min }}',
          repoUrl: '${{ parameters.constructor.name }}',
        }),
      ],
      {},
    ],
    [
      'nothing of what others do',
      [step('publish:github', { repoUrl: REPO }), step('debug:log')],
      {},
    ],
  ])('%s', (_, steps, expected) => {
    expect(placesOfRun({ steps, parameters: PARAMETERS })).toEqual(expected);
  });
});
