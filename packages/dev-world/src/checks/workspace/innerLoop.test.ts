import { p95, runCommand } from './innerLoop';

const devfile = (commands: string) => `schemaVersion: 2.3.0
metadata: {name: storefront}
${commands}`;

describe('runCommand', () => {
  it('runs where the project lies', () => {
    expect(
      runCommand(
        devfile(`commands:
  - id: test
    exec: {component: tools, commandLine: go test ./..., workingDir: '\${PROJECT_SOURCE}'}
  - id: run
    exec: {component: tools, commandLine: go run ., workingDir: '\${PROJECT_SOURCE}/web'}
`),
        "/home/dev/it's",
      ),
    ).toBe(`cd '/home/dev/it'\\''s/web' && go run .`);
  });

  it.each(['', 'commands: [{id: build, exec: {commandLine: make}}]'])(
    'is not guessed: %p',
    commands => {
      expect(() => runCommand(devfile(commands), '/x')).toThrow(
        'no command to run',
      );
    },
  );
});

describe('p95', () => {
  it.each([
    [[5], 5],
    [[3, 1, 2], 3],
    [Array.from({ length: 100 }, (_, n) => n + 1), 95],
    [Array.from({ length: 20 }, (_, n) => n + 1), 19],
  ])('of %j is %d', (samples, expected) => {
    expect(p95(samples)).toBe(expected);
  });
});
