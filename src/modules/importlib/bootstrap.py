"""The core of the import system, as Python code may call it; imports themselves are native."""

from _importlib import (
    BuiltinImporter,
    FrozenImporter,
    ModuleSpec,
    _find_spec,
    _import_absolute,
    _init_module_attrs,
    _load_unlocked,
    module_from_spec,
)
import sys

_ERR_MSG_PREFIX = "No module named "
_ERR_MSG = _ERR_MSG_PREFIX + "{!r}"


class _ModuleLock:
    """A lock that does nothing: while one fiber imports a module, others wait anyway."""

    def __init__(self, name):
        self.name = name

    def acquire(self):
        return True

    def release(self):
        pass

    def __repr__(self):
        return f"_ModuleLock({self.name!r}) at {id(self)}"


class _ModuleLockManager:
    def __init__(self, name):
        self._name = name

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


_ImportLockContext = _ModuleLockManager


def _lock_unlock_module(name):
    pass


def _call_with_frames_removed(f, *args, **kwds):
    return f(*args, **kwds)


def _verbose_message(message, *args, verbosity=1):
    pass


def _wrap(new, old):
    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        if hasattr(old, name):
            setattr(new, name, getattr(old, name))
    new.__dict__.update(old.__dict__)


def _new_module(name):
    return type(sys)(name)


def _object_name(obj):
    try:
        return obj.__qualname__
    except AttributeError:
        return type(obj).__qualname__


def _requires_builtin(fxn):
    def checked(self, fullname):
        if fullname not in sys.builtin_module_names:
            raise ImportError(f"{fullname!r} is not a built-in module", name=fullname)
        return fxn(self, fullname)

    _wrap(checked, fxn)
    return checked


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A specification with this loader."""
    if origin is None:
        origin = getattr(loader, "_ORIGIN", None)
    if not origin and hasattr(loader, "get_filename"):
        from _frozen_importlib_external import spec_from_file_location

        if is_package is None:
            return spec_from_file_location(name, loader=loader)
        locations = [] if is_package else None
        return spec_from_file_location(name, loader=loader, submodule_search_locations=locations)
    if is_package is None:
        is_package = False
        if hasattr(loader, "is_package"):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                pass
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _spec_from_module(module, loader=None, origin=None):
    spec = getattr(module, "__spec__", None)
    if spec is not None:
        return spec
    name = module.__name__
    location = getattr(module, "__file__", None)
    if loader is None:
        loader = getattr(module, "__loader__", None)
    if origin is None:
        origin = location if location is not None else getattr(loader, "_ORIGIN", None)
    spec = ModuleSpec(name, loader, origin=origin)
    spec._set_fileattr = location is not None and origin == location
    spec.cached = getattr(module, "__cached__", None)
    path = getattr(module, "__path__", None)
    spec.submodule_search_locations = None if path is None else list(path)
    return spec


def _exec(spec, module):
    """Runs the code of a specification in a module that is there."""
    name = spec.name
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name!r} not in sys.modules", name=name)
    try:
        if spec.loader is None:
            if spec.submodule_search_locations is None:
                raise ImportError("missing loader", name=name)
            _init_module_attrs(spec, module, override=True)
        else:
            _init_module_attrs(spec, module, override=True)
            if hasattr(spec.loader, "exec_module"):
                spec.loader.exec_module(module)
            else:
                spec.loader.load_module(name)
    finally:
        module = sys.modules.pop(spec.name)
        sys.modules[spec.name] = module
    return module


def _load(spec):
    """Makes, and runs, the module of a specification."""
    return _load_unlocked(spec)


def _load_module_shim(self, fullname):
    spec = spec_from_loader(fullname, self)
    if fullname in sys.modules:
        module = sys.modules[fullname]
        _exec(spec, module)
        return sys.modules[fullname]
    return _load(spec)


def _resolve_name(name, package, level):
    bits = package.rsplit(".", level - 1)
    if len(bits) < level:
        raise ImportError("attempted relative import beyond top-level package")
    return f"{bits[0]}.{name}" if name else bits[0]


def _sanity_check(name, package, level):
    if not isinstance(name, str):
        raise TypeError(f"module name must be str, not {type(name)}")
    if level < 0:
        raise ValueError("level must be >= 0")
    if level > 0:
        if not isinstance(package, str):
            raise TypeError("__package__ not set to a string")
        if not package:
            raise ImportError("attempted relative import with no known parent package")
    if not name and level == 0:
        raise ValueError("Empty module name")


def _gcd_import(name, package=None, level=0):
    """The module of this name, itself."""
    _sanity_check(name, package, level)
    if level > 0:
        name = _resolve_name(name, package, level)
    return _import_absolute(name)


def _handle_fromlist(module, fromlist, import_, *, recursive=False):
    for x in fromlist:
        if x != "*" and not hasattr(module, x):
            import_(f"{module.__name__}.{x}")
    return module


from builtins import __import__
