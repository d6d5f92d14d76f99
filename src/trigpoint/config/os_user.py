"""The operating system user that the embedded PostgreSQL runs as, and the processes it may meet."""

import dataclasses
import os
import pwd
import shutil
import struct
import subprocess
from pathlib import Path
from typing import Any

# The parts of a POSIX access control list, as Linux keeps them in an extended attribute.
ACL = "system.posix_acl_access"
USER_OBJ, USER, GROUP_OBJ, MASK, OTHER = 1, 2, 4, 16, 32
ANYBODY = 0xFFFFFFFF
PASS_THROUGH = 1


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whom the server runs as. `other` is set when that isn't the user of this process."""

    uid: int
    gid: int
    other: bool

    def as_user(self) -> dict[str, Any]:
        """Arguments for subprocess."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.other else {}

    def own(self, folder: Path) -> None:
        """Give the folder, and what is in it, to the user. A copy that root made belongs to root."""
        if self.other and any(part.lstat().st_uid != self.uid for part in (folder, *folder.iterdir())):
            subprocess.run(["chown", "-R", "-h", f"{self.uid}:{self.gid}", folder], check=True)

    def let_reach(self, *places: Path) -> None:
        """
        Let the user pass through the folders above these places, such as a closed home of root, and nothing more.

        Only this one user gains it, by an access control list; where the file system has none, everybody may pass.
        """
        if not self.other:
            return
        for folder in {folder for place in places for folder in place.resolve().parents}:
            if not self._may_pass(folder):
                _admit(folder, self.uid)
        for place in places:
            if place.stat().st_uid != self.uid and not self._may_pass(place):
                subprocess.run(["chmod", "-R", "go+rX", place.parent], check=True)

    def _may_pass(self, folder: Path) -> bool:
        program = ["test", "-x", str(folder)]
        return subprocess.run(program, check=False, cwd="/", **self.as_user()).returncode == 0


def for_server(name: str) -> Owner:
    """This process's user; when that is root, the user called `name` (made when missing), else `nobody`."""
    if os.getuid() != 0:
        return Owner(uid=os.getuid(), gid=os.getgid(), other=False)
    for candidate in (name, "nobody"):
        try:
            found = pwd.getpwnam(candidate)
        except KeyError:
            if candidate != name or not shutil.which("useradd"):
                continue
            make = ["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent", "--user-group", name]
            if subprocess.run(make, check=False, capture_output=True).returncode:
                continue
            found = pwd.getpwnam(candidate)
        return Owner(uid=found.pw_uid, gid=found.pw_gid, other=True)
    raise LookupError("There is no user for PostgreSQL to run as: start as a user other than root.")


def runs(pid: int, program: str) -> bool:
    """Whether process `pid` is `program` and alive (a zombie isn't). Where /proc is missing, believes that it is."""
    if not Path("/proc/self/stat").exists():
        return True
    try:
        name, _, rest = Path(f"/proc/{pid}/stat").read_text().partition("(")[2].rpartition(")")
    except OSError:
        return False
    return name == program and rest.split()[0] not in ("Z", "X")


def _admit(folder: Path, uid: int) -> None:
    """Add 'this user may pass through' to a folder's access control list."""
    mode = folder.stat().st_mode
    try:
        held = os.getxattr(folder, ACL)
        entries = [struct.unpack_from("<HHI", held, at) for at in range(4, len(held), 8)]
    except OSError:
        entries = [(USER_OBJ, mode >> 6 & 7, ANYBODY), (GROUP_OBJ, mode >> 3 & 7, ANYBODY), (OTHER, mode & 7, ANYBODY)]
    entries = [e for e in entries if e[0] != MASK and (e[0], e[2]) != (USER, uid)] + [(USER, PASS_THROUGH, uid)]
    mask = 0
    for tag, allowed, _ in entries:
        mask |= allowed if tag not in (USER_OBJ, OTHER) else 0
    entries.append((MASK, mask, ANYBODY))
    packed = b"".join(struct.pack("<HHI", *entry) for entry in sorted(entries, key=lambda e: (e[0], e[2])))
    try:
        os.setxattr(folder, ACL, struct.pack("<I", 2) + packed)
    except OSError:
        folder.chmod(mode | 0o001)
