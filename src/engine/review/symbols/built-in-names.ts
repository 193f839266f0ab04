import type { LanguageName } from '../../languages/language.ts'

/** Names that a file may use without binding them. Of JavaScript's there are more than anybody lists: a test environment brings its own. */
const BUILT_IN: Readonly<Record<LanguageName, ReadonlySet<string>>> = {
  python: new Set(
    `ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError BytesWarning
     ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis
     EncodingWarning EnvironmentError Exception ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError FutureWarning
     GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt
     LookupError MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError OverflowError
     PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError ResourceWarning
     RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True
     TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError
     Warning ZeroDivisionError abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex
     copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id
     input int isinstance issubclass iter len license list locals map max memoryview min next object oct open ord pow print property quit range
     repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip __name__ __file__ __doc__ __package__ __spec__
     __loader__ __builtins__ __debug__ __import__ __path__ __class__`.split(/\s+/),
  ),
  typescript: new Set(),
}

/** Whether a name that nothing in the file binds is one of the language; `null` where nobody can say. */
export function isBuiltIn(language: LanguageName, name: string): boolean | null {
  const names = BUILT_IN[language]
  return names.size === 0 ? null : names.has(name)
}
