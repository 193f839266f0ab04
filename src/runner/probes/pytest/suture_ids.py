"""How tests are named outside of pytest: the same rule as in src/model/test-id.ts."""

import hashlib

LONGEST = 800
DIGEST = 16


def clean(test_id):
    units = test_id.replace("\0", "\u2400").encode("utf-16-le", "surrogatepass")
    text = units.decode("utf-16-le", "replace")
    if len(units) <= 2 * LONGEST:
        return text
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()[:DIGEST]
    end = "\u2026" + digest + ("]" if text.endswith("]") else "")
    return units[: 2 * (LONGEST - len(end))].decode("utf-16-le", "ignore") + end
