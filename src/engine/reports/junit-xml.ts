import { SaxesParser } from 'saxes'
import { decodeText } from './decode-text.ts'
import { junitReport } from './junit-report.ts'
import type { Reading } from './reading.ts'
import type { ReportLimits } from './report-limits.ts'

const CONTROL = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/u
const CONTROLS = new RegExp(CONTROL, 'gu')
const CONTROL_REFERENCE = /malformed character entity/

/**
 * JUnit XML of any writer, as a stream. Entities are never defined, files and addresses never opened;
 * control characters are dropped, any other fault ends the reading: its counts are then zero and `error` says why.
 */
export async function readJunitXml(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  limits: ReportLimits,
  encoding = 'utf-8',
): Promise<Reading> {
  const parser = new SaxesParser()
  const report = junitReport(name, limits)
  let fault: string | null = null
  parser.on('error', (error) => {
    if (!CONTROL_REFERENCE.test(error.message)) fault ??= error.message
  })
  parser.on('opentag', (tag) => report.open(localName(tag.name), tag.attributes, parser.line))
  parser.on('closetag', (tag) => report.close(localName(tag.name), parser.line))
  parser.on('text', (text) => report.text(text))
  parser.on('cdata', (text) => report.text(text))
  for await (const text of decodeText(bytes, encoding)) {
    parser.write(CONTROL.test(text) ? text.replaceAll(CONTROLS, '') : text)
    if (fault) break
  }
  if (!fault) parser.close()
  return report.finish(fault, parser.line)
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
