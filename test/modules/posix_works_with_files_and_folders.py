import posix

posix.mkdir("/tmp/posix_test")
posix.chdir("/tmp/posix_test")
print(posix.getcwd(), posix.getcwdb(), posix.listdir())
fd = posix.open("a", posix.O_RDWR | posix.O_CREAT, 0o640)
print(posix.write(fd, b"content"), posix.lseek(fd, 2, 0), posix.read(fd, 3), posix.lseek(fd, 0, 1))
print(posix.pread(fd, 4, 1), posix.pwrite(fd, b"C", 0), posix.fstat(fd).st_size)
other = posix.dup(fd)
posix.lseek(fd, 5, 0)
print(posix.read(other, 9), posix.ftruncate(fd, 4), posix.fsync(fd), posix.close(fd), posix.close(other))
status = posix.stat("a")
print(oct(status.st_mode), status.st_nlink, status[6], type(status), len(status), status.st_mtime_ns > 0)
posix.utime("a", (1, 2.5))
print(posix.stat("a").st_atime, posix.stat("a").st_mtime, posix.stat("a").st_mtime_ns)
posix.utime("a", ns=(3, 4000000000))
print(posix.stat("a").st_mtime, posix.stat("a").st_mtime_ns)
posix.symlink("a", "link")
print(posix.readlink("link"), posix.readlink(b"link"), posix.stat("link").st_size)
print(posix.lstat("link").st_mode >> 12 == 0o12, posix.access("a", posix.R_OK), posix.access("b", posix.F_OK))
posix.rename("a", "b")
posix.mkdir("folder")
posix.replace("b", "folder/c")
print(sorted(posix.listdir(".")), posix.listdir(b"folder"), posix.access("link", posix.F_OK))
with posix.scandir("folder") as entries:
    for entry in entries:
        print(entry, entry.name, entry.path, entry.is_file(), entry.is_dir(), entry.is_symlink(), entry.stat().st_size)
posix.chmod("folder/c", 0o600)
print(oct(posix.stat("folder/c").st_mode), posix.umask(0o077), posix.umask(0o022))
posix.truncate("folder/c", 2)
print(posix.stat("folder/c").st_size, posix.fspath("x"))
for attempt in (
    lambda: posix.stat("nothing"),
    lambda: posix.mkdir("folder"),
    lambda: posix.rmdir("folder"),
    lambda: posix.rmdir("folder/c"),
    lambda: posix.listdir("folder/c"),
    lambda: posix.readlink("folder"),
    lambda: posix.rename("no", "yes"),
    lambda: posix.open("folder/c", posix.O_CREAT | posix.O_EXCL),
    lambda: posix.chdir("folder/c"),
    lambda: posix.close(99),
    lambda: posix.read(99, 1),
    lambda: posix.stat([]),
    lambda: posix.mkdir(3),
    lambda: posix.stat("a\0b"),
    lambda: posix.utime("folder", 3),
    lambda: posix.fspath(3),
    lambda: posix.DirEntry(),
):
    try:
        print(attempt())
    except OSError as error:
        print(type(error).__name__, error.strerror, error.filename, error.filename2)
    except Exception as error:
        print(type(error).__name__, error)
posix.unlink("folder/c")
posix.rmdir("folder")
posix.remove("link")
print(posix.listdir())
print(len(posix.urandom(9)), posix.WIFEXITED(256), posix.WEXITSTATUS(256), posix.waitstatus_to_exitcode(9))
for path in ("", "/", "//", "///a", "a//b/./c/..", "../..", "/..", "a/..", "/a/../../b/", "./x"):
    print(posix._path_normpath(path), posix._path_splitroot_ex(path))
print(posix._path_normpath(b"/a/./b"), posix._path_splitroot_ex(b"/a"))
