import { ruledTogether } from './decide.ts';
import type { Action, Expectation, Policy } from './policy.ts';
import { createPolicyView, type FolderPolicy, type ViewOptions } from './view.ts';

export interface TestResult {
  readonly expected: Expectation;
  readonly tier: string;
  /** With a provider. */
  readonly decision?: Action;
  readonly passed: boolean;
  /** `file:line` of the rule that gave the tier; undefined: the default. */
  readonly rule?: string;
}

/** Runs the tests that the classification files of a folder hold of themselves. */
export function runExpectations(
  folder: FolderPolicy & { readonly policy: Policy },
  today: string,
  options: Omit<ViewOptions, 'today'> = {},
): TestResult[] {
  const view = createPolicyView([folder], { ...options, today });
  return (folder.policy.expect ?? []).map((expected) => {
    const path = [folder.root, expected.folder, expected.path].filter((part) => part !== undefined).join('/');
    const { tier, rule } = view.classify(path);
    const decision =
      expected.provider === undefined
        ? undefined
        : ruledTogether([folder.policy, ...(folder.bounds ?? [])], tier, expected.provider, today);
    return {
      expected,
      tier,
      passed: (expected.tier === undefined || expected.tier === tier) && expected.decision === decision,
      ...(decision !== undefined && { decision }),
      ...(rule && { rule: `${rule.source.file}:${rule.source.line}` }),
    };
  });
}
