/** Which files of CPython's tests are run, and what of them is out of scope. */

export const LISTS = {
  language:
    "test_int test_float test_complex test_bool test_str test_bytes test_list test_tuple test_dict test_set test_range " +
    "test_slice test_grammar test_syntax test_scope test_class test_descr test_super test_generators test_coroutines " +
    "test_asyncgen test_exceptions test_exception_group test_except_star test_patma test_named_expressions test_fstring " +
    "test_format test_unpack_ex test_with test_raise test_traceback test_compile test_dictviews test_iter test_builtin " +
    "test_positional_only_arg test_keywordonlyarg test_subclassinit test_metaclass test_property test_funcattrs " +
    "test_opcodes test_augassign test_binop test_compare test_contains test_hash test_index test_int_literal test_long " +
    "test_numeric_tower test_pow test_print test_richcmp test_string_literals test_type_params test_type_aliases " +
    "test_userdict test_yield_from",
  library:
    "test_itertools test_functools test_collections test_heapq test_bisect test_operator test_contextlib " +
    "test_contextlib_async test_dataclasses test_enum test_copy test_pprint test_textwrap test_string test_random " +
    "test_math test_cmath test_statistics test_fractions test_decimal test_struct test_array test_json test_re test_csv " +
    "test_datetime test_calendar test_time test_base64 test_binascii test_hashlib test_zlib test_gzip test_io " +
    "test_memoryio test_pathlib test_tempfile test_shutil test_glob test_fnmatch test_posixpath test_argparse " +
    "test_optparse test_configparser test_shlex test_logging test_unittest test_doctest test_abc test_typing test_types " +
    "test_inspect test_ast test_tokenize test_weakref test_weakset test_context test_queue test_sched test_uuid " +
    "test_urlparse test_html test_email test_pickle test_shelve",
};

/** Tests that say nothing of this interpreter: a pattern of their names, and why. */
export const OUT_OF_SCOPE = [
  [/\.test_(sizeof|getsizeof|sys_getsizeof)|__sizeof__/, "sizes of CPython's objects"],
  [/refcount|ref_?leak|_reference_cycle/i, "reference counts"],
  [/\b(CAPI|.*_capi)\b|capi/i, "the C API"],
];
