import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Shown in the scaffolder's list of actions; each is run by the tests. */
export const innerLoopExamples: TemplateExample[] = [
  {
    description: 'Write the files of Skaffold, from what was rendered before',
    example: stringify({
      steps: [
        {
          id: 'innerLoop',
          action: 'fairway:inner-loop:write',
          input: {
            tool: 'skaffold',
            objects: '${{ steps.render.output.objects }}',
            sourceUrl: 'https://git.example.com/shop/cart/src/branch/main/',
          },
        },
      ],
    }),
  },
];
