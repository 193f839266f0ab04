/** The version of the text around the parts; raised when that text changes. */
export const TEMPLATE_VERSION = 4

/** Every version that can still be written and read: an upgrade of the server breaks no workflow file. */
export const TEMPLATE_VERSIONS = [2, 3, TEMPLATE_VERSION] as const
export type TemplateVersion = (typeof TEMPLATE_VERSIONS)[number]

/** The first version with the jobs of a hunt for flaky tests, and the first in which a hunt tries cures. */
export const FIRST_WITH = { hunt: 3, cures: 4 } as const

/** Where the repository keeps the workflow. */
export const WORKFLOW_PATH = '.github/workflows/suture.yml'

/** Its name in GitHub's API. */
export const WORKFLOW_FILE = 'suture.yml'

/** The runner's bundle that a workflow file pins. */
export type BundlePin = { readonly version: string; readonly url: string; readonly sha256: string }

/** A matrix value that a dispatch chooses: `python-version` becomes the input `matrix-python-version`. */
export type MatrixInput = { readonly name: string; readonly values: readonly string[] }

/** Actions that Suture's own steps use, in the order in which they first appear. */
export const OWN_ACTIONS = ['actions/setup-node', 'actions/checkout', 'actions/upload-artifact', 'actions/download-artifact'] as const
export type OwnAction = (typeof OWN_ACTIONS)[number]

/**
 * All that differs between two workflow files of one template version. `machine` and `setUp` are the lines between their markers,
 * without indentation: keys of a job, and steps.
 */
export type WorkflowParts = {
  readonly template: TemplateVersion
  readonly protocol: number
  readonly bundle: BundlePin
  readonly cacheMode: boolean
  readonly matrix: readonly MatrixInput[]
  readonly pins: Readonly<Record<OwnAction, { readonly release: string; readonly commit: string }>>
  readonly machine: readonly string[]
  readonly setUp: readonly string[]
}

/** Lines between which a repository may change its workflow. */
export const MARKERS = {
  machine: ['# >>> machine: yours to edit', '# <<< machine'],
  setUp: ['# >>> set-up: yours to edit', '# <<< set-up'],
} as const

/** The variable in which a generated step holds a matrix value. */
export function matrixVariable(name: string): string {
  return `MATRIX_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`
}
