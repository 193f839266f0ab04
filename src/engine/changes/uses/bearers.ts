import type { ExpressionOf } from '../../languages/language.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { lastPart, type Trees } from './use-site.ts'

/** Members that built-in types of the language carry: on an unknown object they prove nothing. */
export const COMMON =
  /^(add|append|apply|bind|call|catch|clear|close|copy|count|decode|delete|encode|endswith|entries|extend|filter|find|finally|flush|forEach|format|get|group|has|index|indexOf|insert|items|join|json|keys|length|lower|map|match|name|open|path|pop|push|read|reduce|remove|replace|reverse|search|set|size|slice|some|sort|split|start|startswith|status|stop|strip|test|text|then|title|toString|update|upper|url|value|values|write)$/

/** On an unknown object a name is followed only when nothing in the head's product bears it any more. */
export function isOnlyBearer(file: SourceFile, trees: Trees, expression: ExpressionOf<'member'>): boolean {
  return (
    !COMMON.test(expression.name) &&
    !isDeclared(trees, expression.name) &&
    !file.declarations().some((declaration) => declaration.name === expression.name)
  )
}

/** Whether nothing else in the base's product, nor a built-in type, bears the name of this member. */
export function isSoleBearer({ before, product }: Trees, target: SymbolRef): boolean {
  const name = lastPart(target.name)
  const isOther = (path: string): boolean =>
    before.text(path)?.includes(name) === true &&
    before
      .file(path)
      ?.declarations()
      .some((one) => one.name === name && !(path === target.file && one.qualifiedName === target.name)) === true
  return target.name.includes('.') && !COMMON.test(name) && !product.some(isOther)
}

function isDeclared({ after, product }: Trees, name: string): boolean {
  return product.some(
    (path) =>
      after.text(path)?.includes(name) === true &&
      after
        .file(path)
        ?.declarations()
        .some((declaration) => declaration.name === name || declaration.parameters.some((parameter) => parameter.name === name)) === true,
  )
}
