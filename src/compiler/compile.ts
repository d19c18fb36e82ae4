/**
 * From syntax tree to code. Scopes are resolved first (scopes.ts); then each kind of node has an emitter (emit/), joined
 * here. The machine that the code is for is described in opcodes.ts.
 */
import type * as ast from "../syntax/ast.ts";
import { NOWHERE } from "./assembler.ts";
import type { Code } from "./code.ts";
import { annotateNamespace, setupAnnotations } from "./emit/annotations.ts";
import { chain } from "./emit/chains.ts";
import { comprehension, generatorExpression } from "./emit/comprehensions.ts";
import { assertStatement, raiseStatement, tryStatement, withStatement } from "./emit/exceptions.ts";
import * as expressions from "./emit/expressions.ts";
import { classDefinition, docstringOf, functionDefinition, lambda } from "./emit/functions.ts";
import { asyncForLoop, breakLoop, continueLoop, forLoop, whileLoop } from "./emit/loops.ts";
import { loadConstant, loadName } from "./emit/names.ts";
import { matchStatement } from "./emit/patterns.ts";
import * as statements from "./emit/statements.ts";
import { typeAlias } from "./emit/type-parameters.ts";
import * as Op from "./opcodes.ts";
import { type ScopeOptions, ScopeTable } from "./scopes.ts";
import { type Emitters, Unit } from "./unit.ts";

const EMITTERS: Emitters = {
  expressions: {
    Name: loadName,
    Constant: expressions.constant,
    BoolOp: expressions.boolean,
    NamedExpr: expressions.named,
    BinOp: chain,
    UnaryOp: chain,
    Lambda: lambda,
    IfExp: expressions.conditional,
    Dict: expressions.dict,
    Set: expressions.set,
    ListComp: comprehension,
    SetComp: comprehension,
    DictComp: comprehension,
    GeneratorExp: generatorExpression,
    Await: expressions.awaitValue,
    Yield: expressions.yieldValue,
    YieldFrom: expressions.yieldFrom,
    Compare: expressions.comparison,
    Call: chain,
    FormattedValue: expressions.formatted,
    JoinedStr: expressions.joined,
    TemplateStr: expressions.template,
    Interpolation: expressions.interpolation,
    Attribute: chain,
    Subscript: chain,
    Starred: expressions.starred,
    List: expressions.list,
    Tuple: expressions.tuple,
    Slice: expressions.slice,
  },
  statements: {
    FunctionDef: functionDefinition,
    AsyncFunctionDef: functionDefinition,
    ClassDef: classDefinition,
    Return: statements.returnStatement,
    Delete: statements.deleteStatement,
    Assign: statements.assignment,
    TypeAlias: typeAlias,
    AugAssign: statements.augmented,
    AnnAssign: statements.annotated,
    For: forLoop,
    AsyncFor: asyncForLoop,
    While: whileLoop,
    If: statements.ifStatement,
    With: withStatement,
    AsyncWith: withStatement,
    Match: matchStatement,
    Raise: raiseStatement,
    Try: tryStatement,
    TryStar: tryStatement,
    Assert: assertStatement,
    Import: statements.importStatement,
    ImportFrom: statements.importFrom,
    Global: statements.nothing,
    Nonlocal: statements.nothing,
    Expr: statements.expressionStatement,
    Pass: statements.pass,
    Break: breakLoop,
    Continue: continueLoop,
  },
};

export interface CompileOptions extends ScopeOptions {
  /** The value of the last statement, if it is an expression, is the result of the code. */
  readonly wantsResult?: boolean;
}

/** Compiles a whole program. Throws SourceError. */
export function compileProgram(root: ast.Root, options: CompileOptions): Code {
  const table = new ScopeTable(options);
  const scope = table.analyze(root);
  const unit = new Unit(EMITTERS, table, scope, null, "<module>");
  const { asm } = unit;
  let docstring: string | null = null;
  if (root.kind === "Expression") asm.emit(Op.RETURN, unit.expr(root.body));
  else {
    unit.isInteractive = root.kind === "Interactive";
    const last = root.body[root.body.length - 1];
    const result = options.wantsResult === true && last?.kind === "Expr" ? last : null;
    annotateNamespace(unit, "__annotate__", 1);
    setupAnnotations(unit);
    if (root.kind === "Module") docstring = docstringOf(unit, root.body);
    if (docstring !== null && root.body[0] !== undefined) {
      asm.position = root.body[0];
      asm.named(Op.STORE_NAME, "__doc__", loadConstant(unit, docstring));
    }
    unit.block(result === null ? root.body : root.body.slice(0, -1));
    if (result !== null) {
      asm.position = result;
      asm.emit(Op.RETURN, unit.expr(result.value));
    } else {
      asm.position = NOWHERE;
      asm.emit(Op.RETURN, loadConstant(unit, null));
    }
  }
  return unit.finish(1, null, docstring);
}
