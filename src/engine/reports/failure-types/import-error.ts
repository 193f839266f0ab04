import type { FailureAnalyser } from './failure-analyser.ts'
import { hasCompilerCode } from './typescript-diagnostic.ts'

const NO_EXPORT = /does not provide an export named|Named export '[^']+' not found/

export const importError = {
  type: 'import_error',
  description: 'A module, or a name in a module, cannot be imported.',
  isThrown: (exception, { text }) =>
    /^(?:ModuleNotFoundError|ImportError|NoClassDefFoundError|ClassNotFoundException|UnsatisfiedLinkError|ERR_MODULE_NOT_FOUND)$/.test(
      exception,
    ) ||
    (exception === 'SyntaxError' && NO_EXPORT.test(text)) ||
    hasCompilerCode(text, 'import_error'),
  isSaid: (text) =>
    /Cannot find (?:module|package)|Failed to resolve import|Failed to load url|No module named|cannot import name|Could not resolve "|Failed to import|Package subpath '|No matching export in/.test(
      text,
    ) || NO_EXPORT.test(text),
  patterns: [
    { expression: /cannot import name '(?<missingName>[^']+)' from (?:partially initialized module )?'(?<module>[^']+)'/ },
    { expression: /cannot import name '(?<missingName>[^']+)'/ },
    { expression: /No module named '?(?<module>[\w.]+)/ },
    { expression: /module '(?<module>[^']+)' does not provide an export named '(?<missingName>[^']+)'/ },
    { expression: /does not provide an export named '(?<missingName>[^']+)'/ },
    { expression: /Named export '(?<missingName>[^']+)' not found\. The requested module '(?<module>[^']+)'/ },
    { expression: /No matching export in "(?<module>[^"]+)" for import "(?<missingName>[^"]+)"/ },
    { expression: /Package subpath '\.\/(?<module>[^']+)' is not defined by "exports"/ },
    {
      expression:
        /TS\d{4}: (?:Module )?'?"(?<module>[^"]+)"'? has no exported member (?:named )?'(?<missingName>[^']+)'(?:\. Did you mean (?:to use )?'(?<suggestion>[\w$]+)')?/,
    },
    { expression: /Module '?"(?<module>[^"]+)"'? declares '(?<missingName>[^']+)' locally, but it is not exported/ },
    { expression: /Module '?"(?<module>[^"]+)"'? (?:has no|can only be) default/, also: { missingName: 'default' } },
    {
      expression:
        /(?:Cannot find module|Failed to resolve import|Failed to load url|Cannot find package|Could not resolve) ['"]?(?<module>[^'"\s]+)['"]?/,
    },
  ],
  read: () => ({}),
} satisfies FailureAnalyser
