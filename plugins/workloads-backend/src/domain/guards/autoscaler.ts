import type { Situation } from '../change/plan';
import { findAutoscaler } from '../view/findAutoscaler';
import { finding, type Guard } from './finding';

/** Somebody else sets the number of replicas. */
export function autoscalerGuard({
  kind,
  name,
  surroundings,
}: Pick<Situation, 'kind' | 'name' | 'surroundings'>): Guard {
  const autoscaler = findAutoscaler(surroundings.autoscalers, { kind, name });
  if (!autoscaler) {
    return undefined;
  }
  const { min, max, current, scalingActive, controller } = autoscaler;
  const evidence = {
    HorizontalPodAutoscaler: autoscaler.name,
    min,
    max,
    current,
    ...(scalingActive && { ScalingActive: scalingActive }),
  };
  if (controller?.kind === 'ScaledObject') {
    return finding('keda', 'confirm', {
      message: `Replicas are set by KEDA ScaledObject ${controller.name}.`,
      evidence: { ScaledObject: controller.name, ...evidence },
    });
  }
  return finding('hpa', 'confirm', {
    message: `Replicas are set by HPA ${autoscaler.name} (${min}–${max}): a manual value lasts until its next decision; 0 pauses the HPA.`,
    evidence,
  });
}
