import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Shown in the scaffolder's list of actions; each is run by the tests. */
export const reportExamples: TemplateExample[] = [
  {
    description: 'At the end of a template: say what a failed run has made',
    example: stringify({
      steps: [
        {
          id: 'report',
          action: 'fairway:run:report',
          if: '${{ failure() }}',
          input: { cluster: 'dev', namespace: 'payments-dev' },
        },
      ],
    }),
  },
];
