"""Reads exported schedules with MPXJ and compares every row with what the plan says of it.

Prints what it counted and every difference; ends with 1 when there is one. What it read it saves
again, as NAME.again, for us to read.
"""

import json
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import jpype
import mpxj  # noqa: F401  (puts the library on the class path)

jpype.startJVM("-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory")

from java.io import File  # noqa: E402
from java.time import LocalDate  # noqa: E402
from org.mpxj.reader import UniversalProjectReader  # noqa: E402
from org.mpxj.writer import FileFormat, UniversalProjectWriter  # noqa: E402

MORNING, EVENING = "T08:00", "T17:00"


def days(start, finish):
    """The window between two instants, if they are the ends of working days."""
    start, finish = str(start), str(finish)
    whole = start.endswith(MORNING) and finish.endswith(EVENING)
    return [start[:10], finish[:10]] if whole else [start, finish]


def cents(amount):
    return 0 if amount is None else round(float(amount.doubleValue()) * 100)


def found(task, ids):
    """A task as the plan would tell it."""
    links = []
    for link in task.getPredecessors():
        assert str(link.getType()) == "FS", link
        lag = link.getLag()
        assert str(lag.getUnits()) == "d", lag
        links.append([ids[int(link.getPredecessorTask().getUniqueID().intValue())], round(float(lag.getDuration()))])
    parent = task.getParentTask()
    base = task.getBaselineStart()
    return {
        "parent": None if parent is None else ids.get(int(parent.getUniqueID().intValue())),
        "name": str(task.getName()),
        "code": None if task.getText(1) is None else str(task.getText(1)),
        "days": days(task.getStart(), task.getFinish()),
        "working": f"{task.getDuration().getDuration()} {task.getDuration().getUnits()}",
        "cost": cents(task.getCost()),
        "fixed": cents(task.getFixedCost()),
        "before": sorted(links),
        "priority": int(task.getPriority().getValue()),
        "mode": str(task.getTaskMode()),
        "summary": bool(task.getSummary()),
        "base": None
        if base is None
        else {
            "days": days(base, task.getBaselineFinish()),
            "cost": cents(task.getBaselineCost()),
        },
    }


def wanted(row):
    """What is compared of a row, by its kind."""
    compared = {"parent": row["parent"], "days": row["days"], "cost": row["cost"], "base": row["base"]}
    if row["kind"] == "group":
        return compared | {"summary": True, "mode": "AUTO_SCHEDULED"}
    whole = row["working"]
    elapsed = (date.fromisoformat(row["days"][1]) - date.fromisoformat(row["days"][0])).days + 9 / 24
    compared |= {
        "name": row["name"],
        "before": sorted(row["before"]),
        "mode": "MANUALLY_SCHEDULED",
        "working": f"{float(whole)} d" if whole else f"{elapsed} ed",
    }
    if row["kind"] == "activity":
        compared |= {"code": row["code"], "fixed": row["cost"], "priority": row["priority"]}
    return compared


def calendar(project, expected):
    """Every day of the year works or not as in the plan; how many days that is."""
    free = {date.fromisoformat(day) for day in expected["feriados"]}
    day, count, wrong = date(expected["ejercicio"], 1, 1), 0, []
    while day.year == expected["ejercicio"]:
        works = day.weekday() < 5 and day not in free
        if bool(project.getDefaultCalendar().isWorkingDate(LocalDate.parse(day.isoformat()))) != works:
            wrong.append(f"{day} must {'' if works else 'not '}be a working day")
        day, count = day + timedelta(days=1), count + 1
    return count, wrong


def compare(path):
    project = UniversalProjectReader().read(File(str(path)))
    UniversalProjectWriter(FileFormat.MSPDI).write(project, str(path.with_suffix(".again")))
    expected = json.loads(path.with_suffix(".json").read_text())
    tasks = [task for task in project.getTasks() if task.getText(2) is not None]
    ids = {int(task.getUniqueID().intValue()): str(task.getText(2)) for task in tasks}
    rows, count = expected["rows"], Counter()
    count["days of the calendar"], wrong = calendar(project, expected)
    read = {ids[int(task.getUniqueID().intValue())]: found(task, ids) for task in tasks}
    wrong += [f"{missing} is missing or too much" for missing in rows.keys() ^ read.keys()]
    if len(project.getTasks()) - len(tasks) > 1:
        wrong.append("tasks without an identifier")
    for key in rows.keys() & read.keys():
        here = wanted(rows[key])
        count[rows[key]["kind"]] += 1
        count["dates"] += 2
        count["costs"] += 1
        count["links"] += len(here.get("before", []))
        count["links with a lag"] += sum(1 for _, lag in here.get("before", []) if lag)
        count["baselines"] += 1 if here.get("base") else 0
        count["windows without a working day"] += here.get("working", "").endswith(" ed")
        wrong += [f"{key} {part}: {read[key][part]!r}, the plan has {value!r}" for part, value in here.items() if read[key][part] != value]
    told = ", ".join(f"{number} {what}" for what, number in count.items())
    print(f"{path.name}: {told}; {len(wrong)} differences")
    print("\n".join(wrong[:20]), end="\n" if wrong else "")
    return not wrong and count["dates"] > 0


sys.exit(0 if all([compare(path) for path in sorted(Path(sys.argv[1]).glob("*.xml"))]) else 1)
