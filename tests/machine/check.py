"""What `lotse check` writes for other programs, against the schemas of these forms.

python check.py FOLDER SARIF_SCHEMA JUNIT_SCHEMA

FOLDER holds for each run `name.json` (all findings, Lotse's own form), `name.sarif`, `name.gitlab.json`, `name.junit.xml`
and `name.github.txt`; `name-shifted` is the same workspace with lines inserted above.
"""

import json
import pathlib
import re
import subprocess
import sys

import jsonschema

folder, sarif_schema, junit_schema = map(pathlib.Path, sys.argv[1:])
here = pathlib.Path(__file__).parent

# Workflow commands as the toolkit of GitHub Actions writes them: what would end a line or a property is percent-encoded.
ENCODED = r"(?:[^%\r\n]|%25|%0A|%0D)"
PROPERTY = r"(?:[^%\r\n:,]|%25|%0A|%0D|%3A|%2C)+"
ANNOTATION = re.compile(
    rf"::(error|warning|notice) file={PROPERTY},line=[1-9]\d*,endLine=[1-9]\d*"
    rf"(?:,col=[1-9]\d*,endColumn=[1-9]\d*)?,title={PROPERTY}::{ENCODED}+"
)


def validator(path):
    schema = json.loads(path.read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def valid(check, path):
    text = path.read_text(encoding="utf-8")
    assert not text.startswith("\ufeff"), f"{path}: begins with a byte order mark"
    data = json.loads(text)
    for error in check.iter_errors(data):
        raise SystemExit(f"{path}: {error.json_path}: {error.message}")
    return data


sarif, quality = validator(sarif_schema), validator(here / "code-quality.schema.json")
runs = sorted(path.stem for path in folder.glob("*.sarif"))
assert runs, "nothing to check"
prints = {}
total = 0
for run in runs:
    own = json.loads((folder / f"{run}.json").read_text(encoding="utf-8"))
    findings = own["findings"]
    results = valid(sarif, folder / f"{run}.sarif")["runs"][0]["results"]
    issues = valid(quality, folder / f"{run}.gitlab.json")
    junit = folder / f"{run}.junit.xml"
    subprocess.run(["xmllint", "--noout", "--schema", junit_schema, junit], check=True, stderr=subprocess.PIPE)
    lines = (folder / f"{run}.github.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    lines = [line for line in lines if line]
    for line in lines:
        assert ANNOTATION.fullmatch(line), f"{run}: no annotation: {line}"
    # All forms say all findings.
    counts = {len(findings), len(results), len(issues), len(lines)}
    assert len(counts) == 1, f"{run}: {counts}"
    errors = sum(finding["severity"] == "error" for finding in findings)
    failed = int(re.search(r'failures="(\d+)"', junit.read_text(encoding="utf-8")).group(1))
    assert failed == errors, f"{run}: {failed} failures, {errors} errors"
    prints[run] = [issue["fingerprint"] for issue in issues]
    assert prints[run] == [result["partialFingerprints"]["lotse/v1"] for result in results], run
    assert len(set(prints[run])) == len(prints[run]), f"{run}: a fingerprint comes twice"
    total += len(findings)
# A finding is recognised again after lines were inserted above it; its line is another.
for run in runs:
    if f"{run}-shifted" in prints:
        assert sorted(prints[run]) == sorted(prints[f"{run}-shifted"]), f"{run}: fingerprints hang on lines"
print(f"{len(runs)} runs, {total} findings, four forms: all valid")
