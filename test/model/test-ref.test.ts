import { expect, test } from 'vitest'
import { fileRef, Subject, subjectTitle } from '../../src/model/test-ref.ts'

const ref = { kind: 'test', id: 't.py::TestA::test_b[1-x]', file: 't.py', suite: ['TestA'], name: 'test_b', row: '1-x' } as const

test('a title is the last part of what a reader knows it by', () => {
  expect(subjectTitle({ ...ref, suite: [...ref.suite] })).toBe('test_b[1-x]')
  expect(subjectTitle({ ...ref, suite: [], row: '' })).toBe('test_b[]')
  expect(subjectTitle({ ...ref, suite: [], row: null })).toBe('test_b')
  expect(subjectTitle(fileRef('tests/test_cart.py'))).toBe('test_cart.py')
  expect(subjectTitle({ kind: 'framework', id: 'pytest', file: 'pytest' })).toBe('pytest')
})

test('the kind decides: a file is no test, whatever its id', () => {
  expect(Subject.safeParse(fileRef('t.py')).success).toBe(true)
  expect(Subject.safeParse({ ...fileRef('t.py'), kind: 'test' }).success).toBe(false)
})
