"""Rows for the first message of a program: what whole processes cost, the median of many turns."""

import os
import shutil
import statistics
import subprocess
import sys
import time

TURNS = 40
address, program, folder = sys.argv[1:]
base = f"http://{address}/cgi-bin"
body = '{"touser":"lisi","msgtype":"text","text":{"content":"The backup is done."},"agentid":1000002}'
get_token = f"{base}/gettoken?corpid=C&corpsecret=S"
send = f"{base}/message/send?access_token={'T' * 214}"
requests = f"""
import requests
session = requests.Session()
token = session.get({get_token!r}).json()["access_token"]
answer = session.post({base + "/message/send"!r}, params={{"access_token": token}}, data={body!r}).json()
assert answer["errcode"] == 0
"""
job = [program, "first-message", address, folder]
ways = {
    "wecom-message, token and message": [job],
    "wecom-message, the token left by an earlier run": [job],
    "curl twice": [["curl", "-s", get_token], ["curl", "-s", "-d", body, send]],
    "Python, requests": [[sys.executable, "-c", requests]],
}


def prepare(name):
    if name.endswith("and message"):
        shutil.rmtree(os.path.join(folder, "wecom-tokens"), ignore_errors=True)


def cost(commands):
    cpu = 0
    start = time.perf_counter()
    for command in commands:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        assert status == 0, command
        cpu += usage.ru_utime + usage.ru_stime
    return cpu * 1000, (time.perf_counter() - start) * 1000


def memory(commands):
    # Of a program's memory, Linux counts that of the program that started it; GNU time is small.
    timed = [subprocess.run(["time", "-f", "%M", *command], capture_output=True, check=True) for command in commands]
    return max(int(run.stderr.split()[-1]) for run in timed) / 1024


costs = {name: [] for name in ways}
for _ in range(TURNS):
    for name, commands in ways.items():
        prepare(name)
        costs[name].append(cost(commands))
for name, commands in ways.items():
    cpu, wall = (statistics.median(figures) for figures in zip(*costs[name]))
    prepare(name)
    print(f"| {name} | {cpu:.1f} | {wall:.1f} | {memory(commands):.1f} |")
