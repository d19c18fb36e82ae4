/** Members of the types that live in the machine. */
import type { Members, PyType } from "../../objects/type.ts";
import { codeMembersTable } from "./code-members.ts";
import { frameLocalsMembers } from "./frame-locals.ts";
import { frameMembersTable } from "./frames.ts";
import { generatorMembers } from "./generators.ts";

export const machineMembers: readonly (readonly [PyType, Members])[] = [
  ...generatorMembers,
  ...frameMembersTable,
  ...codeMembersTable,
  ...frameLocalsMembers,
];
