import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Shown in the scaffolder's list of actions; each is run by the tests. */
export const applyExamples: TemplateExample[] = [
  {
    description: 'Apply a folder of the workspace',
    example: stringify({
      steps: [
        {
          id: 'apply',
          action: 'fairway:kubernetes:apply',
          input: {
            cluster: 'dev',
            namespace: 'payments-dev',
            path: 'manifests',
          },
        },
      ],
    }),
  },
  {
    description: 'Apply objects, taking over what others manage',
    example: stringify({
      steps: [
        {
          id: 'apply',
          action: 'fairway:kubernetes:apply',
          input: {
            cluster: 'dev',
            namespace: 'payments-dev',
            objects: [
              {
                apiVersion: 'v1',
                kind: 'ConfigMap',
                metadata: { name: 'greeting' },
                data: { text: 'Good day' },
              },
            ],
            takeOwnership: true,
          },
        },
      ],
    }),
  },
];
