#!/usr/bin/env bash
# tree-sitter-javascript 0.25.0: a line that begins with a bracket or a backtick is read as the value of the `return` above it.
# ECMAScript ends the statement at that line break, whatever follows (a restricted production). Seen:
#
#   return ⏎ (x)   and  return ⏎ [x]   and  return ⏎ `a`     one return_statement with that value; running it gives undefined
#   return ⏎ x     and  return ⏎ x + 1                         a return_statement without a value, then a statement, as it should be
#   break ⏎ (x)    in a loop                                   an ERROR node, though it is valid
#
# Two programs that do different things have equal trees: whoever compares syntax trees has to compare the white space as well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --no-audit --no-fund --loglevel=error --ignore-scripts web-tree-sitter@0.26.8 tree-sitter-javascript@0.25.0 > /dev/null

cat > look.mjs <<'LOOK'
import { Language, Parser } from 'web-tree-sitter'
await Parser.init()
const parser = new Parser()
parser.setLanguage(await Language.load('node_modules/tree-sitter-javascript/tree-sitter-javascript.wasm'))
const body = (text) => parser.parse(`function f(x) {\n${text}\n}`).rootNode.namedChild(0).childForFieldName('body')
for (const value of ['(x)', '[x]', '`a`', 'x', 'x + 1']) {
  const first = body(`return\n${value}`).namedChild(0)
  const result = new Function('x', `return\n${value}`)(7)
  console.log(`return ⏎ ${value}: ${first.namedChildCount === 1 ? 'one statement' : 'two statements'}, run: ${result}`)
}
console.log(`break ⏎ (x): ${body('for (;;) {\nbreak\n(x)\n}').hasError ? 'ERROR' : 'read'}`)
new Function('x', 'for (;;) {\nbreak\n(x)\n}')(7)
LOOK
node look.mjs | tee seen
diff seen - <<'WANT'
return ⏎ (x): one statement, run: undefined
return ⏎ [x]: one statement, run: undefined
return ⏎ `a`: one statement, run: undefined
return ⏎ x: two statements, run: undefined
return ⏎ x + 1: two statements, run: undefined
break ⏎ (x): ERROR
WANT
echo 'as described'
