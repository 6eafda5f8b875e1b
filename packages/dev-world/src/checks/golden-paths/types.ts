import type { Rendered } from '../../goldenPaths/types.ts';
import type { KubeObject } from '../../world/api.ts';

/** An object, as far as the judges look into it. */
export type AnyObject = KubeObject & { spec?: Record<string, unknown> };

/** The objects of one environment of a repository. */
export interface EnvironmentObjects {
  /** `dev`, `staging` or `production`. */
  name: string;
  /** Where those objects go that do not say it themselves. */
  namespace: string;
  yaml: string;
  objects: AnyObject[];
}

/** A repository that a template made, in a folder. */
export interface Subject extends Rendered {
  folder: string;
  environments: EnvironmentObjects[];
}

/** Something that a judge looks at. */
export interface Case {
  what: string;
  /** All that the verdict depends on: the same is judged once. */
  key: string;
  /** What is wrong; nothing if all is well. */
  judge(): Promise<string[]>;
}

/** A change of a file that the judge must refuse: else its silence says nothing. */
export interface Twin {
  file: RegExp;
  from: string | RegExp;
  to: string;
}

/** A program that nobody here wrote, or a part of one. */
export interface Judge {
  name: string;
  cases(subject: Subject): Case[];
  twin: Twin;
}
