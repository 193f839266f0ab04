import { ant } from './ant.ts'
import { bun } from './bun.ts'
import { gradle } from './gradle.ts'
import type { LogGrammar } from './grammar.ts'
import { jest } from './jest.ts'
import { maven } from './maven.ts'
import { mocha } from './mocha.ts'
import { nodeTest } from './node-test.ts'
import { pytest } from './pytest.ts'
import { unittest } from './unittest.ts'
import { vitest } from './vitest.ts'

/** Every grammar reads every line; a new framework is one file and one line here. */
export const logGrammars: readonly LogGrammar[] = [pytest, unittest, jest, vitest, mocha, nodeTest, bun, maven, gradle, ant]
