import {
  goldenPathTargetSchema,
  type GoldenPathStage,
  type GoldenPathTarget,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { FieldNames } from './formParameters';

/**
 * Where a stage is if nobody says so, as the templates have it: `shop-dev` →
 * `shop-staging`.
 */
export function derivedTarget(
  { cluster, namespace }: GoldenPathTarget,
  stage: string,
): GoldenPathTarget {
  return { cluster, namespace: `${namespace.replace(/-dev$/, '')}-${stage}` };
}

/** The host of a stage if nobody says so. */
export function derivedHost(host: string, stage: string): string {
  return `${stage}-${host}`;
}

/** Where a form has it delivered later, as far as that is filled in. */
export function laterStages(
  formData: Readonly<Record<string, unknown>>,
  first: GoldenPathTarget,
  options: { fields?: FieldNames; stages?: readonly string[] },
): GoldenPathStage[] {
  const { fields = {}, stages = [] } = options;
  const textAt = (field: string) => {
    const value = formData[fields[field] ?? field];
    return typeof value === 'string' && value ? value : undefined;
  };
  return stages.map(stage => {
    const stated = goldenPathTargetSchema.safeParse(
      formData[fields[stage] ?? stage],
    );
    const host = textAt('host');
    const own = textAt(`${stage}Host`);
    return {
      stage,
      ...(stated.success ? stated.data : derivedTarget(first, stage)),
      ...(host && { host: own ?? derivedHost(host, stage) }),
    };
  });
}
