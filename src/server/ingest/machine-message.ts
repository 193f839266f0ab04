import { cleanLine } from '../../engine/reports/text/clean-line.ts'

const TAIL = 64 * 1024 // characters: what comes after the failing step is clean-up and short

/** Lines in which a machine, a network or a tool reports its own failure. The last one of a log says why it ended. */
const MACHINE =
  /\b(?:ETIMEDOUT|ECONNRESET|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENOSPC|ENOMEM)\b|could not resolve host|temporary failure in name resolution|connection (?:reset|refused|timed out|aborted)|no space left|out of memory|lost communication|network (?:is unreachable|error|timeout)|read timed out|max retries exceeded|service unavailable|bad gateway|too many requests|no matching distribution|could not find a version|command not found|not found in (?:the )?(?:registry|index)/i
const ERROR_MARK = /^##\[error\](?!Process completed with exit code)(.+)/
const TOOL_ERROR = /^(?:error|fatal|npm (?:err!|error)|e:)[\s:]/i

/** Passes the parts of a log on, one after the other, and keeps the end of the last one. */
export function keepTail(): { pass(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>; tail(): string } {
  const decoder = new TextDecoder('utf-8')
  let tail = ''
  async function* pass(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const part of bytes) {
      tail = (tail + decoder.decode(part, { stream: true })).slice(-TAIL)
      yield part
    }
  }
  return { pass, tail: () => tail }
}

/** The line of a log's end that says why its job ended; '' where none does. */
export function machineMessage(tail: string): string {
  const lines = tail.split('\n').map((line) => cleanLine(line).text)
  const found = [MACHINE, ERROR_MARK, TOOL_ERROR].map((expression) => lines.findLast((line) => expression.test(line)))
  const line = found.find((one) => one !== undefined) ?? ''
  return line
    .replace(/^##\[error\]/, '')
    .trim()
    .slice(0, 500)
}
