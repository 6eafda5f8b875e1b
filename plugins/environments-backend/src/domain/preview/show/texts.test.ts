import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { code, oneLine } from './markdown';
import { commentText, statusOf, type Told } from './texts';

/** `UPDATE_GOLDENS=1` writes what is told now; read the difference. */
const UPDATE = process.env.UPDATE_GOLDENS === '1';

const told = (more: Partial<Told> = {}): Told => ({
  name: 'pv-storefront-12-abcdefgh',
  instance: 'default',
  cluster: 'dev',
  state: 'ready',
  message: '0123456789ab runs',
  problems: [],
  commit: '0123456789abcdef0123456789abcdef01234567',
  deployed: '0123456789abcdef0123456789abcdef01234567',
  url: 'https://pv-storefront-12-abcdefgh.preview.example.com',
  expiresAt: '2026-02-09T12:00:00.000Z',
  portal:
    'https://portal.example.com/catalog/default/component/storefront/previews',
  isClosed: false,
  ...more,
});

const HOSTILE =
  '`` ![x](https://evil.example/a.png) <img src=x onerror=alert(1)> @everyone #1 \u202egnp.exe\n## Approved\n| a | b |\n--></details>';

const TELLINGS: Record<string, Told> = {
  'about to be made': told({
    state: 'waiting',
    message: 'Waits for ci/build of 0123456789ab, which makes the image',
    deployed: undefined,
    url: undefined,
    expiresAt: undefined,
  }),
  'being deployed': told({
    state: 'deploying',
    deployed: undefined,
    message: '0123456789ab is being deployed',
  }),
  ready: told({ database: true }),
  'ready, with things to know': told({
    problems: [
      'Deployment web asks for a LoadBalancer: left out',
      ...Array.from({ length: 12 }, (_, i) => `Something else, ${i}`),
    ],
  }),
  'a newer commit failed': told({
    state: 'failed',
    deployed: 'fedcba9876543210fedcba9876543210fedcba98',
    message: `deploy/web.yaml, line 3: Deployment 'web' has no spec`,
  }),
  'whatever somebody wrote': told({
    state: 'failed',
    message: HOSTILE,
    problems: [HOSTILE],
  }),
  asleep: told({ state: 'asleep', message: 'It sleeps' }),
  'deleted by somebody': told({
    state: 'deleted',
    message:
      'It was deleted by user:default/alice. A new commit brings it back, and so does deploying it again',
    url: undefined,
    deployed: undefined,
    expiresAt: undefined,
  }),
  'the pull request is closed': told({
    state: 'deleted',
    isClosed: true,
    url: undefined,
    deployed: undefined,
    expiresAt: undefined,
  }),
};

function tell([title, words]: [string, Told]): string {
  const { state, description, targetUrl = '-' } = statusOf(words);
  return [
    `=== ${title}`,
    commentText(words),
    `--- status: ${state}, ${description} (${targetUrl})`,
  ].join('\n');
}

describe('what is told on the forge', () => {
  it('reads like this', () => {
    const text = `${Object.entries(TELLINGS).map(tell).join('\n\n')}\n`;
    const file = join(__dirname, 'testdata', 'texts.md.txt');
    if (UPDATE || !existsSync(file)) {
      writeFileSync(file, text);
    }
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  it('stays within what a status may be', () => {
    const status = statusOf(
      told({ state: 'failed', message: 'x'.repeat(5_000) }),
    );
    expect(status.description.length).toBeLessThanOrEqual(140);
  });

  it('shows what others wrote as code only, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('`', '``', ' ', '\n', '<b>', '@a', '\u202e')),
        fc.string(),
        (parts, text) => {
          const span = code(parts.join('') + text);
          const [fence] = /^`+/.exec(span) ?? [''];
          const inside = span.slice(fence.length, -fence.length);
          expect(span).toBe(fence + inside + fence);
          // No run of just as many backticks ends it early.
          expect(inside.match(/`+/g) ?? []).not.toContain(fence);
          expect(inside).not.toMatch(/[\n\r\u202e]/);
        },
      ),
    );
  });

  it('cuts long lines', () => {
    expect(oneLine('a'.repeat(10), 5)).toBe('aaaa…');
    expect(oneLine(' a\u0000\n\tb ')).toBe('a b');
  });
});
