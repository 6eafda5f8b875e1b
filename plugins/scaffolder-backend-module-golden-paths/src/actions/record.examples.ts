import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Shown in the scaffolder's list of actions; each is run by the tests. */
export const recordExamples: TemplateExample[] = [
  {
    description:
      'Write down the template, its version and what the form was told',
    example: stringify({
      steps: [
        {
          id: 'record',
          action: 'fairway:golden-path:record',
          input: {
            version: '1.2.0',
            parameters: { name: 'web', language: 'go' },
          },
        },
      ],
    }),
  },
  {
    description: 'Write it down for another template, at another place',
    example: stringify({
      steps: [
        {
          id: 'record',
          action: 'fairway:golden-path:record',
          input: {
            template: 'template:default/web-service',
            version: '1.2.0',
            parameters: { name: 'web' },
            path: 'docs/golden-path.yaml',
          },
        },
      ],
    }),
  },
];
