"""Why the system refused a file, in Norwegian; its own sentences are in English."""

import errno

_REASONS = {
    errno.ENOENT: "den finnes ikke",
    errno.ENOTDIR: "mappen finnes ikke",
    errno.EISDIR: "det er en mappe",
    errno.EACCES: "du har ikke tilgang til den",
    errno.EPERM: "du har ikke tilgang til den",
    errno.EROFS: "den ligger et sted som bare kan leses",
    errno.ENOSPC: "disken er full",
    errno.EDQUOT: "disken er full",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.EBUSY: "et annet program bruker den",
    errno.EMFILE: "for mange filer er åpne",
}


def reason(error: OSError) -> str:
    """Say why, as the end of a sentence: «… kan ikke leses: den finnes ikke».

    Args:
        error: What the system raised.
    """
    number = error.errno
    if number is None:
        return "ukjent feil"
    return _REASONS.get(number, f"systemet svarer {errno.errorcode.get(number, number)}")
