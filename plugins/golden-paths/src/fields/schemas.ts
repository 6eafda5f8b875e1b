import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  goldenPathResourcesSchema,
  goldenPathShapeSchema,
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
      "The template's own names of the parameters that this field looks at, by target, name, image, resources, replicas, env, port, host, route, gateway, ingressClass, dependencies, outside, callers, secrets, secretStore, infrastructure, monitoring, schedule, timeZone and delivery, by each stage, and by its host (stagingHost)",
    );

const kind = (z: Zod) =>
  z
    .enum(['service', 'worker', 'job'])
    .optional()
    .describe('What is made; default: found out by schedule, port and host');

/** Of fields that ask the cluster. */
const asked = (z: Zod) =>
  z.object({
    fields: names(z),
    kind: kind(z),
    stages: z
      .array(z.string())
      .optional()
      .describe(
        'Where it is delivered later, e.g. staging; a parameter of that name says where',
      ),
    shape: goldenPathShapeSchema
      .optional()
      .describe(
        'What the template makes of the form beyond what the form says',
      ),
  });

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
        fields: names(z),
        others: z
          .boolean()
          .optional()
          .describe(
            'May be any namespace by its name, as others may deliver there (Argo CD, Flux)',
          ),
        stage: z
          .string()
          .optional()
          .describe(
            'Of a later stage: may be left to the template (that of target, with the stage at its end), and may be any namespace by its name',
          ),
      }),
  }),
  resources: makeFieldSchema({
    output: () => goldenPathResourcesSchema,
    uiOptions: asked,
  }),
  variables: makeFieldSchema({
    output: z => z.array(goldenPathVariableSchema),
    uiOptions: z =>
      z.object({
        reserved: z
          .array(z.string())
          .optional()
          .describe('Names that the template sets itself'),
      }),
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
        stage: z
          .string()
          .optional()
          .describe(
            'Of a later stage: if empty, it is the first host with the stage before it',
          ),
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
    uiOptions: asked,
  }),
};
