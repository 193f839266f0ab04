import { createHash } from 'node:crypto'
import type { FailureSignature, SignatureFields } from '../../model/failure/failure-signature.ts'
import type { FailureType } from '../../model/failure/failure-type.ts'
import type { Frame } from '../../model/runs/test-run.ts'
import { messageShape } from './message-shape.ts'

/** Counts up whenever equal evidence would give another signature. Stored beside each one; older ones are recomputed from their fields. */
const SIGNATURE_VERSION = 1

/** What is known of one failure; `frames` end with the innermost. */
export type FailureEvidence = {
  readonly failureType: FailureType
  readonly exception: string
  readonly message: string
  readonly frames: readonly Pick<Frame, 'file' | 'function'>[]
  readonly expected?: string | null
  readonly actual?: string | null
}

/** The signature of a failure in the current version. */
export function failureSignature(evidence: FailureEvidence): FailureSignature {
  const { shape, values } = messageShape(evidence.message)
  const top = evidence.frames.findLast(({ file }) => file !== null && !isDependency(file))
  const compared = [evidence.expected, evidence.actual].filter((value) => typeof value === 'string')
  return signatureOfFields({
    failureType: evidence.failureType,
    exception: evidence.exception.split(/[.:]/).at(-1)?.trim() ?? '',
    file: top?.file ?? null,
    function: top?.function || null,
    message: shape,
    values: (compared.length > 0 ? compared.map((value) => restored(messageShape(value))) : values).join('\n'),
  })
}

/** Signs stored fields again: how a signature of an older version is brought to this one. */
export function signatureOfFields(fields: SignatureFields): FailureSignature {
  const kind = [fields.failureType, fields.exception, fields.file, fields.function, fields.message]
  return { version: SIGNATURE_VERSION, loose: digest(kind), strict: digest([...kind, fields.values]), fields }
}

/** Whether two stored signatures are the same failure: by the stricter key unless any value will do. */
export function sameFailure(
  known: Pick<FailureSignature, 'loose' | 'strict'>,
  seen: Pick<FailureSignature, 'loose' | 'strict'>,
  anyValue: boolean,
): boolean {
  return anyValue ? known.loose === seen.loose : known.strict === seen.strict
}

/** The values back in their places: a compared value keeps its content, but not its addresses and dates. */
function restored({ shape, values }: ReturnType<typeof messageShape>): string {
  let next = 0
  return shape.replaceAll('<value>', () => values[next++] ?? '<value>')
}

function isDependency(file: string): boolean {
  return /(?:^|\/)(?:node_modules|site-packages|dist-packages)\//.test(file) || file.startsWith('node:') || file.startsWith('<')
}

function digest(parts: readonly (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}
