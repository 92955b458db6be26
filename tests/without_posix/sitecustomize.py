"""A Python that lacks what there is on POSIX only, as far as that can be had: Python loads this before all else.

psutil is another one on Windows; here it must keep what its own needs.
"""

import os
import signal
import sys
import types

import psutil

MODULES = ("resource", "fcntl", "pwd", "grp", "termios", "syslog", "pty", "tty", "multiprocessing.popen_fork")
OF_OS = (
    "killpg",
    "setsid",
    "getpgrp",
    "getpgid",
    "setpgid",
    "setpgrp",
    "fork",
    "forkpty",
    "register_at_fork",
    "getuid",
)
OF_OS += ("geteuid", "getgid", "getegid", "getgroups", "getloadavg", "sysconf", "statvfs", "mkfifo", "nice", "chown")
OF_SIGNAL = (
    "SIGKILL",
    "SIGHUP",
    "SIGALRM",
    "SIGUSR1",
    "SIGUSR2",
    "SIGCHLD",
    "SIGPIPE",
    "SIGSTOP",
    "SIGCONT",
    "SIGQUIT",
)
OF_SIGNAL += ("pthread_sigmask", "alarm", "setitimer", "pause", "sigwait", "sigtimedwait", "pthread_kill")

psutil.signal = types.SimpleNamespace(**vars(signal))  # type: ignore[attr-defined]
for name in MODULES:
    sys.modules[name] = None  # type: ignore[assignment]
for module, names in ((os, OF_OS), (signal, OF_SIGNAL)):
    for name in names:
        delattr(module, name)
