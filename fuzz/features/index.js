import { descriptors } from "./descriptors.js";
import { formats } from "./formats.js";
import { asyncGenerators, generators } from "./generators.js";
import { groups } from "./groups.js";
import { patterns } from "./patterns.js";
import { subclassing } from "./subclassing.js";
import { annotations, typeParameters } from "./types.js";

/** Each writes some statements about one thing. */
export const FEATURES = {
  groups,
  typeParameters,
  annotations,
  descriptors,
  subclassing,
  patterns,
  generators,
  asyncGenerators,
  formats,
};
