"""What sysconfig reads of how the interpreter was built."""

build_time_vars = {
    "ABIFLAGS": "",
    "EXT_SUFFIX": ".so",
    "HAVE_FORK": 0,
    "Py_DEBUG": 0,
    "Py_ENABLE_SHARED": 0,
    "Py_GIL_DISABLED": 0,
    "SOABI": "",
    "VERSION": "3.14",
    "WITH_DOC_STRINGS": 1,
    "WITH_PYMALLOC": 0,
}
