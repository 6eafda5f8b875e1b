import { parseArgs } from 'node:util';
import { verifyLedgerText } from './verifyText';

const HOUR = 3_600_000;

const HELP = `
fairway-verify-ledger FILE [OPTIONS]

Verifies a ledger of deletions that a portal exported (GET /api/environments/v1/ledger
or /api/housekeeping/v1/ledger):
nothing was changed, left out, put in or moved, and nothing was deleted by a rule
unless its owner had been warned in time. Needs neither the portal nor a cluster.

  --notice-hours N   hours between warning and deletion, at least (default 48:
                     environments.lifetime.minimumNoticeHours); what a cleanup
                     rule deleted is held against the rule's own notice as well
  --head HASH        the head of an earlier look: it must still be there
  --help             this text
`.trim();

/**
 * How a command ends: 0 all is well, 1 something is wrong, 2 it was called wrongly.
 *
 * @public
 */
export interface CommandEnd {
  exitCode: 0 | 1 | 2;
  lines: string[];
}

/**
 * The command `fairway-verify-ledger`; it does everything but print and exit.
 *
 * @param readText - the text of a file
 * @public
 */
export function verifyLedgerCommand(
  args: string[],
  readText: (file: string) => string,
): CommandEnd {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        head: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        'notice-hours': { type: 'string', default: '48' },
      },
    });
    if (values.help) {
      return { exitCode: 0, lines: [HELP] };
    }
    const [file, ...more] = positionals;
    if (!file || more.length > 0) {
      throw new Error(
        `one FILE is wanted, but there are ${positionals.length}`,
      );
    }
    return verify(file, readText(file), {
      knownHead: values.head,
      minimumNotice: hours(values['notice-hours']) * HOUR,
    });
  } catch (error) {
    return { exitCode: 2, lines: [(error as Error).message, '', HELP] };
  }
}

function hours(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0)) {
    throw new Error(`--notice-hours '${text}' is not a number of hours`);
  }
  return value;
}

function verify(
  file: string,
  text: string,
  rules: { knownHead?: string; minimumNotice: number },
): CommandEnd {
  const { entries, deletions, open, problems, head } = verifyLedgerText(
    text,
    rules,
  );
  const counts = `${entries} entries, ${deletions} deletions, ${open} without a known end`;
  return {
    exitCode: problems.length > 0 ? 1 : 0,
    lines: [
      `${file}: ${counts}`,
      `head: ${head}`,
      ...problems,
      problems.length > 0 ? `${problems.length} problems` : 'ok',
    ],
  };
}
