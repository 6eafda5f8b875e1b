import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  goldenPathResourcesSchema,
  goldenPathTargetSchema,
  goldenPathVariableSchema,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { z as zod } from 'zod/v3';

type Zod = typeof zod;

const names = (z: Zod) =>
  z
    .record(z.string())
    .optional()
    .describe(
      "The template's own names of the parameters that this field looks at, by target, name, image, resources, replicas, env, port, host, route, gateway, schedule and timeZone",
    );

const kind = (z: Zod) =>
  z
    .enum(['service', 'worker', 'job'])
    .optional()
    .describe('What is made; default: found out by schedule, port and host');

/** What each field answers with, and what it can be told. */
export const schemas = {
  namespace: makeFieldSchema({
    output: () => goldenPathTargetSchema,
    uiOptions: z =>
      z.object({
        stages: z
          .array(z.string())
          .optional()
          .describe(
            'Only namespaces whose label fairway.dev/stage is one of these',
          ),
        clusters: z
          .array(z.string())
          .optional()
          .describe('Only namespaces of these clusters'),
      }),
  }),
  resources: makeFieldSchema({
    output: () => goldenPathResourcesSchema,
    uiOptions: z => z.object({ fields: names(z), kind: kind(z) }),
  }),
  variables: makeFieldSchema({
    output: z => z.array(goldenPathVariableSchema),
  }),
  image: makeFieldSchema({ output: z => z.string() }),
  host: makeFieldSchema({
    output: z => z.string(),
    uiOptions: z =>
      z.object({
        fields: names(z),
        scheme: z
          .enum(['http', 'https'])
          .optional()
          .describe('Of the URL that is shown; default https'),
      }),
  }),
  schedule: makeFieldSchema({
    output: z => z.string(),
    uiOptions: z => z.object({ fields: names(z) }),
  }),
  repository: makeFieldSchema({
    output: z => z.string(),
    uiOptions: z => z.object({ fields: names(z) }),
  }),
  run: makeFieldSchema({ output: z => z.string() }),
  preflight: makeFieldSchema({
    output: z => z.boolean(),
    uiOptions: z => z.object({ fields: names(z), kind: kind(z) }),
  }),
};
