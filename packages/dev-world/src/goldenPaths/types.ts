/** What somebody fills into the form of a template. */
export type Parameters = Record<string, unknown> & {
  name: string;
  language: string;
  packaging: string;
  delivery: string;
};

/** One way to fill in the form of a template. */
export interface Combination {
  /** Name of the template. */
  template: string;
  /** What tells it apart: `web-service, node, kustomize, direct`. */
  title: string;
  parameters: Parameters;
}

/** The files that a template makes: path to content. */
export type Tree = ReadonlyMap<string, string>;

export interface Rendered extends Combination {
  tree: Tree;
}
