import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Shown in the scaffolder's list of actions; each is run by the tests. */
export const waitExamples: TemplateExample[] = [
  {
    description: 'Wait until what was applied is ready',
    example: stringify({
      steps: [
        {
          id: 'wait',
          action: 'fairway:kubernetes:wait',
          input: {
            cluster: 'dev',
            namespace: 'payments-dev',
            objects: [{ kind: 'Deployment', name: 'web' }],
          },
        },
      ],
    }),
  },
  {
    description: 'Wait for two minutes, and go on in any case',
    example: stringify({
      steps: [
        {
          id: 'wait',
          action: 'fairway:kubernetes:wait',
          input: {
            cluster: 'dev',
            namespace: 'payments-dev',
            path: 'manifests',
            timeoutSeconds: 120,
            onFailure: 'continue',
          },
        },
      ],
    }),
  },
];
