import { quantityProblem, resourceProblems } from './quantities';

describe('quantityProblem', () => {
  it.each([
    ['cpu', '250m'],
    ['cpu', '0.5'],
    ['cpu', '2'],
    ['cpu', '0'],
    ['memory', '256Mi'],
    ['memory', '1Gi'],
    ['memory', '1e9'],
    ['memory', '0'],
  ] as const)('takes %s %s', (resource, text) => {
    expect(quantityProblem(text, { field: 'f', resource })).toBeUndefined();
  });

  it.each([
    ['cpu', 'much', "f 'much' is not a quantity, write e.g. 250m or 0.5"],
    ['cpu', '', "f '' is not a quantity"],
    ['cpu', '1 core', 'is not a quantity'],
    ['cpu', '-1', "f '-1' must be 0 or more"],
    ['memory', '128MB', "f '128MB' is not a quantity, write e.g. 256Mi or 1Gi"],
    ['memory', '128m', "f '128m' is less than a megabyte: is 128Mi meant?"],
    ['memory', '0.1', 'is 128Mi meant?'],
    ['memory', '512', 'is 512Mi meant?'],
  ] as const)('refuses %s %j', (resource, text, problem) => {
    expect(quantityProblem(text, { field: 'f', resource })).toContain(problem);
  });
});

describe('resourceProblems', () => {
  it('takes requests without limits, and nothing at all', () => {
    expect(resourceProblems({})).toEqual([]);
    expect(resourceProblems({ requests: { cpu: '1', memory: '1Gi' } })).toEqual(
      [],
    );
  });

  it('takes a limit that is its request in other words', () => {
    expect(
      resourceProblems({ requests: { cpu: '1' }, limits: { cpu: '1000m' } }),
    ).toEqual([]);
  });

  it('refuses a limit below its request, as the API server does', () => {
    expect(
      resourceProblems({
        requests: { cpu: '500m', memory: '1Gi' },
        limits: { cpu: '1', memory: '1G' },
      }),
    ).toEqual([
      {
        field: 'limits.memory',
        message:
          "limits.memory '1G' must not be less than requests.memory '1Gi'",
      },
    ]);
  });

  it('names each field that is no quantity', () => {
    expect(
      resourceProblems({
        requests: { cpu: 'x' },
        limits: { memory: 'y' },
      }).map(({ field }) => field),
    ).toEqual(['requests.cpu', 'limits.memory']);
  });
});
