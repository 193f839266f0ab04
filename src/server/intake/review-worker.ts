import { parentPort, workerData } from 'node:worker_threads'
import { createParsers } from '../../engine/languages/parsers.ts'
import { loadGrammars } from './load-grammars.ts'
import { type ReportCase, verifyReport } from './verify-report.ts'

// The body of a worker thread: one report in, one verdict out.
const parsers = await createParsers(await loadGrammars())
parentPort?.postMessage(await verifyReport(workerData as ReportCase, parsers))
