/** A test file around these definitions. */
export function python(definitions: string, imports = 'from {p} import cart\n'): string {
  return `import contextlib\n\nimport pytest\n${imports}\nITEMS = [{"price": 2, "count": 3}]\n\n\ndef test_no_items():\n    assert len(ITEMS) == 1\n\n\n${definitions}`
}

/** A test file whose test has this body. */
export function inTest(body: string, parameters = 'monkeypatch', imports?: string): string {
  return python(`def test_sums(${parameters}):\n    ${body.replaceAll('\n', '\n    ')}\n`, imports)
}
