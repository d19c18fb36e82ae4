"""Modules in files, as Python code may speak of them; finding and loading them is native."""

import sys

from _importlib import (
    FileFinder,
    FileLoader,
    PathFinder,
    SourceFileLoader,
    SourceLoader,
    _LoaderBasics,
    _decode_source,
    _path_abspath,
)
import _frozen_importlib as _bootstrap

path_sep = "/"
path_separators = "/"
MAGIC_NUMBER = (3627).to_bytes(2, "little") + b"\r\n"
SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
OPTIMIZED_BYTECODE_SUFFIXES = DEBUG_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = []
_PYCACHE = "__pycache__"
_OPT = "opt-"


def _pack_uint32(x):
    return (int(x) & 0xFFFFFFFF).to_bytes(4, "little")


def _unpack_uint64(data):
    return int.from_bytes(data, "little")


_unpack_uint32 = _unpack_uint16 = _unpack_uint64


def _path_join(*parts):
    return path_sep.join([part.rstrip(path_sep) for part in parts if part])


def _path_split(path):
    head, sep, tail = path.rpartition(path_sep)
    return (head, tail) if sep else ("", path)


def _path_isabs(path):
    return path.startswith(path_sep)


def _path_stat(path):
    import os

    return os.stat(path)


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Where the compiled code of a source file would be."""
    from os import fspath

    path = fspath(path)
    head, tail = _path_split(path)
    base, sep, rest = tail.rpartition(".")
    tag = sys.implementation.cache_tag
    if tag is None:
        raise NotImplementedError("sys.implementation.cache_tag is None")
    name = "".join([base if base else rest, sep, tag])
    if optimization is None:
        optimization = sys.flags.optimize or ""
    optimization = str(optimization)
    if optimization != "":
        if not optimization.isalnum():
            raise ValueError(f"{optimization!r} is not alphanumeric")
        name = f"{name}.{_OPT}{optimization}"
    return _path_join(head, _PYCACHE, name + BYTECODE_SUFFIXES[0])


def source_from_cache(path):
    """The source file of compiled code."""
    if sys.implementation.cache_tag is None:
        raise NotImplementedError("sys.implementation.cache_tag is None")
    from os import fspath

    head, name = _path_split(fspath(path))
    head, folder = _path_split(head)
    if folder != _PYCACHE:
        raise ValueError(f"{_PYCACHE} not bottom-level directory in {path!r}")
    dots = name.count(".")
    if dots not in {2, 3}:
        raise ValueError(f"expected only 2 or 3 dots in {name!r}")
    return _path_join(head, name.partition(".")[0] + SOURCE_SUFFIXES[0])


def decode_source(source_bytes):
    """The text of a program."""
    return _decode_source(bytes(source_bytes))


class SourcelessFileLoader(FileLoader, _LoaderBasics):
    """There is no compiled code in files here: it is CPython's."""

    def get_code(self, fullname):
        raise ImportError("compiled code of CPython cannot be run", name=fullname, path=self.path)

    def get_source(self, fullname):
        return None


class ExtensionFileLoader(FileLoader, _LoaderBasics):
    """Extension modules are native code, which cannot be loaded."""

    def create_module(self, spec):
        raise ImportError("extension modules cannot be loaded", name=self.name, path=self.path)

    def exec_module(self, module):
        raise ImportError("extension modules cannot be loaded", name=self.name, path=self.path)

    def get_code(self, fullname):
        return None

    def get_source(self, fullname):
        return None


class AppleFrameworkLoader(ExtensionFileLoader):
    """Only on Apple's systems."""


class WindowsRegistryFinder:
    """Only on Windows."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None


class NamespaceLoader:
    """A package without code of its own."""

    def __init__(self, name, path, path_finder):
        self._path = _NamespacePath(name, path, path_finder)

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ""

    def get_code(self, fullname):
        return compile("", "<string>", "exec", dont_inherit=True)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        pass

    def load_module(self, fullname):
        return _bootstrap._load_module_shim(self, fullname)

    def get_resource_reader(self, module):
        from importlib.readers import NamespaceReader

        return NamespaceReader(self._path)


class _NamespacePath:
    """The path of a namespace package: found anew when the path of its parent changes."""

    def __init__(self, name, path, path_finder):
        self._name = name
        self._path = path
        self._path_finder = path_finder
        self._last_parent_path = tuple(self._get_parent_path())

    def _find_parent_path_names(self):
        parent, dot, _ = self._name.rpartition(".")
        return (parent, "__path__") if dot else ("sys", "path")

    def _get_parent_path(self):
        module, attribute = self._find_parent_path_names()
        return getattr(sys.modules[module], attribute)

    def _recalculate(self):
        parent_path = tuple(self._get_parent_path())
        if parent_path != self._last_parent_path:
            spec = self._path_finder(self._name, parent_path)
            if spec is not None and spec.loader is None and spec.submodule_search_locations:
                self._path = spec.submodule_search_locations
            self._last_parent_path = parent_path
        return self._path

    def __iter__(self):
        return iter(self._recalculate())

    def __getitem__(self, index):
        return self._recalculate()[index]

    def __setitem__(self, index, path):
        self._path[index] = path

    def __len__(self):
        return len(self._recalculate())

    def __repr__(self):
        return f"_NamespacePath({self._path!r})"

    def __contains__(self, item):
        return item in self._recalculate()

    def append(self, item):
        self._path.append(item)


def _get_supported_file_loaders():
    return [(SourceFileLoader, SOURCE_SUFFIXES)]


_POPULATE = object()


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_POPULATE):
    """The specification of a module in this file."""
    if location is None:
        location = "<unknown>"
        if hasattr(loader, "get_filename"):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        if not isinstance(location, str):
            from os import fspath

            location = fspath(location)
        location = _path_abspath(location)
    spec = _bootstrap.ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    if loader is None:
        for loader_class, suffixes in _get_supported_file_loaders():
            if location.endswith(tuple(suffixes)):
                loader = spec.loader = loader_class(name, location)
                break
        else:
            return None
    if submodule_search_locations is not _POPULATE:
        spec.submodule_search_locations = submodule_search_locations
    elif hasattr(loader, "is_package"):
        try:
            if loader.is_package(name):
                spec.submodule_search_locations = []
        except ImportError:
            pass
    if spec.submodule_search_locations == [] and location:
        spec.submodule_search_locations.append(_path_split(location)[0])
    return spec


def _bless_my_loader(module_globals):
    spec = module_globals.get("__spec__")
    loader = module_globals.get("__loader__")
    return loader if loader is not None else getattr(spec, "loader", None)


def _fix_up_module(ns, name, pathname, cpathname=None):
    loader = ns.get("__loader__") or SourceFileLoader(name, pathname)
    ns["__spec__"] = ns.get("__spec__") or spec_from_file_location(name, pathname, loader=loader)
    ns["__loader__"] = loader
    ns["__file__"] = pathname
