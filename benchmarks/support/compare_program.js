/** `node compare_program.js PATH`: compares one program in a process of its own, and prints the figures as JSON. */
import { firstLine } from "./ohwait.js";
import { compareProgram } from "./programs.js";

const answer = await compareProgram(process.argv[2]).catch((error) => ({
  reason: firstLine(error),
}));
process.stdout.write(JSON.stringify(answer));
