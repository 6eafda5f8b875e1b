import type { ComponentFacts } from '../component/facts';
import { generateInnerLoop } from '../generate/generateInnerLoop';
import {
  INNER_LOOP_TOOLS,
  TOOL_INFO,
  type InnerLoopTool,
} from '../generate/tools';
import type { DeveloperTarget } from '../target/target';
import { CHOICE_RULES, type Circumstances } from './rules';

/** How a tool suits a component, and why. @public */
export interface ToolChoice {
  tool: InnerLoopTool;
  title: string;
  fit: 'best' | 'good' | 'poor' | 'impossible';
  reasons: string[];
}

/** What is known beside the facts. @public */
export interface ChoiceInput {
  facts: ComponentFacts;
  target: DeveloperTarget;
  /** Paths of the repository's files, from its root. */
  files?: readonly string[];
  /** Components of the catalog in the same repository, this one included. */
  componentsInRepository?: number;
}

/** Points from which a tool suits well. */
const GOOD = 2;

/**
 * All tools, the one that suits best first. None is best if none is possible.
 *
 * @public
 */
export function chooseTool(input: ChoiceInput): ToolChoice[] {
  const judged = INNER_LOOP_TOOLS.map(tool => judge(tool, input));
  const ranked = [...judged].sort((a, b) => b.points - a.points);
  return ranked.map(({ tool, points, reasons, isPossible }, i) => ({
    tool,
    title: TOOL_INFO[tool].title,
    fit: fitOf({ points, isPossible, isFirst: i === 0 }),
    reasons,
  }));
}

interface Judged {
  tool: InnerLoopTool;
  points: number;
  reasons: string[];
  isPossible: boolean;
}

function judge(tool: InnerLoopTool, input: ChoiceInput): Judged {
  const { findings } = generateInnerLoop(tool, input.facts, input.target);
  const blocks = findings.filter(({ severity }) => severity === 'block');
  if (blocks.length > 0) {
    const reasons = blocks.map(({ message }) => message);
    return { tool, points: -Infinity, reasons, isPossible: false };
  }
  const circumstances: Circumstances = {
    ...input,
    files: input.files ?? [],
    componentsInRepository: input.componentsInRepository ?? 1,
  };
  const rules = CHOICE_RULES.filter(
    rule => rule.tools.includes(tool) && rule.when(circumstances, tool),
  );
  return {
    tool,
    points: rules.reduce((sum, { points }) => sum + points, 0),
    reasons: rules.map(({ reason }) => reason(circumstances, tool)),
    isPossible: true,
  };
}

function fitOf(judged: {
  points: number;
  isPossible: boolean;
  isFirst: boolean;
}): ToolChoice['fit'] {
  if (!judged.isPossible) {
    return 'impossible';
  }
  if (judged.isFirst) {
    return 'best';
  }
  return judged.points >= GOOD ? 'good' : 'poor';
}
