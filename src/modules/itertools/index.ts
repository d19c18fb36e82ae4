/** The itertools module. https://docs.python.org/3/library/itertools.html */
import { index } from "../../objects/conversions.ts";
import { defineModule } from "../../objects/define.ts";
import { object, optional } from "../../objects/params.ts";
import * as combinatorics from "./combinatorics.ts";
import * as endless from "./endless.ts";
import * as grouping from "./grouping.ts";
import * as joining from "./joining.ts";
import * as selecting from "./selecting.ts";

const TYPES = [
  ...[endless.countType, endless.cycleType, endless.repeatType],
  ...[joining.accumulateType, joining.batchedType, joining.chainType],
  ...[joining.pairwiseType, joining.starmapType, joining.zipLongestType],
  ...[selecting.compressType, selecting.dropWhileType, selecting.takeWhileType],
  ...[selecting.filterFalseType, selecting.isliceType],
  ...[grouping.groupByType, grouping.grouperType, grouping.teeType],
  ...[combinatorics.productType, combinatorics.permutationsType],
  ...[combinatorics.combinationsType, combinatorics.combinationsWithReplacementType],
];

export const itertoolsModule = defineModule(
  "itertools",
  "Functional tools for creating and using iterators: endless ones, some that select, join or group the items of others, and arrangements of items.",
  ({ caller, constant }) => ({
    ...Object.fromEntries(
      TYPES.map((type) => [type.name.slice("itertools.".length), constant(type)]),
    ),
    tee: caller(
      "Returns a tuple of n independent iterators.",
      [object("iterable"), optional(index("n"), 2, "2")],
      grouping.tee,
    ),
  }),
);
