import { workloadsRoutes } from '../workloads/routes';
import { openApiDocument } from './openApi';

describe('openApiDocument', () => {
  const document = openApiDocument({
    title: 'workloads',
    version: '1',
    routes: workloadsRoutes,
  }) as any; // eslint-disable-line @typescript-eslint/no-explicit-any

  it('has an operation for every route', () => {
    const ids = Object.values(document.paths).flatMap(methods =>
      Object.values(methods as object).map(operation => operation.operationId),
    );
    expect(ids.sort()).toEqual(Object.keys(workloadsRoutes).sort());
  });

  it('turns the input of a GET into query parameters', () => {
    const { parameters } = document.paths['/v1/workload/logs'].get;
    expect(parameters).toContainEqual(
      expect.objectContaining({ name: 'pod', in: 'query', required: true }),
    );
    expect(parameters).toContainEqual(
      expect.objectContaining({ name: 'tailLines', required: false }),
    );
  });

  it('turns the input of a POST into a body', () => {
    const schema =
      document.paths['/v1/workload/scale'].post.requestBody.content[
        'application/json'
      ].schema;
    expect(schema.properties.replicas).toMatchObject({
      type: 'integer',
      minimum: 0,
      maximum: 1000,
    });
  });
});
