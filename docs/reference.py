"""The pages of the reference, each built from the code that it describes, and what in the code lacks a description."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "riscontro"
HEAD = "<!-- Made by docs/generate.py from the code: change that, then run `python docs/generate.py`. -->\n"


@dataclass(slots=True)
class Page:
    """A page of the reference: its lines, and what it could not say because the code does not."""

    title: str
    lines: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def add(self, *lines: str) -> None:
        """Lines of the page."""
        self.lines += lines

    def table(self, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
        """A table and a blank line."""
        names = list(heads)
        self.add("| " + " | ".join(names) + " |", "|" + "---|" * len(names))
        self.add(*("| " + " | ".join(_cell(c) for c in row) + " |" for row in rows), "")

    def needs(self, text: str | None, what: str) -> str:
        """The text; where there is none, `what` is noted as undocumented."""
        if not (text or "").strip():
            self.faults.append(f"{what} is undocumented")
        return (text or "").strip()

    def text(self) -> str:
        """The page as Markdown."""
        return "\n".join([HEAD, f"# {self.title}", "", *self.lines]).rstrip() + "\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _bare(text: str) -> str:
    """Help without the marks of Rich."""
    return re.sub(r"\[/?(?:[a-z]+)?\]", "", text)


def commands() -> Page:
    """Commands, arguments and options, as the command line declares them."""
    from typer.main import get_command

    from riscontro.cli import app

    page = Page("Commands")
    group: Any = get_command(app)
    _command(page, "riscontro", group)
    for name, command in _commands(group, "riscontro"):
        page.add(f"## `{name}`", "")
        _command(page, name, command)
    page.add("Exit codes: 0 done; 2 wrong usage; 20 where some files of a batch were refused and the others read; 74 where the output")
    page.add("could not be written; else that of the [error](errors.md). Whatever is printed to a pipe is plain text in UTF-8.")
    return page


def _commands(group: Any, under: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401  # typer's own
    """Every command by its whole name, those of a group after the group."""
    for name, command in sorted(group.commands.items()):
        yield f"{under} {name}", command
        if hasattr(command, "commands"):
            yield from _commands(command, f"{under} {name}")


def _command(page: Page, name: str, command: TyperCommand | TyperGroup) -> None:
    from typer.core import TyperArgument, TyperOption

    page.add(*_paragraphs(page.needs(command.help, f"command {name}")), "")
    own = [p for p in command.params if isinstance(p, TyperArgument | TyperOption) and not str(p.name).endswith("_completion")]
    rows = [_parameter(page, name, p) for p in own]
    if rows:
        page.table(("argument or option", "values", "unless given", "what it does"), rows)
    if command.epilog and "Example" in command.epilog:
        page.add("```sh", re.sub(r"^Example:\s*", "", command.epilog), "```", "")


def _paragraphs(text: str) -> list[str]:
    """Help as Markdown: indented stretches become code."""
    lines: list[str] = []
    for part in _bare(text).split("\n\n"):
        lines += ["```text", inspect.cleandoc("\n" + part), "```", ""] if part.startswith("  ") else [part, ""]
    return lines[:-1]


def _parameter(page: Page, command: str, parameter: TyperArgument | TyperOption) -> tuple[str, ...]:
    option = parameter.opts[0].startswith("-")
    names = ", ".join(f"`{o}`" for o in parameter.opts) if option else f"`{parameter.metavar or parameter.name}`"
    kind: Any = getattr(parameter.type_descriptor, "annotation", str)
    values = (
        ", ".join(str(v) for v in kind)
        if hasattr(kind, "__members__")
        else parameter.metavar or getattr(kind, "__name__", "").replace("str", "text")
    )
    values = "" if getattr(parameter, "is_flag", False) or not option else values
    default = "required" if parameter.required else "" if parameter.default in (None, False) else f"`{parameter.default}`"
    return names, values, default, _bare(page.needs(parameter.help, f"{parameter.opts[0]} of {command}"))


def errors() -> Page:
    """Every error with its codes, held against the tree in the docstring of errors.py."""
    from riscontro import errors as module

    page = Page("Errors")
    page.add("Each error prints one line on stderr: what is wrong, then what to do. `status` is what an HTTP door would answer.", "")
    tree = {m[1]: (m[2], m[3], m[4]) for m in re.finditer(r"(\w+) {2,}(\d+) +(\d+) +(\S+)$", module.__doc__ or "", re.M)}
    rows, seen = [], dict[int, str]()
    for error in _below(module.RiscontroError):
        name = error.__name__
        if tree.get(name) != (str(error.exit_code), str(error.status), error.code):
            page.faults.append(f"error {name} does not stand as it is in the tree of errors.py")
        if error.exit_code in seen:
            page.faults.append(f"errors {name} and {seen[error.exit_code]} have one exit code")
        seen[error.exit_code] = name
        rows.append((f"`{error.code}`", str(error.exit_code), str(error.status), f"`{name}`", page.needs(error.__doc__, f"error {name}")))
    page.table(("code", "exit code", "status", "class", "meaning"), rows)
    return page


def _below(error: type[Any]) -> Iterator[type[Any]]:
    for child in error.__subclasses__():
        yield child
        yield from _below(child)


def settings() -> Page:
    """Settings with their comments in the example file of settings.py."""
    from riscontro import settings as module

    page = Page("Settings")
    sample = "\n".join(line[4:] for line in (module.__doc__ or "").splitlines() if line.startswith("    "))
    values = tomllib.loads(sample)
    defaults = module.Settings()
    page.add(
        f"Settings stand in `{module.FILE}` in the current folder, or in the file that `RISCONTRO_CONFIG` names:",
        "",
        "```toml",
        sample,
        "```",
        "",
    )
    page.add(
        "The environment outranks the file. A setting that does not exist, or a value that it cannot have, is an [error](errors.md).", ""
    )
    rows = []
    for each in fields(module.Settings):
        comment = re.search(rf"^\[?{each.name}\b[^#]*# *(.+)$", sample, re.M)
        what = page.needs(comment[1] if comment else None, f"setting {each.name}")
        variable = "RISCONTRO_PIPELINE_IT, RISCONTRO_PIPELINE_EN" if each.name == "pipelines" else f"RISCONTRO_{each.name.upper()}"
        for name in variable.split(", "):
            page.needs(name if name in (module.__doc__ or "") else None, f"environment variable {name}")
        if each.name not in values:
            page.faults.append(f"setting {each.name} is not in the example of settings.py")
        default = getattr(defaults, each.name)
        rows.append(
            (f"`{each.name}`", f"`{variable.replace(', ', '`, `')}`", "the shipped ones" if default == {} else f"`{default}`", what)
        )
    page.table(("setting", "environment", "unless set", "what it does"), rows)
    return page


RULE_TYPES = ("Ground", "Ground | None", "Join", "Iterator[Join]", "Iterator[DeskWarning]")
"""What a rule returns; the docstring of any other function that makes a Ground describes more than the rule."""

GROUPS = {
    "reconcile/events": "What is one event",
    "reconcile/joining": "What makes two voices one origin",
    "reconcile/origins": "Counting origins",
    "assess/ladder": "The ladder",
    "assess/findings": "Remarks beside a rung",
    "assess/evidence": "Evidence",
    "assess/warnings": "Warnings",
}


def rules() -> Page:
    """Every rule that gives a Ground: its docstring and the sentences it can say."""
    from riscontro.assess import FACTOR
    from riscontro.languages import table

    page = Page("Rules")
    phrases: dict[str, str] = table("en", "interface")["phrases"]
    ladder = importlib.import_module("riscontro.assess.ladder")
    page.add(f"Every decision of a dossier names the rule that took it and says why in a sentence. Version `{ladder.VERSION}`.")
    page.add("At length: [how origins are counted](../how-origins-are-counted.md).", "")
    used: set[str] = set()
    for module, title in GROUPS.items():
        page.add(f"## {title}", "")
        rows = []
        for name, found in _grounds(PACKAGE / f"{module}.py").items():
            said = [phrases[key] for key in sorted(found.keys) if key in phrases]
            used |= found.keys
            what = page.needs(found.doc or (said[0] if said else None), f"rule {name}")
            what = what.replace("THRESHOLD", str(ladder.THRESHOLD)).replace("FACTOR", str(FACTOR))
            rows.append((f"`{name}`", what, " / ".join(f"“{s}”" for s in said)))
        page.table(("rule", "when it fires", "what it says"), rows)
    page.add(
        "## What is left out", "", "Nothing goes missing unsaid: each of these reasons is told with the number of claims concerned.", ""
    )
    page.table(
        ("reason", "what it says"),
        ((f"`{k[5:]}`", f"“{v}”") for k, v in phrases.items() if k.startswith("left-") and not k.endswith(("-one", "-out"))),
    )
    page.faults += [
        f"the sentence {k} belongs to no rule" for k in phrases if k.startswith(("ground-", "warn-")) and k.removesuffix("-one") not in used
    ]
    return page


@dataclass(slots=True)
class Rule:
    """A rule found in the source: its docstring, and the keys of the sentences it says."""

    doc: str = ""
    keys: set[str] = field(default_factory=set)


def _grounds(path: Path) -> dict[str, Rule]:
    """The rules of a module by name, in the order of the file: whatever a function calls a Ground."""
    found: dict[str, Rule] = defaultdict(Rule)
    for function in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(function, ast.FunctionDef):
            continue
        keys = {
            n.value
            for n in ast.walk(function)
            if isinstance(n, ast.Constant) and isinstance(n.value, str) and n.value.startswith(("ground-", "warn-"))
        }
        calls = [n for n in ast.walk(function) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "Ground"]
        for call in calls:
            name = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
            if isinstance(name, str):
                own = {n.value for n in ast.walk(call) if isinstance(n, ast.Constant) and isinstance(n.value, str) and n.value in keys}
                found[name].keys |= own or keys
                gives = ast.unparse(function.returns) if function.returns else ""
                found[name].doc = (ast.get_docstring(function) or "") if gives in RULE_TYPES else ""
    return found


SAID = {"direction": ("direction", "export", "supply", "launch")}
"""The beginnings of the sentences of an element, where they are not its name."""


def mandates() -> Page:
    """The mandates that come with the program, provision by provision, and the rules by which findings are held against them."""
    from riscontro.assess import provisions
    from riscontro.languages import table
    from riscontro.languages.naming import Phrases
    from riscontro.mandates import load_mandate
    from riscontro.mandates import mandates as names
    from riscontro.report.holdings import provision_name

    page, say = Page("Mandates"), Phrases()
    phrases: dict[str, str] = table("en", "interface")["phrases"]
    page.add("What findings are held against: `riscontro dossier --mandate NAME|PATH`.")
    page.add("At length: [how provisions are held](../how-provisions-are-held.md).", "")
    page.add("## The elements", "")
    rows = []
    for rule in provisions.ELEMENTS:
        name = rule.__name__.rstrip("_")
        said = [
            text
            for key, text in phrases.items()
            if key.startswith(f"hold-{name}") or (name == "direction" and key.startswith(("hold-export", "hold-supply", "hold-launch")))
        ]
        rows.append((f"`{name}`", page.needs(rule.__doc__, f"element {name}"), " / ".join(f"“{s}”" for s in said)))
    page.table(("element", "what it asks", "what it says"), rows)
    for name in names():
        mandate = load_mandate(name)
        page.add(f"## `{name}`: {mandate.name['en']}", "")
        watched, sides = say.listed(map(say.party, mandate.watched)), say.listed(map(say.party, mandate.between))
        page.add(f"Watched: {watched}. Sides unless others are named: {sides}. Origins that corroborate: {mandate.threshold}.")
        page.add(f"Factor that is warned of: {mandate.factor}. {mandate.limits['en']}", "")
        page.table(
            ("provision", "what it says", "direction", "goods", "in force", "exemption", "paragraph found in"),
            (
                (
                    f"[{provision_name(p, mandate, say)}]({p.text})",
                    p.says["en"] + (f" Only if {p.condition['en']}." if p.condition else ""),
                    str(p.direction),
                    ", ".join(f"`{code}`" for code in p.goods),
                    say.when(p.interval),
                    p.exemption.get("en", ""),
                    f"[a public copy]({p.checked})" if p.checked else "not checked",
                )
                for p in mandate.provisions
            ),
        )
    return page


def claim() -> Page:
    """The fields of a claim, after the schema that the output is held against."""
    from riscontro.model import Claim

    page = Page("The fields of a claim")
    schema = json.loads((PACKAGE / "report" / "claim.schema.json").read_text(encoding="utf-8"))
    page.add("One JSON object a line, as `riscontro read FILE --format jsonl` prints it; the contract for machines is")
    page.add("`src/riscontro/report/claim.schema.json`. At length: [how claims are read](../how-claims-are-read.md).", "")
    _fields(page, schema, "claim")
    for name, part in (("quantities", "each of `quantities`"), ("attribution", "each link of `attribution`")):
        page.add(f"## {part}", "")
        _fields(page, schema["properties"][name]["items"], name)
    page.add(
        "## a party",
        "",
        "`name` as written, `state` as ISO 3166-1 alpha-2 or null, `id` the acronym of a body without a state (`UN`, `IAEA`) or null.",
        "",
    )
    missing = {f.name for f in fields(Claim)} ^ set(schema["properties"])
    page.faults += [f"the field {name} stands in one of Claim and claim.schema.json alone" for name in sorted(missing)]
    return page


def _fields(page: Page, schema: dict[str, Any], what: str) -> None:
    rows = []
    for name, facts in schema["properties"].items():
        always = "" if name in schema.get("required", ()) else "where known"
        described = page.needs(facts.get("description") or ("who: a party" if "$ref" in facts else None), f"field {name} of {what}")
        rows.append((f"`{name}`", _type(facts), always, described))
    page.table(("field", "type", "given", "meaning"), rows)


def _type(facts: dict[str, Any]) -> str:
    if "enum" in facts:
        return ", ".join(f"`{v}`" if v is not None else "null" for v in facts["enum"])
    if "$ref" in facts:
        return str(facts["$ref"]).rpartition("/")[2]
    kind = facts.get("type", "")
    if kind == "array":
        return f"list of {_type(facts['items'])}"
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def frames(language: str) -> Page:
    """The frames of a language, by kind."""
    from riscontro.languages import table
    from riscontro.model import Kind

    data = table(language, "frames")
    page = Page(f"Frames: {table(language, 'about')['name']}")
    page.add(
        "Which words state which relation. Slots and conditions are explained at the head of `src/riscontro/languages/en/frames.toml`.", ""
    )
    entries = [("verb", e) for e in data["verb"]] + [("noun", e) for e in data["noun"]]
    for kind in Kind:
        page.add(f"## `{kind}`", "")
        rows = [_frame(page, language, pos, e) for pos, e in entries if e["kind"] == kind]
        if not rows:
            page.faults.append(f"kind {kind} has no frame in {language}")
        page.table(("entry", "words", "actor", "counterpart", "goods from", "wants", "example"), rows)
    return page


def _frame(page: Page, language: str, pos: str, entry: dict[str, Any]) -> tuple[str, ...]:
    example = (entry.get("examples") or [{}])[0]
    shown = page.needs(example.get("text"), f"frame {entry['id']} ({language})")
    words = ", ".join(w.replace("+", " … ") for w in entry["words"].split())
    slots = (entry.get(role, "") for role in ("actor", "counterpart", "theme"))
    return f"{pos} `{entry['id']}`", words, *slots, ", ".join(entry["require"]), f"{shown} → {example.get('claim', '')}"


def build() -> dict[str, Page]:
    """Every page of the reference by its file name."""
    from riscontro.languages import LANGUAGES

    plain: tuple[Callable[[], Page], ...] = (commands, errors, settings, rules, mandates, claim)
    made = {f"{builder.__name__}s.md" if builder is claim else f"{builder.__name__}.md": builder() for builder in plain}
    return made | {f"frames-{code}.md": frames(code) for code in LANGUAGES}
