import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Shown in the scaffolder's list of actions; each is run by the tests. */
export const checkNamesExamples: TemplateExample[] = [
  {
    description: 'End the task if a name is taken, before anything is made',
    example: stringify({
      steps: [
        {
          id: 'names',
          action: 'fairway:names:check',
          input: {
            entities: ['component:default/cart', 'api:default/cart-api'],
            repoUrl: 'git.example.com?owner=shop&repo=cart-2',
            fields: { name: 'serviceName' },
          },
        },
      ],
    }),
  },
];
