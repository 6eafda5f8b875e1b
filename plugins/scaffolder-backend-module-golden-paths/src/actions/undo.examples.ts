import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Shown in the scaffolder's list of actions; each is run by the tests. */
export const undoExamples: TemplateExample[] = [
  {
    description: 'Take away what a run has made',
    example: stringify({
      steps: [
        {
          id: 'undo',
          action: 'fairway:run:undo',
          input: {
            run: '2b6a9c1e-5d54-4a2c-9f0e-0d6f6c0a1b2c',
            cluster: 'dev',
            namespace: 'payments-dev',
          },
        },
      ],
    }),
  },
];
