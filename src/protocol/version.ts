import { z } from 'zod'

/** What the server writes and a new workflow file pins. */
export const PROTOCOL_VERSION = 2
/** What the server reads besides: an upgrade of the server breaks no workflow file. */
export const PREVIOUS_PROTOCOL_VERSION = 1

export const PROTOCOL_VERSIONS: readonly number[] = [PROTOCOL_VERSION, PREVIOUS_PROTOCOL_VERSION]

export const ProtocolVersion = z.union([z.literal(PROTOCOL_VERSION), z.literal(PREVIOUS_PROTOCOL_VERSION)])
export type ProtocolVersion = z.infer<typeof ProtocolVersion>

/** The longest text that GitHub takes as one workflow input. */
export const MAX_INPUT_LENGTH = 65_535
