import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Shown in the scaffolder's list of actions; each is run by the tests. */
export const renderExamples: TemplateExample[] = [
  {
    description: 'Render the kustomization of an overlay',
    example: stringify({
      steps: [
        {
          id: 'render',
          action: 'fairway:render',
          input: { path: 'deploy/overlays/dev' },
        },
      ],
    }),
  },
  {
    description: 'Render plain manifests, whatever else lies beside them',
    example: stringify({
      steps: [
        {
          id: 'render',
          action: 'fairway:render',
          input: { path: 'manifests', packaging: 'plain' },
        },
      ],
    }),
  },
  {
    description: 'Render a Helm chart with the values of a stage',
    example: stringify({
      steps: [
        {
          id: 'render',
          action: 'fairway:render',
          input: {
            path: 'deploy/chart',
            packaging: 'helm',
            releaseName: 'web',
            namespace: 'payments-dev',
            valuesFiles: ['deploy/values-dev.yaml'],
            values: { replicas: 2 },
          },
        },
      ],
    }),
  },
];
