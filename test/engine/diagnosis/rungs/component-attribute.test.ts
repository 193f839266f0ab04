import { describe, expect, test } from 'vitest'
import { climb } from '../../../../src/engine/diagnosis/index.ts'
import { diagnosisCase } from '../../../support/diagnosis-case.ts'
import { repairedText } from '../../../support/repair.ts'

const LABEL = `type Props = { text: string; weight: number }

export function CrateLabel({ text, weight }: Props) {
  return <p title={text}>{weight} kg</p>
}
`
const SHELF = `import { CrateLabel } from './CrateLabel'

export const Shelf = () => <CrateLabel text="Rice" weight={12}></CrateLabel>
`
const TEST = `import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { CrateLabel } from '../src/CrateLabel'

test('shows what is in it', () => {
  render(<CrateLabel text="Tea" weight={3} />)
  expect(screen.getByTitle('Tea')).toBeTruthy()
})

test('shows the weight', () => {
  render(<CrateLabel text="Tea" weight={3} />)
  expect(screen.getByText('3 kg')).toBeTruthy()
})
`
const base = { 'src/CrateLabel.tsx': LABEL, 'src/Shelf.tsx': SHELF }
const head = {
  'src/CrateLabel.tsx': LABEL.replaceAll(/\btext\b/g, 'caption'),
  'src/Shelf.tsx': SHELF.replace('text=', 'caption='),
}
const failure = { exception: 'TestingLibraryElementError', message: 'Unable to find an element with the title: Tea.' }

async function answer(after: Readonly<Record<string, string>>) {
  const tests = { 'test/label.test.tsx': TEST }
  const context = await diagnosisCase({
    ...{ base: { ...base, ...tests }, head: { ...after, ...tests }, failure, line: 5 },
    testId: 'test/label.test.tsx > shows what is in it',
  })
  const { verdict, codeChanges } = climb(context)
  return [verdict, ...codeChanges.map(({ kind, before, after: now }) => `${kind} ${before} -> ${now}`)]
}

describe('an attribute of a component that got another name', () => {
  test('a test that writes the old one is out of date', async () => {
    expect(await answer(head)).toEqual(['obsolete_test', 'option_renamed text -> caption'])
  })

  test('a product that still writes the old one is broken', async () => {
    expect((await answer({ ...head, 'src/Shelf.tsx': SHELF }))[0]).toBe('product_regression')
  })

  test('the test follows in each of its tags', async () => {
    const repaired = await repairedText(base, head, TEST, 'test/label.test.tsx')
    expect(repaired).toBe(TEST.replaceAll(' text="Tea"', ' caption="Tea"'))
  })
})
