import { parentPort, workerData } from 'node:worker_threads'
import { createParsers } from '../../engine/languages/parsers.ts'
import { loadGrammarBytes } from './load-grammars.ts'
import { type PackedReportCase, unpackTrees } from './unpack-trees.ts'
import { verifyReport } from './verify-report.ts'

// The body of a worker thread: one report in, one verdict out.
const parsers = await createParsers(await loadGrammarBytes(), () => performance.now())
const { packed, ...report } = workerData as PackedReportCase
parentPort?.postMessage(await verifyReport({ ...report, trees: await unpackTrees(packed) }, parsers))
