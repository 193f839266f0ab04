import { parse } from 'yaml'
import {
  MARKERS,
  type MatrixInput,
  OWN_ACTIONS,
  type OwnAction,
  TEMPLATE_VERSION,
  TEMPLATE_VERSIONS,
  type WorkflowParts,
} from './workflow-parts.ts'

export type WorkflowReading =
  | { readonly outcome: 'read'; readonly parts: WorkflowParts }
  | { readonly outcome: 'too_old'; readonly detail: string }
  | { readonly outcome: 'unreadable'; readonly detail: string }

/** Far above any honest workflow. */
const MAX_LENGTH = 200_000

/** The parts of a workflow file that `renderWorkflow` would need to write it again. */
export function readWorkflow(text: string): WorkflowReading {
  const unreadable = (detail: string): WorkflowReading => ({ outcome: 'unreadable', detail })
  if (text.length > MAX_LENGTH) return unreadable(`the file is longer than ${MAX_LENGTH} characters`)
  const version = Number(/^# suture-workflow: (\d+)\n/.exec(text)?.[1] ?? 'none')
  if (Number.isNaN(version)) return unreadable('its first line does not say which version of the workflow it is')
  const template = TEMPLATE_VERSIONS.find((one) => one === version)
  if (template === undefined)
    return version > TEMPLATE_VERSION
      ? unreadable(`it has version ${version}, newer than this Suture, which knows ${TEMPLATE_VERSION}`)
      : { outcome: 'too_old', detail: `it has version ${version}, this Suture writes ${TEMPLATE_VERSION}` }
  const lines = text.split('\n')
  const machine = region(lines, MARKERS.machine, 4)
  const setUp = region(lines, MARKERS.setUp, 6)
  const ours = outside(lines, MARKERS.setUp, 6)
  const pins = OWN_ACTIONS.map((action) => [action, ownPin(ours, action)] as const)
  const lost = pins.find(([, pin]) => !pin)
  if (!machine || !setUp) return unreadable('the marker lines around its set-up steps are gone')
  if (lost) return unreadable(`${lost[0]} is not pinned by a commit`)
  const values = new Map(
    [...text.matchAll(/^ {2}SUTURE_([A-Z0-9]+): '(.*)'$/gm)].map(([, name, value]) => [name, value?.replaceAll("''", "'")]),
  )
  return {
    outcome: 'read',
    parts: {
      template,
      protocol: Number(values.get('PROTOCOL')),
      bundle: { version: values.get('VERSION') ?? '', url: values.get('URL') ?? '', sha256: values.get('SHA256') ?? '' },
      cacheMode: lines.includes('    cache-mode: read'),
      matrix: matrixInputs(text),
      pins: Object.fromEntries(pins) as WorkflowParts['pins'],
      machine,
      setUp,
    },
  }
}

/** The lines of the first region between two markers, without their indentation. */
function region(lines: readonly string[], [open, close]: readonly [string, string], indent: number): readonly string[] | null {
  const from = lines.indexOf(' '.repeat(indent) + open)
  const to = lines.indexOf(' '.repeat(indent) + close, from)
  return from < 0 || to < 0 ? null : lines.slice(from + 1, to).map((line) => line.slice(indent))
}

/** The lines outside of all regions between these markers. */
function outside(lines: readonly string[], [open, close]: readonly [string, string], indent: number): readonly string[] {
  let inside = false
  return lines.filter((line) => {
    if (line === ' '.repeat(indent) + open) inside = true
    if (line === ' '.repeat(indent) + close) inside = false
    return !inside
  })
}

function ownPin(lines: readonly string[], action: OwnAction): WorkflowParts['pins'][OwnAction] | null {
  for (const line of lines) {
    const found = /^ {8}uses: (\S+)@([0-9a-f]{40}) # (v[\w.-]+)$/.exec(line)
    if (found?.[1] === action && found[2] && found[3]) return { commit: found[2], release: found[3] }
  }
  return null
}

function matrixInputs(text: string): readonly MatrixInput[] {
  let inputs: unknown
  try {
    inputs = (parse(text, { maxAliasCount: 20 }) as { on?: { workflow_dispatch?: { inputs?: unknown } } })?.on?.workflow_dispatch?.inputs
  } catch {
    return []
  }
  return Object.entries((inputs ?? {}) as Record<string, { options?: unknown } | null>).flatMap(([name, input]) =>
    name.startsWith('matrix-') && Array.isArray(input?.options)
      ? [{ name: name.slice('matrix-'.length), values: input.options.map(String) }]
      : [],
  )
}
