/** string.templatelib, and the package that it stands in. https://docs.python.org/3/library/string.templatelib.html */
import { convert, unpickleTemplate } from "../objects/builtins/templates.ts";
import { defineModule } from "../objects/define.ts";
import { object } from "../objects/params.ts";
import { PyList } from "../objects/sequences.ts";
import { interpolationType, templateType } from "../objects/types.ts";

/** The package alone: what else is in `string` is not there yet. */
export const stringModule = defineModule(
  "string",
  "A package that holds string.templatelib.",
  ({ constant }) => ({ __path__: constant(new PyList([])) }),
);

export const templatelibModule = defineModule(
  "string.templatelib",
  "Support for template string literals (t-strings).",
  ({ caller, constant }) => ({
    Template: constant(templateType),
    Interpolation: constant(interpolationType),
    _template_unpickle: constant(unpickleTemplate),
    convert: caller(
      "Convert *obj* using formatted string literal semantics.",
      [object("obj"), object("conversion")],
      convert,
    ),
  }),
);
