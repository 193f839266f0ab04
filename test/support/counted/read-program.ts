/** The functions and numbers that a product file declares: `def f(a, b=2):` with one `return`, and `NAME = 3`. */
export type Program = ReadonlyMap<string, Value>
type Value = number | ((given: readonly Given[]) => number | { readonly failure: string })

/** One argument of a call, with its keyword where it has one. */
type Given = { readonly name: string | null; readonly value: number }

const FUNCTION = /^def (\w+)\(([^)]*)\):\n {4}return (.+)$/gm
const NUMBER = /^([A-Z]\w*) = (-?\d+)$/gm

export function readProgram(text: string): Program {
  const program = new Map<string, Value>()
  for (const [, name = '', value] of text.matchAll(NUMBER)) program.set(name, Number(value))
  for (const [, name = '', parameters = '', body = ''] of text.matchAll(FUNCTION)) {
    const declared = parameters.split(',').flatMap((part) => {
      const [parameter = '', value] = part.split('=').map((word) => word.trim())
      return parameter === '' ? [] : [{ parameter, value: value === undefined ? null : Number(value) }]
    })
    program.set(name, (given) => call(name, declared, given, body, program))
  }
  return program
}

type Declared = { readonly parameter: string; readonly value: number | null }

function call(name: string, declared: readonly Declared[], given: readonly Given[], body: string, program: Program) {
  const values = new Map<string, number>()
  for (const [index, one] of given.entries()) {
    const parameter = one.name ?? declared[index]?.parameter
    if (parameter === undefined)
      return { failure: `${name}() takes ${declared.length} positional arguments but ${given.length} were given` }
    if (!declared.some((known) => known.parameter === parameter))
      return { failure: `${name}() got an unexpected keyword argument '${parameter}'` }
    values.set(parameter, one.value)
  }
  for (const { parameter, value } of declared) {
    if (values.has(parameter)) continue
    if (value === null) return { failure: `${name}() missing 1 required positional argument: '${parameter}'` }
    values.set(parameter, value)
  }
  return evaluate(body, (word) => values.get(word) ?? (program.get(word) as number))
}

/** Sums and products of numbers and names. */
function evaluate(expression: string, numberOf: (word: string) => number): number {
  const terms = expression.split(' + ').map((term) =>
    term
      .split(' * ')
      .map((factor) => (/^-?\d+$/.test(factor) ? Number(factor) : numberOf(factor)))
      .reduce((one, two) => one * two, 1),
  )
  return terms.reduce((one, two) => one + two, 0)
}
