import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Shown in the scaffolder's list of actions; each is run by the tests. */
export const preflightExamples: TemplateExample[] = [
  {
    description:
      'Check a folder against a cluster, and call the fields as the form does',
    example: stringify({
      steps: [
        {
          id: 'preflight',
          action: 'fairway:kubernetes:preflight',
          input: {
            cluster: 'dev',
            namespace: 'payments-dev',
            path: 'manifests',
            fields: { name: 'serviceName', resources: 'size' },
          },
        },
      ],
    }),
  },
  {
    description: 'Report what is found, and go on',
    example: stringify({
      steps: [
        {
          id: 'preflight',
          action: 'fairway:kubernetes:preflight',
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
            failOn: 'never',
          },
        },
      ],
    }),
  },
  {
    description: 'Check where it runs first, and where it is delivered later',
    example: stringify({
      steps: [
        {
          id: 'preflight',
          action: 'fairway:kubernetes:preflight',
          input: {
            cluster: 'dev',
            namespace: 'payments-dev',
            path: 'deploy/overlays/dev',
            later: [
              {
                stage: 'production',
                cluster: 'dev',
                namespace: 'payments-production',
                path: 'deploy/overlays/dev',
                fields: { target: 'productionNamespace' },
              },
            ],
          },
        },
      ],
    }),
  },
  {
    description:
      'Check whether a database can be reached through the NetworkPolicies',
    example: stringify({
      steps: [
        {
          id: 'preflight',
          action: 'fairway:kubernetes:preflight',
          input: {
            cluster: 'dev',
            namespace: 'payments-dev',
            path: 'manifests',
            dependencies: [
              {
                namespace: 'databases',
                labels: { app: 'postgres' },
                ports: [5432],
              },
            ],
          },
        },
      ],
    }),
  },
];
