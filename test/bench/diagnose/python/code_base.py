"""The files of a code base, and what a developer writes beside a change."""
import ast
import pathlib
import re

from rope.base.project import Project


class NothingToDo(Exception):
    """This code base has no place for this kind of refactoring."""


class CodeBase:
    def __init__(self, root, layout, rng, with_tests):
        self.root, self.rng, self.with_tests, self.layout = root, rng, with_tests, layout
        self.read_again()
        # rope finds no module below a source folder that is called "."
        self.project = Project(str(root), ropefolder=None, source_folders=[one for one in layout["roots"] if one != "."])

    def read_again(self):
        """What lies there now: files may have got other names."""
        layout = self.layout
        self.product = self._files(layout["product"], "*.py")
        self.tests = [path for path in self._files(layout["tests"], "*.py") if path not in self.product or self._is_test(path)]
        self.product = [path for path in self.product if path not in self.tests]
        self.docs = [path for entry in layout["docs"] for path in self._files([entry], "*.*")]
        self.test_text = "\n".join(path.read_text(encoding="utf-8") for path in self.tests)
        self.product_text = "\n".join(path.read_text(encoding="utf-8") for path in self.product)

    @staticmethod
    def _is_test(path):
        return "tests" in path.parts or path.name.startswith("test")

    def _files(self, entries, pattern):
        found = []
        for entry in entries:
            path = self.root / entry
            found += sorted(path.rglob(pattern)) if path.is_dir() else [path] if path.exists() else []
        return [path for path in found if path.is_file()]

    def close(self):
        self.project.close()

    # what there is

    def tree(self, path):
        return ast.parse(path.read_text(encoding="utf-8"))

    def functions(self):
        """Public functions at module level that the tests name: (path, node)."""
        return self._shuffled(
            (path, node)
            for path in self.product
            for node in self.tree(path).body
            if isinstance(node, ast.FunctionDef) and self.is_target(node.name)
        )

    def classes(self):
        return self._shuffled(
            (path, node)
            for path in self.product
            for node in self.tree(path).body
            if isinstance(node, ast.ClassDef) and self.is_target(node.name)
        )

    def methods(self):
        """Public methods whose name one class alone has: (path, class, method)."""
        all_methods = [
            (path, cls, node)
            for path in self.product
            for cls in self.tree(path).body
            if isinstance(cls, ast.ClassDef)
            for node in cls.body
            if isinstance(node, ast.FunctionDef)
        ]
        names = [node.name for _, _, node in all_methods]
        return self._shuffled(
            (path, cls, node) for path, cls, node in all_methods if names.count(node.name) == 1 and self.is_target(node.name) and not hasattr(dict, node.name) and not hasattr(list, node.name) and not hasattr(str, node.name)
        )

    def is_target(self, name):
        return not name.startswith("_") and re.search(rf"\b{name}\b", self.test_text) is not None

    def uses_in_product(self, name):
        return len(re.findall(rf"\b{name}\b", self.product_text))

    def _shuffled(self, items):
        items = list(items)
        self.rng.shuffle(items)
        return items

    # rope

    def resource(self, path):
        return self.project.get_file(path.relative_to(self.root).as_posix())

    def resources(self):
        return [self.resource(path) for path in self.product + (self.tests if self.with_tests else [])]

    def offset(self, path, line, column, name):
        """Of a name that stands on a line, from a column (in UTF-8 bytes) on."""
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        start = len(lines[line - 1].encode()[:column].decode())
        return sum(map(len, lines[: line - 1])) + re.compile(rf"\b{name}\b").search(lines[line - 1], start).start()

    # texts

    def rewrite(self, path, change):
        text = path.read_text(encoding="utf-8")
        changed = change(text)
        if changed != text:
            path.write_text(changed, encoding="utf-8")
        return changed != text

    def adapt_docs(self, old, new, quoted_only=False):
        pattern = rf"(?<=`){old}(?=[`(])" if quoted_only else rf"(?<![\w/.-]){old}(?![\w/-])"
        if not quoted_only and len(old) < 5 and "_" not in old:
            pattern = rf"(?<=`){old}(?=[`(])"
        for path in self.docs:
            self.rewrite(path, lambda text: re.sub(pattern, new, text))

    def adapt_entry_points(self, old, new):
        """`module:function` of console scripts and plugins."""
        for name in ("pyproject.toml", "setup.cfg", "setup.py"):
            path = self.root / name
            if path.exists():
                self.rewrite(path, lambda text: re.sub(rf"\b{old}(?![\w-])", new, text))

    def say_in_changelog(self, line):
        for path in self.docs:
            if re.match(r"(?i)(change|history|news)", path.name):
                lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
                at = next((index for index, text in enumerate(lines) if text.strip() == ""), 0)
                path.write_text("".join(lines[:at] + ["\n", f"- {line}\n"] + lines[at:]), encoding="utf-8")
                return

    def message(self, summary):
        """One of three ways of writing a commit message; the changelog has the line in most cases."""
        if self.rng.random() < 0.7:
            self.say_in_changelog(summary)
        style = self.rng.randrange(3)
        if style == 0:
            return summary
        if style == 1:
            return f"{summary}\n\nCallers and the documentation follow."
        return f"refactor: {summary[0].lower()}{summary[1:]}"
