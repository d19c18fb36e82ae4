/** The _collections module, below Python's collections. https://docs.python.org/3/library/collections.html */
import { defineModule } from "../../objects/define.ts";
import { object } from "../../objects/params.ts";
import { countElements } from "./count-elements.ts";
import { defaultDictType } from "./default-dict.ts";
import { dequeIteratorType, dequeReverseIteratorType, dequeType } from "./deque.ts";
import { orderedDictType } from "./ordered-dict.ts";
import { tupleGetterType } from "./tuple-getter.ts";

export const collectionsModule = defineModule(
  "_collections",
  "High performance data structures.",
  ({ caller, constant }) => ({
    deque: constant(dequeType),
    defaultdict: constant(defaultDictType),
    OrderedDict: constant(orderedDictType),
    _deque_iterator: constant(dequeIteratorType),
    _deque_reverse_iterator: constant(dequeReverseIteratorType),
    _tuplegetter: constant(tupleGetterType),
    _count_elements: caller(
      "Count elements in the iterable, updating the mapping",
      [object("mapping"), object("iterable")],
      countElements,
    ),
  }),
);
