"""Reads what `lotse plan` wrote with programs that know nothing of Lotse.

Usage: check.py FOLDER. For each NAME.json (the plan as data) the files NAME.ics, NAME.csv, NAME.ods, NAME.xlsx and
NAME.xml (MS Project) beside it must tell the same. ODS is opened by LibreOffice, MS Project files by MPXJ.
"""

import csv
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile

import icalendar
import openpyxl

DATE_COLUMNS = range(9, 16)
PROBLEMS = []


def say(file, what):
    PROBLEMS.append(f"{file.name}: {what}")


def equal(file, what, found, expected):
    if found != expected:
        say(file, f"{what}: {found!r} instead of {expected!r}")


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def expected_rows(plan):
    """Id, tick, title and dates of each row, in order."""
    rows = []
    for row in plan["rows"]:
        dates = row["dates"] or {}
        planned = dates.get("planned") or [None, None]
        days = [dates.get(key) for key in ("start", "finish", "latest_start", "latest_finish")]
        days += [planned[0], planned[1], dates.get("deadline")]
        tick = "☑" if row["status"]["status"]["code"] == "done" else "☐"
        rows.append((row["id"], tick, row["title"], [day(text) for text in days]))
    return rows


def check_calendar(file, plan):
    calendar = icalendar.Calendar.from_ical(file.read_bytes())
    todos = calendar.walk("VTODO")
    entries = todos + calendar.walk("VEVENT")
    for entry in entries:
        if entry.errors:
            say(file, f"{entry['UID']}: {entry.errors}")
    uids = [str(entry["UID"]) for entry in entries]
    equal(file, "UIDs that are twice", len(uids), len(set(uids)))
    equal(file, "tasks", [uid for uid in uids if uid.startswith("todo:")], [f"todo:{row['id']}" for row in plan["rows"]])
    for todo, row in zip(todos, plan["rows"]):
        equal(file, row["id"], str(todo["SUMMARY"]), f"{row['title']} ({row['scope']})")
        due = todo["DUE"].dt if "DUE" in todo else None
        equal(file, f"{row['id']} due", due, day(row["dates"]["latest_finish"]) if row["dates"] else None)
        done = row["status"]["status"]["code"] == "done"
        equal(file, f"{row['id']} done", str(todo["STATUS"]) == "COMPLETED", done)
    for event in calendar.walk("VEVENT"):
        if not event["DTEND"].dt > event["DTSTART"].dt or isinstance(event["DTSTART"].dt, datetime.datetime):
            say(file, f"{event['UID']} is no stretch of whole days")
    longest = max(len(line) for line in file.read_bytes().split(b"\r\n"))
    if longest > 75:
        say(file, f"a line of {longest} octets")
    return len(entries)


def check_workbook(file, plan):
    page = openpyxl.load_workbook(file).active
    rows = list(page.iter_rows(min_row=2))
    equal(file, "rows", len(rows), len(plan["rows"]))
    for cells, (name, tick, title, days) in zip(rows, expected_rows(plan)):
        equal(file, "id", cells[-1].value, name)
        equal(file, name, (cells[0].value, cells[3].value), (tick, title))
        found = [cells[at].value and cells[at].value.date() for at in DATE_COLUMNS]
        equal(file, f"{name} dates", found, days)
        if any(cell.data_type == "f" for cell in cells):
            say(file, f"{name}: a formula")
    equal(file, "filter", page.auto_filter.ref, page.dimensions)
    equal(file, "frozen", page.freeze_panes, "A2")
    equal(file, "cells to tick", len(page.data_validations.dataValidation), 1)
    return len(rows)


def check_table(file, plan, rows):
    """CSV, our own or what LibreOffice made of an ODS; dates as LibreOffice knows them are written as ISO days."""
    rows = rows[1:]
    equal(file, "rows", len(rows), len(plan["rows"]))
    for cells, (name, tick, title, days) in zip(rows, expected_rows(plan)):
        equal(file, "id", cells[-1], name)
        equal(file, name, (cells[0], cells[3].lstrip("'")), (tick, title.lstrip("'")))
        equal(file, f"{name} dates", [day(cells[at]) for at in DATE_COLUMNS], days)
        for cell in cells:
            if cell[:1] in "=@\t\r" and cell and file.suffix == ".csv":
                say(file, f"{name}: {cell!r} would be a formula")
    return len(rows)


def check_csv(file, plan):
    text = file.read_bytes().decode("utf-8-sig")
    return check_table(file, plan, list(csv.reader(text.splitlines(keepends=True), delimiter=";")))


def office(files):
    """What LibreOffice reads in ODS files: cells as saved, not as shown, so that only true dates become ISO days."""
    with tempfile.TemporaryDirectory() as folder:
        # Into a flat file, where each cell tells its type.
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "fods", "--outdir", folder]
        done = subprocess.run(command + [str(file) for file in files], capture_output=True, text=True, timeout=110)
        for file in files:
            flat = pathlib.Path(folder, file.with_suffix(".fods").name)
            if not flat.exists():
                say(file, f"LibreOffice did not open it: {done.stderr.strip()[-300:]}")
                continue
            yield file, flat.read_bytes()


OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def flat_rows(tree, width):
    for row in tree.iter(f"{TABLE}table-row"):
        cells = []
        for cell in row.iter(f"{TABLE}table-cell"):
            kind = cell.get(f"{OFFICE}value-type")
            words = "\n".join("".join(p.itertext()) for p in cell.iter(f"{TEXT}p"))
            value = cell.get(f"{OFFICE}date-value") if kind == "date" else words
            cells += [value] * min(int(cell.get(f"{TABLE}number-columns-repeated", 1)), width)
        if any(cells):
            yield (cells + [""] * width)[:width]


def check_office(plans):
    import xml.etree.ElementTree as ElementTree

    count = 0
    for file, flat in office([file.with_suffix(".ods") for file in plans]):
        tree = ElementTree.fromstring(flat)
        plan = plans[file.with_suffix(".json")]
        count += check_table(file, plan, list(flat_rows(tree, 27)))
        ranges = [found.get(f"{TABLE}display-filter-buttons") for found in tree.iter(f"{TABLE}database-range")]
        equal(file, "filter", ranges, ["true"])
        choices = len(list(tree.iter(f"{TABLE}content-validation")))
        equal(file, "cells to tick", choices, 1)
        if any(cell.get(f"{TABLE}formula") for cell in tree.iter(f"{TABLE}table-cell")):
            say(file, "a formula")
    return count


def check_project(plans):
    import jpype
    import mpxj  # noqa: F401, puts its Java archives on the class path

    jpype.startJVM("-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory")
    from org.mpxj.reader import UniversalProjectReader

    kinds = {"fs": "FS", "ss": "SS", "ff": "FF", "sf": "SF"}
    count = 0
    for path, plan in plans.items():
        file = path.with_suffix(".xml")
        project = UniversalProjectReader().read(str(file))
        if project is None:
            say(file, "MPXJ does not know what it is")
            continue
        tasks = {str(task.getText(1)): task for task in project.getTasks() if task.getText(1)}
        known = {row["id"] for row in plan["rows"]}
        equal(file, "tasks", set(tasks), known)
        for row in plan["rows"]:
            task = tasks.get(row["id"])
            if task is None:
                continue
            equal(file, row["id"], str(task.getName()), f"{row['title']} ({row['scope']})")
            equal(file, f"{row['id']} done", float(str(task.getPercentageComplete())) == 100, row["status"]["status"]["code"] == "done")
            links = sorted((str(link.getPredecessorTask().getText(1)), str(link.getType()), float(link.getLag().getDuration())) for link in task.getPredecessors())
            equal(file, f"{row['id']} waits for", links, sorted((before["id"], kinds[before["relation"]["code"]], float(before["lag"])) for before in row["after"] if before["id"] in known))
            dates = row["dates"]
            if dates:
                planned = dates["planned"] or [dates["start"], dates["finish"]]
                equal(file, f"{row['id']} start", str(task.getStart())[:10], planned[0])
                if dates["duration"]:
                    equal(file, f"{row['id']} finish", str(task.getFinish())[:10], planned[1])
                    # MPXJ reckons with the calendar of the file: it must come to the same last day.
                    reckoned = task.getEffectiveCalendar().getDate(task.getStart(), task.getDuration())
                    if dates["duration"]["unit"] == "working-days":
                        equal(file, f"{row['id']} reckoned", str(reckoned)[:10], planned[1])
            if task.getOutlineLevel() != 2:
                say(file, f"{row['id']} stands on level {task.getOutlineLevel()}")
            count += 1
        off = {(str(calendar.getName()).split()[-1], str(found.getFromDate())) for calendar in project.getCalendars() for found in calendar.getCalendarExceptions()}
        states = {row["calendar"] for row in plan["rows"]}
        equal(file, "days off", off, {(holiday["state"], holiday["day"]) for holiday in plan["holidays"] if holiday["state"] in states})
    return count


def main():
    paths = sorted(pathlib.Path(sys.argv[1]).glob("*.json"))
    plans = {path: json.loads(path.read_text()) for path in paths}
    said = []
    for name, check in (("ics", check_calendar), ("xlsx", check_workbook), ("csv", check_csv)):
        count = sum(check(path.with_suffix(f".{name}"), plan) for path, plan in plans.items())
        said.append((name, count))
    said.append(("ods", check_office(plans)))
    said.append(("xml", check_project(plans)))
    for name, count in said:
        print(f"{count} entries of {len(plans)} {name} files")
        # A check that found nothing to look at has checked nothing.
        if count == 0:
            PROBLEMS.append(f"no {name} entries")
    for problem in PROBLEMS[:40]:
        print(f"  {problem}", file=sys.stderr)
    sys.exit(1 if PROBLEMS else 0)


main()
