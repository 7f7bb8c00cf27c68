"""The `openstack` client, many times without its start-up: it is loaded once, and each command is a fork of that.

Reads one JSON object a line: id, arguments, environment, folder, out, err (files), limit (seconds). Writes one a line
when the command has ended: id, status (-1 when it took too long).
"""

import json
import os
import signal
import sys
from importlib.metadata import entry_points

sys.argv = ["openstack"]  # it takes its own name from here while it is imported
from openstackclient import shell  # noqa: E402


def load_everything():
    for group in entry_points().groups:
        if not group.startswith(("openstack.", "keystoneauth1.", "cliff.formatter")):
            continue
        for entry in entry_points(group=group):
            try:
                entry.load()
            except Exception:  # a plug-in that lacks a library fails in the client as well, when it is used
                pass


def run(command):
    os.setsid()
    os.chdir(command["folder"])
    os.environ.clear()
    os.environ.update(command["environment"])
    for target, path in ((1, command["out"]), (2, command["err"])):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(file, target)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.argv[1:] = command["arguments"]
    try:
        status = shell.main(command["arguments"])
    except SystemExit as end:
        status = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status if isinstance(status, int) else int(bool(status)))


def watch(command):
    worker = os.fork()
    if worker == 0:
        run(command)

    def too_long(*_):
        os.killpg(worker, signal.SIGKILL)
        answer(command, -1)

    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(command["limit"])
    _, status = os.waitpid(worker, 0)
    answer(command, os.waitstatus_to_exitcode(status))


def answer(command, status):
    os.write(1, (json.dumps({"id": command["id"], "status": status}) + "\n").encode())
    os._exit(0)


load_everything()
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in iter(sys.stdin.readline, ""):
    if os.fork() == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        watch(json.loads(line))
