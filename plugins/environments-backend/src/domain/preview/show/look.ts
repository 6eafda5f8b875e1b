import type { JobFacts, PodFacts } from '../../kinds/pods';
import type { RouteFacts } from '../../kinds/routes';
import type { ScalableFacts } from '../../kinds/workloads';
import type { EnvironmentState } from '../../plan/types';
import type { Sight, Target } from '../plan/types';
import type { PreviewRecord } from '../record/record';

/** All that is known of a preview when it is shown. */
export interface PreviewLook {
  record: PreviewRecord;
  sight: Sight;
  target: Target;
  /** What the environment itself is doing; absent where there is no namespace. */
  environment?: { state: EnvironmentState; findings: readonly string[] };
  scalables: readonly ScalableFacts[];
  pods: readonly PodFacts[];
  jobs: readonly JobFacts[];
  /** Undefined: there is no gateway, or its routes cannot be read. */
  routes?: readonly RouteFacts[];
}
