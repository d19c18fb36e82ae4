/** `_csv`: what is below the library's csv. https://docs.python.org/3/library/csv.html */
import { isCallable } from "../../objects/builtins/function.ts";
import { fitBits } from "../../objects/conversions.ts";
import { defineModule } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import type { Value } from "../../objects/object.ts";
import { either, keywords, object, optional, rest, UNREPRESENTABLE } from "../../objects/params.ts";
import { attribute } from "../../objects/protocols/classes.ts";
import { remove, storeKey, withEntry } from "../../objects/protocols/hashing.ts";
import { iterate } from "../../objects/protocols/iterate.ts";
import { isPending, type NativeGenerator } from "../../objects/requests.ts";
import { PyList } from "../../objects/sequences.ts";
import { isStr } from "../../objects/str.ts";
import {
  csvError,
  dialectFrom,
  dialectType,
  findDialect,
  type PyDialect,
  Quoting,
  raiseCsv,
  stateOfCsv,
} from "./dialect.ts";
import { PyReader, readerType } from "./reader.ts";
import { PyWriter, writerType } from "./writer.ts";

/** One argument, and perhaps a dialect. */
function checkCount(name: string, args: readonly Value[]): void {
  const { length } = args;
  if (length < 1) raise(E.TypeError, `${name} expected at least 1 argument, got ${length}`);
  if (length > 2) raise(E.TypeError, `${name} expected at most 2 arguments, got ${length}`);
}

export const csvModule = defineModule(
  "_csv",
  "CSV parsing and writing.",
  ({ fn, caller, constant }) => {
    const state = stateOfCsv();
    const any = [rest("args"), keywords("fmtparams")] as const;
    return {
      Error: constant(csvError),
      Dialect: constant(dialectType),
      Reader: constant(readerType),
      Writer: constant(writerType),
      _dialects: constant(state.dialects),
      ...Object.fromEntries(
        Object.entries(Quoting).map(([name, value]) => [name, constant(value)]),
      ),
      reader: caller(
        "Return an iterator over the rows of lines.",
        any,
        function* (args, given): NativeGenerator {
          checkCount("reader", args);
          const asked = iterate(args[0] as Value);
          const lines = (isPending(asked) ? yield asked : asked) as Value;
          const dialect = yield dialectFrom(args[1], given);
          return new PyReader(lines, dialect as PyDialect);
        },
      ),
      writer: caller(
        "Return an object that writes rows to a file.",
        any,
        function* (args, given): NativeGenerator {
          checkCount("writer", args);
          const dialect = yield dialectFrom(args[1], given);
          const write = yield* attribute(args[0] as Value, "write");
          if (write === undefined || !isCallable(write))
            return raise(E.TypeError, 'argument 1 must have a "write" method');
          return new PyWriter(write, dialect as PyDialect);
        },
      ),
      register_dialect: caller(
        "Create a mapping from a name to a dialect.",
        any,
        function* (args, given): NativeGenerator {
          checkCount("register_dialect", args);
          const [name, base] = args as [Value, Value | undefined];
          if (!isStr(name)) raise(E.TypeError, "dialect name must be a string");
          const dialect = yield dialectFrom(base, given);
          const stored = storeKey(state.dialects, name, dialect);
          if (isPending(stored)) yield stored;
          return null;
        },
      ),
      unregister_dialect: caller(
        "Delete a dialect by its name.",
        [either(object("name"))],
        (name) =>
          withEntry(remove(state.dialects.table, name, "dict key"), (entry) => {
            if (entry === undefined) raiseCsv("unknown dialect");
            return null;
          }),
      ),
      get_dialect: caller("Return the dialect with a name.", [either(object("name"))], findDialect),
      list_dialects: fn(
        "Return a list of the names of all dialects.",
        [],
        () => new PyList([...state.dialects.table.live()].map(({ key }) => key)),
      ),
      field_size_limit: fn(
        "Set the most characters that a field may have; returns what it was.",
        [either(optional(object("new_limit"), undefined, UNREPRESENTABLE))],
        (limit) => {
          const before = state.fieldLimit;
          if (limit === undefined) return before;
          if (typeof limit !== "number" && typeof limit !== "bigint")
            return raise(E.TypeError, "limit must be an integer");
          state.fieldLimit = fitBits(limit, 64, "ssize_t");
          return before;
        },
      ),
    };
  },
);
