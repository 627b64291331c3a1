import * as z from 'zod/mini';

/**
 * The classification file `.cordon.yaml`, version 1: the one place that says which keys there are and what they hold.
 * Types, the JSON Schema for editors (`policyJsonSchema`) and the checks of `parse.ts` all come from here.
 */
export const ACTIONS = ['allow', 'warn', 'redact', 'block'] as const;
export const KINDS = ['secret', 'pii', 'injection', 'classified'] as const;
export const OVERRIDE_REASONS = ['optional', 'required'] as const;
export const POLICY_VERSION = 1;

const described = <T extends z.core.$ZodType>(schema: T, description: string): T => {
  z.globalRegistry.add(schema, { description });
  return schema;
};

/** A key that may be left out, or stand there with nothing after it, as while a person is still typing. */
const section = <T extends z.core.$ZodType>(schema: T) => z.optional(z.nullable(schema));

const text = (description: string) => described(z.string().check(z.minLength(1)), description);
const date = (description: string) => described(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)), description);
const globs = (description: string) =>
  described(z.union([z.string().check(z.minLength(1)), z.array(z.string().check(z.minLength(1))).check(z.minLength(1))]), description);
const action = z.enum(ACTIONS);
const tierName = z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/));

const tier = z.union([action, z.record(z.string().check(z.minLength(1)), action)]);

const fileRule = z.strictObject({
  match: globs('Globs as in .gitignore, relative to this file; `!` takes paths out of this rule.'),
  tier: text('The tier of the files that match.'),
  reason: z.optional(text('Why; shown to the user.')),
  owner: z.optional(text('Whom to ask.')),
});

const contract = z.strictObject({
  retention: z.optional(
    described(z.union([z.string(), z.number()]), 'What the provider keeps, in the words of the contract: `none`, `30 days`.'),
  ),
  training: z.optional(described(z.boolean(), 'Whether the provider may train on the content.')),
  region: z.optional(text('Where the content is processed: `eu`, `us-east-1`.')),
  until: z.optional(date('Last day (YYYY-MM-DD) on which the contract, and with it the approval, holds.')),
});

const provider = z.strictObject({
  hosts: z.optional(
    described(z.array(z.string().check(z.minLength(1))), 'Hosts added to the built-in ones: `*.example.com`, `10.0.0.5:8080`.'),
  ),
  approved: z.optional(
    described(z.boolean(), 'Whether content above the first tier may go there at all. Default: true for a provider that is named.'),
  ),
  contract: z.optional(described(contract, 'What was agreed with the provider; shown by `cordon explain`.')),
});

const customDetector = z.strictObject({
  id: described(z.string().check(z.regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/)), 'Kebab-case.'),
  title: text('As a user reads it.'),
  kind: described(z.enum(KINDS), 'What a finding is about.'),
  keywords: described(
    z.array(z.string().check(z.minLength(2))).check(z.minLength(1)),
    'Texts of which one stands in every match; the pattern runs only around them.',
  ),
  pattern: text('A JavaScript regular expression with a group named `value`: `ACME-(?<value>\\d{6})`.'),
  finds: z.optional(described(z.array(z.string()), 'Examples in which the pattern must find something.')),
  ignores: z.optional(described(z.array(z.string()), 'Near-misses in which it must find nothing.')),
});

const exception = z.strictObject({
  match: z.optional(
    described(z.string().check(z.regex(/^x1:[0-9a-f]{32}$/)), '`x1:` and 32 hex digits: the HMAC of a value under `salt`.'),
  ),
  path: z.optional(text('A glob, for kinds that are easily guessed, such as e-mail addresses.')),
  detector: text('The detector that stays silent.'),
  reason: text('Why; reviewers read it.'),
  by: z.optional(text('Who allowed it.')),
  until: z.optional(date('Last day (YYYY-MM-DD) of the exception.')),
});

const expectation = z.strictObject({
  path: text('A path relative to this file; it need not exist.'),
  tier: z.optional(text('The tier that it must get.')),
  provider: z.optional(text('A provider it would go to; stands with `decision`.')),
  decision: z.optional(described(z.enum(ACTIONS), 'What must happen to it on its way there, before its content is looked at.')),
});

const pinned = z.strictObject({
  url: described(z.string().check(z.regex(/^https:\/\/[^\s/?#@]+\/\S*$/)), 'An https address without a user name in it.'),
  sha256: described(z.string().check(z.regex(/^[0-9a-f]{64}$/)), 'Of the content: 64 lower-case hex digits, as `sha256sum` prints them.'),
});

export const policySchema = z.strictObject({
  version: z.optional(described(z.literal(POLICY_VERSION), 'Version of the format.')),
  default: z.optional(text('Tier of what no rule names. Default: `internal`.')),
  tiers: section(described(z.record(tierName, tier), 'Most open first. Each: an action, or `{ default: action, <provider>: action }`.')),
  files: section(described(z.array(fileRule), 'As in .gitignore, the last match wins.')),
  providers: section(
    described(
      z.record(z.string().check(z.minLength(1)), section(provider)),
      'Where content may go. With this section, what it does not name is not approved.',
    ),
  ),
  detectors: section(
    described(
      z.strictObject({
        disable: z.optional(described(z.array(z.string().check(z.minLength(1))), 'Ids of detectors that stay silent.')),
        custom: z.optional(described(z.array(customDetector), 'Detectors of your own.')),
      }),
      'What is looked for.',
    ),
  ),
  salt: z.optional(
    described(z.string().check(z.regex(/^[0-9a-f]{32,128}$/)), 'Written by Cordon; makes the exceptions mean nothing elsewhere.'),
  ),
  exceptions: section(described(z.array(exception), 'What is let through on purpose: one value, or one detector in some files.')),
  overrides: section(
    described(
      z.strictObject({
        reason: z.optional(
          described(
            z.enum(OVERRIDE_REASONS),
            'With `required`, who pastes an original or switches the guard off is asked why, and the reason is recorded. Default: `optional`.',
          ),
        ),
      }),
      'When a user goes ahead against what Cordon did.',
    ),
  ),
  extends: z.optional(
    described(
      z.union([z.string().check(z.minLength(1)), pinned]),
      "A team's base policy, which nothing here may loosen: a path relative to this file, or `{ url, sha256 }`.",
    ),
  ),
  expect: section(
    described(
      z.union([z.record(z.string().check(z.minLength(1)), z.string().check(z.minLength(1))), z.array(expectation)]),
      'Tests of this file: paths and the tier each must get, or a list of `{ path, tier, provider, decision }`.',
    ),
  ),
});

export type PolicyFile = z.infer<typeof policySchema>;

/** JSON Schema (draft 2020-12) of the file, for completion and validation in editors. */
export function policyJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(policySchema) as Record<string, unknown>;
  return { ...schema, title: 'Cordon classification file' };
}
