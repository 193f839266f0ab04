import { Node } from 'ts-morph'
import type { CodeBaseProject } from './code-base-project.ts'
import { publicFunctions, usesOf } from './functions.ts'

type Summary = { readonly summary: string } | null

export function reorderParameters(base: CodeBaseProject): Summary {
  for (const one of publicFunctions(base)) {
    const [first, second] = one.body.getParameters()
    if (first === undefined || second === undefined || [first, second].some((each) => each.isOptional() || each.isRestParameter())) continue
    if (one.body.getText().includes('arguments')) continue
    const { calls, isPassedOn } = usesOf(one)
    if (
      isPassedOn ||
      calls.some((call) => call.getArguments().length < 2 || call.getArguments().some((each) => Node.isSpreadElement(each)))
    )
      continue
    const [firstName, secondName] = [first.getText(), second.getText()]
    for (const call of calls) {
      const [a, b] = call.getArguments().map((each) => each.getText())
      if (a === undefined || b === undefined) continue
      call.removeArgument(1)
      call.removeArgument(0)
      call.insertArguments(0, [b, a])
    }
    first.replaceWithText(secondName)
    one.body.getParameters()[1]?.replaceWithText(firstName)
    return { summary: `\`${one.name}()\` takes \`${second.wasForgotten() ? secondName : second.getName()}\` first` }
  }
  return null
}

/** The last parameter goes; its default is what happens from now on. */
export function removeParameter(base: CodeBaseProject): Summary {
  for (const one of publicFunctions(base)) {
    const last = one.body.getParameters().at(-1)
    const [value, body] = [last?.getInitializer()?.getText(), one.body.getBody()]
    if (last === undefined || value === undefined || !Node.isBlock(body) || !Node.isIdentifier(last.getNameNode())) continue
    const { calls, isPassedOn } = usesOf(one)
    const place = one.body.getParameters().length - 1
    // nobody takes away what the product needs
    if (isPassedOn || calls.some((call) => !isTest(call) && call.getArguments().length > place)) continue
    const name = last.getName()
    for (const call of calls) while (call.getArguments().length > place) call.removeArgument(place)
    last.remove()
    body.insertStatements(0, `const ${name} = ${value}`)
    return { summary: `\`${one.name}()\` no longer takes \`${name}\`` }
  }
  return null
}

/** Only where nobody in the product would have to wait for it. */
export function madeAsync(base: CodeBaseProject): Summary {
  for (const one of publicFunctions(base)) {
    const { calls, isPassedOn } = usesOf(one)
    if (calls.some((call) => !isTest(call)) || isPassedOn || one.body.isAsync() || one.body.getText().includes('yield')) continue
    one.body.setIsAsync(true)
    for (const call of calls) call.replaceWithText(`await ${call.getText()}`)
    return { summary: `\`${one.name}()\` is asynchronous` }
  }
  return null
}

function isTest(node: Node): boolean {
  return /\.test\.\w+$/.test(node.getSourceFile().getFilePath())
}
