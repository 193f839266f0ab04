import type { Strategy } from '../strategy.ts'
import { adaptByExample } from './adapt-by-example.ts'
import { addAsync } from './add-async.ts'
import { passOption } from './pass-option.ts'
import { removeTest } from './remove-test.ts'
import { renameSymbol } from './rename-symbol.ts'
import { updateAssertion } from './update-assertion.ts'
import { updateImport } from './update-import.ts'
import { updateMock } from './update-mock.ts'
import { updateResult } from './update-result.ts'
import { updateSetup } from './update-setup.ts'
import { updateSignature } from './update-signature.ts'
import { useSuccessor } from './use-successor.ts'

/** Every way to bring a test up to date, in the order in which they are asked. */
export const strategies = [
  updateImport,
  renameSymbol,
  updateSignature,
  useSuccessor,
  adaptByExample,
  updateResult,
  addAsync,
  passOption,
  updateAssertion,
  updateMock,
  updateSetup,
  removeTest,
] as const satisfies readonly Strategy[]
