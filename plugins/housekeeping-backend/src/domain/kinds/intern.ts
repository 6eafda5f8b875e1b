/** Beyond so many different values nothing is gained: begin anew. */
const LIMIT = 50_000;

let texts = new Map<string, string>();
let labelSets = new Map<string, Readonly<Record<string, string>>>();

const NONE: Readonly<Record<string, string>> = Object.freeze({});

/** One copy of a text that many objects share, such as a namespace or a node. */
export function intern(text: string): string {
  const known = texts.get(text);
  if (known !== undefined) {
    return known;
  }
  if (texts.size >= LIMIT) {
    texts = new Map();
  }
  texts.set(text, text);
  return text;
}

/** One copy of the labels that all pods of a workload share. */
export function internLabels(
  labels: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  if (!labels) {
    return NONE;
  }
  const key = JSON.stringify(labels);
  const known = labelSets.get(key);
  if (known) {
    return known;
  }
  if (labelSets.size >= LIMIT) {
    labelSets = new Map();
  }
  labelSets.set(key, labels);
  return labels;
}
