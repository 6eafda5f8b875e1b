import type { Override } from '../schedule/override';
import type { Schedule } from '../schedule/schedule';
import type { EnvironmentKind, EnvironmentTier } from './keys';

/** The change that a preview shows. @public */
export interface EnvironmentSource {
  /** Host of the Git forge, e.g. `git.example.com`. */
  host: string;
  /** The forge's own id: a repository may be renamed or moved. */
  repositoryId: string;
  /** Of the pull request. */
  number: number;
  /** SHA that is shown. */
  commit: string;
}

/** Why no loop may delete an environment. @public */
export interface Protection {
  /** Entity reference of whoever protected it. */
  by: string;
  reason: string;
}

/** What every kind of environment has. @public */
export interface EnvironmentBase {
  /** Of the namespace; see `environmentName`. */
  name: string;
  instance: string;
  /** Entity reference of a user or group. */
  owner: string;
  createdBy: string;
  tier: EnvironmentTier;
  entity?: string;
  /** RFC 3339 in UTC; absent = it never expires. */
  expiresAt?: string;
  /** Absent = always awake. */
  schedule?: Schedule;
  override?: Override;
  protection?: Protection;
  /** Id of the sleep that it is in. */
  asleep?: string;
  /** Fingerprint of the guard rails that were applied completely. */
  guardRails?: string;
}

/** A preview, which belongs to a pull request. @public */
export interface PreviewEnvironment extends EnvironmentBase {
  kind: 'preview';
  source: EnvironmentSource;
}

/** A sandbox or workspace, which belongs to somebody. @public */
export interface PersonalEnvironment extends EnvironmentBase {
  kind: Exclude<EnvironmentKind, 'preview'>;
  title: string;
}

/** An environment, as its namespace says. @public */
export type Environment = PreviewEnvironment | PersonalEnvironment;

/** The part of a namespace that the contract stands on. @public */
export interface NamespaceLike {
  metadata?: {
    name?: string;
    labels?: Readonly<Record<string, string>>;
    annotations?: Readonly<Record<string, string>>;
  };
}

/**
 * What a namespace is to this portal. Only an `environment` may ever be changed
 * or deleted.
 *
 * @public
 */
export type EnvironmentReading =
  | { outcome: 'environment'; environment: Environment }
  /** Not marked, or another portal's. */
  | { outcome: 'foreign' }
  /** Marked as ours, but what it says cannot be understood or contradicts itself. */
  | { outcome: 'garbled'; problems: string[] };
