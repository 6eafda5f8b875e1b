import type { JsonObject } from '@backstage/types';
import type { ZodTypeAny } from 'zod/v3';
import { zodToJsonSchema } from 'zod-to-json-schema';
import type { Route, RouteTable } from './route';

/**
 * The OpenAPI 3.1 document of a route table.
 *
 * @public
 */
export function openApiDocument(options: {
  title: string;
  version: string;
  routes: RouteTable;
}): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const [name, route] of Object.entries(options.routes)) {
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: operation(name, route),
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: options.title, version: options.version },
    servers: [{ url: '/' }],
    paths,
  };
}

function operation(name: string, route: Route): JsonObject {
  const input = schemaOf(route.input);
  const { contentType, description } = answerOf(route);
  return {
    operationId: name,
    summary: route.summary,
    ...(route.method === 'GET'
      ? { parameters: queryParameters(input) }
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: input } },
          },
        }),
    responses: {
      200: {
        description,
        content: { [contentType]: { schema: schemaOf(route.output) } },
      },
      default: { description: "Backstage's error response" },
    },
  };
}

function answerOf({ stream, lines }: Route) {
  if (!stream) {
    return { contentType: 'application/json', description: 'OK' };
  }
  return lines
    ? {
        contentType: 'application/x-ndjson',
        description: 'JSON lines; each is one such value',
      }
    : {
        contentType: 'text/event-stream',
        description: 'Server-sent events; the data of each is one such value',
      };
}

function queryParameters(input: JsonObject): JsonObject[] {
  const properties = (input.properties ?? {}) as Record<string, JsonObject>;
  const required = (input.required ?? []) as string[];
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function schemaOf(schema: ZodTypeAny): JsonObject {
  const { $schema: _, ...rest } = zodToJsonSchema(schema, {
    $refStrategy: 'none',
  }) as JsonObject;
  return rest;
}
