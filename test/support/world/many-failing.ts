const idOf = (index: number) => `tests/test_many_${index % 50}.py::test_number_${index}`
/** Each fails in its own way: nothing can be said once for all of them. */
const saidBy = (index: number) => `AssertionError: assert total_${index} == ${index} in a message that is long enough to be cut somewhere`

/** Failing tests by their number. */
export const manyFailing = { idOf, saidBy }

/** JUnit XML in which so many tests fail. */
export function junitOfFailing(count: number): string {
  const cases = Array.from(
    { length: count },
    (_, index) =>
      `<testcase classname="tests.test_many_${index % 50}" name="test_number_${index}" time="0.01"><failure message="${saidBy(index)}">tests/test_many_${index % 50}.py:5: AssertionError</failure></testcase>`,
  )
  return `<testsuites><testsuite name="pytest" tests="${count}">${cases.join('\n')}</testsuite></testsuites>`
}
