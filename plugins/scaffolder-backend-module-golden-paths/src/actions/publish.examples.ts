import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Shown in the scaffolder's list of actions; each is run by the tests. */
export const publishExamples: TemplateExample[] = [
  {
    description: 'Publish the workspace',
    example: stringify({
      steps: [
        {
          id: 'publish',
          action: 'fairway:repository:publish',
          input: { repoUrl: 'git.example.com?owner=shop&repo=cart' },
        },
      ],
    }),
  },
  {
    description: 'Publish a folder, for everybody to read',
    example: stringify({
      steps: [
        {
          id: 'publish',
          action: 'fairway:repository:publish',
          input: {
            repoUrl: 'git.example.com?owner=shop&repo=basket',
            description: 'Keeps what people are about to buy',
            sourcePath: 'manifests',
            repoVisibility: 'public',
            defaultBranch: 'trunk',
            gitCommitMessage: 'Start from the golden path',
          },
        },
      ],
    }),
  },
];
