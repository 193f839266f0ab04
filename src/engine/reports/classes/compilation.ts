import type { Cause } from './cause.ts'

const cause = (name: string, expression: RegExp): Cause => ({ name, class: 'compilation', expression })

/** Messages of compilers and bundlers. */
export const compilationCauses: readonly Cause[] = [
  cause(
    'Java',
    /COMPILATION ERROR|Compilation failure|Compilation failed; see the compiler (?:error )?output|Compile failed; see the compiler error output|\.java:\d+: error: |error: warnings found and -Werror specified/,
  ),
  cause(
    'Kotlin, Scala or Groovy',
    /^e: .*\.kts?:|Compilation error\. See log for more details|\[error\] .*\.scala:\d+|Compilation failed: .*startup failed|\.groovy: \d+: /,
  ),
  cause('Gradle compile task', /Execution failed for task '\S*:compile\w*'/),
  cause('TypeScript', /\berror TS\d{4,5}: /),
  cause(
    'bundler',
    /Module not found: Error: Can't resolve|ERROR in \.\/|✘ \[ERROR\]|RollupError|Rollup failed to resolve|\[vite\].*[Ff]ailed to|Build failed with \d+ errors?|SyntaxError: .*\.[jt]sx?: |Failed to compile\b/,
  ),
  cause(
    'C or C++',
    /\.(?:c|cc|cpp|cxx|h|hpp|m|mm|cu):\d+(?::\d+)?: (?:fatal )?error: |: undefined reference to `|ld returned \d exit status|error LNK\d+|error C\d{4}: |collect2: error/,
  ),
  cause('Rust', /^error\[E\d{4}\]|error: could not compile `|aborting due to (?:\d+ )?previous error/),
  cause(
    'Go',
    /\.go:\d+:\d+: (?:undefined|cannot use|syntax error|imported and not used|too many arguments|not enough arguments|declared (?:and|but) not used)|\[build failed\]|\[setup failed\]/,
  ),
  cause('.NET or Swift', /\berror (?:CS|FS|BC|MSB)\d{4}: |\.swift:\d+:\d+: error: /),
  cause('Python', /^SyntaxError: |^IndentationError: |^TabError: |Sorry: (?:IndentationError|SyntaxError)/),
]
