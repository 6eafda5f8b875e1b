import { hostProblem, portProblem } from './endpoint';

describe('portProblem', () => {
  it.each([1024, 8080, 65_535])('takes %d', port => {
    expect(portProblem(port)).toBeUndefined();
  });

  it.each([
    [0, 'from 1 to 65535'],
    [70_000, 'from 1 to 65535'],
    [80.5, 'a whole number'],
    [NaN, 'a whole number'],
    [80, 'must be 1024 or more: the service does not run as root'],
  ])('refuses %d', (port, problem) => {
    expect(portProblem(port)).toContain(problem);
  });
});

describe('hostProblem', () => {
  it.each(['shop.example.com', 'shop', 'a-b.c1', 'web.localhost'])(
    'takes %s',
    host => {
      expect(hostProblem(host)).toBeUndefined();
    },
  );

  it.each([
    ['', 'must not be empty'],
    ['https://shop.example.com', 'is a URL'],
    ['shop.example.com/path', 'must not hold a path'],
    ['shop.example.com:8080', 'must not hold a port'],
    ['*.example.com', 'must not be a wildcard'],
    ['10.0.0.1', 'is an address'],
    ['::1', 'must not hold a port'],
    ['Shop.example.com', 'must be in lower case'],
    ['shop..com', "'' must be 1 to 63"],
    ['-shop.com', "'-shop' must be"],
    [`${'a'.repeat(64)}.com`, 'must be 1 to 63'],
    [`${'a.'.repeat(130)}com`, 'at most 253 characters long'],
    ['shop.example.com.', "'' must be"],
    ['shop example', 'must be 1 to 63'],
  ])('refuses %j', (host, problem) => {
    expect(hostProblem(host)).toContain(problem);
  });
});
