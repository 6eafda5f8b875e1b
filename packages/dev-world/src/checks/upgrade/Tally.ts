/** What is counted over all upgrades. */
export class Tally {
  lost = 0;
  lostByOverwrite = 0;
  stale = 0;
  conflicts = 0;
  falseConflicts = 0;
  gitConflicts = 0;
  gitFalseConflicts = 0;
  same = 0;
  other: string[] = [];

  get line(): string {
    return [
      `edits lost ${this.lost}, by the two-way overwrite ${this.lostByOverwrite}`,
      `changes of the template missed ${this.stale}`,
      `conflicts ${this.conflicts}, of them false ${this.falseConflicts} (Git: ${this.gitConflicts}, false ${this.gitFalseConflicts})`,
      `${this.same} files as Git merged them, ${this.other.length} otherwise`,
    ].join('; ');
  }
}
