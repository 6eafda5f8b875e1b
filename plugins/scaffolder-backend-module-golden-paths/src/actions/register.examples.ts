import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Shown in the scaffolder's list of actions; each is run by the tests. */
export const registerExamples: TemplateExample[] = [
  {
    description: 'Register what a repository says of itself',
    example: stringify({
      steps: [
        {
          id: 'register',
          action: 'fairway:catalog:register',
          input: {
            catalogInfoUrl:
              'https://git.example.com/shop/cart/src/branch/main/catalog-info.yaml',
          },
        },
      ],
    }),
  },
];
