import { z } from 'zod'
import { FrameworkName } from '../model/framework-name.ts'
import { ProtocolVersion } from './version.ts'

const Sha = z.string().regex(/^[0-9a-f]{40}$/, 'a commit is 40 hexadecimal digits')

/** The longest pull request text that is passed on: two screens; a longer one is pasted output. */
export const MAX_INTENT_TEXT = 8_000

/**
 * What the server asks of a runner; always fits one workflow input.
 * `head` is the commit whose test files would be patched. `merge` says that CI tested the merge of these two instead,
 * which the runner rebuilds. With no `tests`, the runner runs `files`; with no files either, the whole suite. `framework` is the
 * only one that failed, `null` where there are several or none is known. `intentTexts` are title and body of the pull request: plain text
 * of strangers, searched for words and for nothing else. Keys that a runner does not know are left out.
 */
export const HealJob = z.object({
  protocol: ProtocolVersion,
  healing: z.string().regex(/^[0-9a-zA-Z-]{1,64}$/),
  generation: z.number().int().positive(),
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  head: Sha,
  base: Sha,
  merge: z.object({ head: Sha, base: Sha }).nullable(),
  framework: FrameworkName.nullable(),
  files: z.array(z.string().max(1024)),
  tests: z.array(z.string().max(4096)),
  variant: z.record(z.string(), z.string()),
  intentTexts: z.array(z.string().max(MAX_INTENT_TEXT)).max(2).default([]),
  settings: z.object({
    autoRepair: z.boolean(),
    detectFlaky: z.boolean(),
    maxRepairAttempts: z.number().int().min(1).max(10),
    confidenceThreshold: z.number().min(0).max(1),
    testFilesAdd: z.array(z.string()).default([]),
    testFilesExclude: z.array(z.string()).default([]),
  }),
})
export type HealJob = Readonly<z.infer<typeof HealJob>>
