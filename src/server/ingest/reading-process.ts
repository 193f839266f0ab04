import { PassThrough } from 'node:stream'
import { answerQuestions } from '../processes/answer-questions.ts'
import { type Appetite, takeBytes } from '../processes/take-bytes.ts'
import { type InputReader, openInputReader } from './input-reader.ts'
import type { InputReading, ReadingQuestion, Rows } from './reading-messages.ts'

// The body of a process of its own: files of one run after the other, as bytes in messages; rows out.

type Open = { readonly parts: readonly PassThrough[]; at: number; readonly reading: Promise<InputReading> }

let reader: InputReader | null = null
let open: Open | null = null

answerQuestions(async (question: ReadingQuestion): Promise<InputReading | Appetite | Rows | null> => {
  if (question.kind === 'run') {
    open = null
    reader = openInputReader(question.known, question.total)
    return null
  }
  if (reader === null) throw new Error('a file was sent before its run')
  if (question.kind === 'input') {
    const parts = [new PassThrough(), new PassThrough()]
    open = { parts, at: 0, reading: reader.read(question.input, parts) }
    open.reading.catch(() => {}) // it is thrown where the end is asked for
    return null
  }
  if (question.kind === 'rows') return reader.rows()
  if (open === null) throw new Error('bytes were sent before their file')
  if (question.kind === 'bytes') return await takeBytes(open.parts[open.at], question.bytes)
  if (question.kind === 'gap') {
    open.parts[open.at]?.end()
    open.at += 1
    return null
  }
  for (const part of open.parts) if (!part.writableEnded) part.end()
  return await open.reading
})
