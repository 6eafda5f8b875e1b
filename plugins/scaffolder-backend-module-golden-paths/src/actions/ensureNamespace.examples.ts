import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Shown in the scaffolder's list of actions; each is run by the tests. */
export const ensureNamespaceExamples: TemplateExample[] = [
  {
    description: 'Make a namespace, or go on with the one that is there',
    example: stringify({
      steps: [
        {
          id: 'namespace',
          action: 'fairway:namespace:ensure',
          input: { cluster: 'dev', namespace: 'payments-dev' },
        },
      ],
    }),
  },
  {
    description: 'Make a namespace with a label of your own',
    example: stringify({
      steps: [
        {
          id: 'namespace',
          action: 'fairway:namespace:ensure',
          input: {
            cluster: 'dev',
            namespace: 'payments-dev',
            labels: { team: 'payments' },
          },
        },
      ],
    }),
  },
];
