/** A file of a commit: its whole new text, or `null` where it is deleted, with the mode that it has in the parent commit. */
export type CommittedFile = { readonly path: string; readonly content: string | null; readonly mode: '100644' | '100755' }

export type CheckOutput = { readonly title: string; readonly summary: string; readonly text?: string }

/**
 * Everything that Suture does on GitHub, as data: decided elsewhere, applied in `apply-effects.ts` alone.
 * `marker` is a text that occurs in what the effect leaves behind; an effect that finds its marker does not happen twice.
 */
export type Effect =
  /** The one comment of a thread that is edited in place. With `onlyUpdate` a thread without it stays without it. */
  | {
      readonly kind: 'upsert_comment'
      readonly issue: number
      readonly marker: string
      readonly body: string
      readonly onlyUpdate?: boolean
    }
  /** A comment that is written once. */
  | { readonly kind: 'reply'; readonly issue: number; readonly marker: string; readonly body: string }
  | { readonly kind: 'react'; readonly comment: number; readonly content: 'eyes' | '+1' | 'confused' }
  /** The check run named `Suture` on a commit, created or updated; without a `conclusion` it is in progress. */
  | {
      readonly kind: 'check'
      readonly headSha: string
      readonly externalId: string
      readonly output: CheckOutput
      readonly conclusion: 'success' | 'neutral' | null
    }
  /** The check run named `Suture / gate` on a commit, which teams may require: success or failure only. */
  | {
      readonly kind: 'gate_check'
      readonly headSha: string
      readonly output: CheckOutput
      readonly conclusion: 'success' | 'failure' | null
    }
  /** The check run named `Suture / prediction` on a commit: it never decides anything. */
  | { readonly kind: 'prediction_check'; readonly headSha: string; readonly output: CheckOutput; readonly conclusion: 'neutral' }
  /** One signed commit with these files on `branch`, and its pull request into `base`. */
  | {
      readonly kind: 'open_pull_request'
      readonly branch: string
      readonly base: string
      /** The commit that the new one is made on. */
      readonly parent: string
      readonly message: string
      readonly files: readonly CommittedFile[]
      readonly title: string
      readonly body: string
      readonly labels: readonly string[]
    }
  | { readonly kind: 'add_labels'; readonly issue: number; readonly labels: readonly string[] }
  /** Closes one of Suture's open pull requests; a closed or merged one stays as it is. */
  | { readonly kind: 'close_pull_request'; readonly pull: number; readonly marker: string; readonly comment: string }
  | { readonly kind: 'delete_branch'; readonly branch: string }
  /** Starts the workflow on `ref`; `nonce` is part of the run's name. */
  | {
      readonly kind: 'dispatch_workflow'
      readonly workflow: string
      readonly ref: string
      readonly inputs: Readonly<Record<string, string>>
      readonly nonce: string
    }
  | { readonly kind: 'cancel_run'; readonly run: number }

export type EffectKind = Effect['kind']
export type EffectOf<Kind extends EffectKind> = Extract<Effect, { kind: Kind }>
