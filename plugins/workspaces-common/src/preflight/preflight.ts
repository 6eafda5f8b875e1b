import type { Finding } from '@fairway-idp/backstage-plugin-fairway-common';
import { finding } from '../finding/finding';
import { PreflightContext, type PreflightInput } from './context';
import { PREFLIGHT_RULES } from './rules';

/**
 * What is known to fail with a tool, before the first file is saved: from the
 * workload, the Dockerfile and the namespace's policy, without asking a cluster.
 * Where a fact is missing, nothing is said.
 *
 * @public
 */
export function preflight(input: PreflightInput): Finding[] {
  const context = PreflightContext.of(input);
  return PREFLIGHT_RULES.filter(({ tools }) =>
    tools.includes(input.tool),
  ).flatMap(rule => {
    const why = rule.why(context);
    return why
      ? [finding(rule.id, why, { severity: rule.severity, add: rule.cure })]
      : [];
  });
}
