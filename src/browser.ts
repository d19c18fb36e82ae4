/** ohwait for browsers: the same as the main entry. */
export * from "./index.ts";
