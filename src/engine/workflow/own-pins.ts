import { pinOfRelease } from './action-pins.ts'
import type { OwnAction, WorkflowParts } from './workflow-parts.ts'

/** What GitHub runs today. */
const TODAY: Readonly<Record<OwnAction, string>> = {
  'actions/setup-node': 'v7.0.0',
  'actions/checkout': 'v7.0.1',
  'actions/upload-artifact': 'v7.0.0',
  'actions/download-artifact': 'v8.0.1',
}

/** An Enterprise Server knows the artifact actions up to version 3 only, and its runners may stop at Node 20. */
const OLDER: Readonly<Record<OwnAction, string>> = {
  'actions/setup-node': 'v4.4.0',
  'actions/checkout': 'v4.4.0',
  'actions/upload-artifact': 'v3.2.1-node20',
  'actions/download-artifact': 'v3.1.0-node20',
}

/** The pins of the actions that Suture's own steps use, as of now. */
export function ownPins(isToday: boolean): WorkflowParts['pins'] {
  const pin = (action: OwnAction) => {
    const { release, commit } = pinOfRelease(action, (isToday ? TODAY : OLDER)[action])
    return { release, commit }
  }
  return {
    'actions/setup-node': pin('actions/setup-node'),
    'actions/checkout': pin('actions/checkout'),
    'actions/upload-artifact': pin('actions/upload-artifact'),
    'actions/download-artifact': pin('actions/download-artifact'),
  }
}
