import { ownPins } from './own-pins.ts'
import { readWorkflow } from './read-workflow.ts'
import { renderWorkflow } from './render-workflow.ts'
import { type BundlePin, TEMPLATE_VERSION } from './workflow-parts.ts'

export type PinUpdate =
  | { readonly outcome: 'updated' | 'unchanged'; readonly text: string }
  | { readonly outcome: 'not_updated'; readonly reason: string }

/** The same workflow with the text and the pins of now (the bundle, its protocol, Suture's own actions): what the repository may edit stays. */
export function updatePins(text: string, bundle: BundlePin, protocol: number): PinUpdate {
  const reading = readWorkflow(text)
  if (reading.outcome !== 'read') return { outcome: 'not_updated', reason: `${reading.detail}; run \`suture init\` again` }
  if (renderWorkflow(reading.parts) !== text)
    return { outcome: 'not_updated', reason: 'the file was edited beyond its set-up steps; run `suture init` again' }
  const renewed = renderWorkflow({ ...reading.parts, template: TEMPLATE_VERSION, bundle, protocol, pins: ownPins(reading.parts.cacheMode) })
  return { outcome: renewed === text ? 'unchanged' : 'updated', text: renewed }
}
