/** The annotation in which a workload that sleeps keeps what it was. */
export const MARK = 'fairway.dev/asleep';

/** What the annotation says. */
export interface Mark {
  /** Id of the sleep, as on the namespace. */
  sleep: string;
  /** Of the object itself: a copy of it does not sleep. */
  uid: string;
  /** What to restore. */
  replicas?: number;
  /** What to restore. */
  suspend?: boolean;
  /** Somebody woke it by hand during this sleep: nothing to restore. */
  wokenByHand?: boolean;
}

/**
 * The mark of an object. `broken` if there is one that cannot be understood or
 * is another object's: then nothing is done with it.
 */
export function readMark(object: {
  uid: string;
  annotations: Readonly<Record<string, string>>;
}): Mark | 'broken' | undefined {
  const text = object.annotations[MARK];
  if (text === undefined) {
    return undefined;
  }
  const mark = parse(text);
  return mark && mark.uid === object.uid ? mark : 'broken';
}

/** Inverse of {@link readMark}, as a merge patch's annotations. */
export function markPatch(mark: Mark | null): Record<string, string | null> {
  return { [MARK]: mark && JSON.stringify(mark) };
}

function parse(text: string): Mark | undefined {
  try {
    const value = JSON.parse(text) as Partial<Mark>;
    const isMark =
      typeof value === 'object' &&
      value !== null &&
      typeof value.sleep === 'string' &&
      typeof value.uid === 'string' &&
      saysWhatToDo(value);
    return isMark ? (value as Mark) : undefined;
  } catch {
    return undefined;
  }
}

function saysWhatToDo({ replicas, suspend, wokenByHand }: Partial<Mark>) {
  return (
    wokenByHand === true ||
    typeof suspend === 'boolean' ||
    (Number.isSafeInteger(replicas) && replicas! > 0)
  );
}
