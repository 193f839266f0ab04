import { loadFixture } from '../../../support/fixture.ts'
import { ledger } from '../ledger/index.ts'
import { storefront } from '../storefront/index.ts'
import { type DevelopedCodeBase, isTestFile } from './code-base.ts'
import { type Development, firstDay } from './develop.ts'

export const developed: readonly DevelopedCodeBase[] = [ledger, storefront]

export function begin({ fixture }: DevelopedCodeBase): Development {
  const texts = [...loadFixture(fixture).before]
  return firstDay(new Map(texts.filter(([path]) => !isTestFile(path))), new Map(texts.filter(([path]) => isTestFile(path))))
}
