import type { ServerResponse } from 'node:http'
import type { Outgoing } from './half-answers/half-answer.ts'

/** Sends an answer, or as much of it as it says. */
export function send(response: ServerResponse, { status, headers, bytes, breakAfter }: Outgoing): void {
  response.writeHead(status, headers)
  if (breakAfter === undefined) response.end(bytes)
  else response.write(bytes.subarray(0, breakAfter), () => setTimeout(() => response.destroy(), 5))
}
