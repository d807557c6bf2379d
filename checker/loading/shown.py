"""Names and reasons as they may be shown, whatever a file is called and whatever the system says."""

from __future__ import annotations

import errno
import re
import unicodedata

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "不存在",
    errno.EEXIST: "已有同名的文件",
    errno.EISDIR: "是文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EROFS: "只读",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.EIO: "读写出错",
    errno.EBUSY: "正被占用",
    errno.EFBIG: "超过允许的文件大小",
    errno.EPIPE: "对方不再接收",
    errno.ENOMEM: "内存不够",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.EINVAL: "系统不接受",
    errno.EILSEQ: "名称里有系统不认的字符",
    errno.ESTALE: "网络盘断开了",
    errno.ETIMEDOUT: "等得太久",
    errno.ENXIO: "没有这个设备",
}
_COMMAND = r"(?m)^([ \t\u3000]*)::"
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def printable(name: str) -> str:
    r"""A name as it may be shown: what is invisible or steers a terminal (controls, bidi marks) as ``\x1b``."""
    if name.isprintable():
        return name
    return "".join(ascii(char)[1:-1] if unicodedata.category(char) in _INVISIBLE else char for char in name)


def tame(text: str) -> str:
    """A text for a log: ``##[``, or ``::`` at the start of a line, would be a command to the runner of a CI step."""
    return re.sub(_COMMAND, r"\1: :", text.replace("##[", "## [")) if "::" in text or "##[" in text else text


def reason(error: OSError) -> str:
    """Why the system refused."""
    known = _REASONS.get(error.errno or 0)
    return known or printable(error.strerror or type(error).__name__)
