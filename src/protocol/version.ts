import { z } from 'zod'

/** What the server writes. It also reads the previous version, so that an upgrade breaks no workflow file. */
export const PROTOCOL_VERSION = 1

export const ProtocolVersion = z.literal(PROTOCOL_VERSION)

/** The longest text that GitHub takes as one workflow input. */
export const MAX_INPUT_LENGTH = 65_535
