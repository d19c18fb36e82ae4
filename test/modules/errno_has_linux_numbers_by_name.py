import errno

for name in "ENOENT EPERM EAGAIN EWOULDBLOCK EINTR EEXIST ENOTEMPTY EPIPE EDOM ERANGE".split():
    print(name, name in dir(errno))
print(type(errno.errorcode), errno.errorcode[errno.ENOENT], errno.errorcode[errno.EINVAL])
print(all(getattr(errno, name) == number for number, name in errno.errorcode.items()))
print(OSError(errno.ENOENT, "x").__class__, OSError(errno.EAGAIN, "x").__class__)
