/** What is missing in an image. */
export interface Lacks {
  tar: boolean;
  shell: boolean;
}

const NOTHING_IN_IT: Lacks = { tar: true, shell: true };

/**
 * Base images that are known to lack a shell or tar, by the end of their name: the
 * first that fits. All others are taken to have both.
 */
const KNOWN: ReadonlyArray<readonly [RegExp, Lacks]> = [
  [/^scratch$/, NOTHING_IN_IT],
  // The debug variants bring a busybox along.
  [/(^|\/)distroless\/[^:]*:(.*-)?debug/, { tar: false, shell: false }],
  [/(^|\/)distroless(\/|$)/, NOTHING_IN_IT],
  [/(^|\/)chainguard\/[^:]*:(.*-)?dev$/, { tar: false, shell: false }],
  [/(^|\/)chainguard\/(wolfi-base|busybox)/, { tar: false, shell: false }],
  [/(^|\/)chainguard\//, NOTHING_IN_IT],
  [/(^|\/)ubi[0-9]*(\/ubi)?-micro/, { tar: true, shell: false }],
  [/(^|\/)ubi[0-9]*(\/ubi)?-minimal/, { tar: true, shell: false }],
];

/** Packages whose installation brings what is missing. */
const BRINGS = { tar: /^(tar|busybox)$/, shell: /^(bash|dash|busybox)$/ };

/** What an image lacks, by its base and by what is installed on it. */
export function lacksOf(base: string, ran: readonly string[]): Lacks {
  const known = KNOWN.find(([pattern]) => pattern.test(base))?.[1];
  const brings = (what: keyof Lacks) =>
    ran.some(word => BRINGS[what].test(word));
  return {
    tar: known?.tar === true && !brings('tar'),
    shell: known?.shell === true && !brings('shell'),
  };
}
