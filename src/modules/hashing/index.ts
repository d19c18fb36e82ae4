/** The modules below hashlib, loaded when the first of them is imported. */
import type { NativeModule } from "../../objects/define.ts";
import { blake2Module } from "./blake2.ts";
import { shaModules } from "./sha.ts";

export const hashingModules: readonly NativeModule[] = [...shaModules, blake2Module];
