import { type CallExpression, Node } from 'ts-morph'
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

/** Two or more parameters become the members of one object. */
export function optionsObject(base: CodeBaseProject): Summary {
  for (const one of publicFunctions(base)) {
    const parameters = one.body.getParameters()
    const isPlain = parameters.every((each) => Node.isIdentifier(each.getNameNode()) && !each.isRestParameter() && !each.getTypeNode())
    if (parameters.length < 2 || !isPlain || /\barguments\b/.test(one.body.getText())) continue
    const { calls, isPassedOn } = usesOf(one)
    const isOther = (call: CallExpression) =>
      call.getArguments().length > parameters.length || call.getArguments().some((each) => Node.isSpreadElement(each))
    if (isPassedOn || calls.some(isOther)) continue
    const names = parameters.map((each) => each.getName())
    for (const call of calls) {
      if (call.wasForgotten()) continue
      const members = call
        .getArguments()
        .map((each, at) => (each.getText() === names[at] ? each.getText() : `${names[at]}: ${each.getText()}`))
      for (const each of call.getArguments().toReversed()) call.removeArgument(each)
      call.addArgument(`{ ${members.join(', ')} }`)
    }
    const texts = one.body.getParameters().map((each) => each.getText())
    for (const each of one.body.getParameters().slice(1)) each.remove()
    one.body.getParameters()[0]?.replaceWithText(`{ ${texts.join(', ')} }`)
    return { summary: `\`${one.name}()\` takes an object with ${names.map((name) => `\`${name}\``).join(' and ')} instead of arguments` }
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
