import type {
  WhatIf,
  WhatIfLine,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** Lines of each group that are shown. */
const EXAMPLES = 10;
const DELETED = 500;

type Summary = Pick<
  WhatIf['clusters'][number],
  'deleted' | 'deletedCount' | 'survivors' | 'savedPerMonth'
>;

/** Collects a dry run, line by line: its lines may be many, their groups are few. */
export class Summarizer {
  private readonly deleted: WhatIfLine[] = [];
  private deletedCount = 0;
  private saved: number | undefined;
  private readonly groups = new Map<string, Summary['survivors'][number]>();

  constructor(private readonly currency: string) {}

  add(line: WhatIfLine): void {
    if (line.fate === 'delete') {
      this.deletedCount++;
      if (line.cost !== undefined) {
        this.saved = (this.saved ?? 0) + line.cost;
      }
      if (this.deleted.length < DELETED) {
        this.deleted.push(line);
      }
      return;
    }
    const { rule, reason } = line;
    const key = `${rule}|${reason}`;
    const group = this.groups.get(key);
    if (!group) {
      this.groups.set(key, { rule, reason, count: 1, examples: [line] });
      return;
    }
    group.count++;
    if (group.examples.length < EXAMPLES) {
      group.examples.push(line);
    }
  }

  get result(): Summary {
    const { deleted, deletedCount, saved, currency } = this;
    return {
      deleted,
      deletedCount,
      survivors: [...this.groups.values()].sort((a, b) => b.count - a.count),
      ...(saved !== undefined && {
        savedPerMonth: { amount: Math.round(saved * 100) / 100, currency },
      }),
    };
  }
}
