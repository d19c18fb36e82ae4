/** What a process does to processes: there is this one. */
import { currentProcess } from "../../kernel/process.ts";
import { smallInt } from "../../objects/conversions.ts";
import { type Entry, functionBuilder } from "../../objects/define.ts";
import { raiseSystem } from "../io/waiting.ts";
import { send } from "../signal/send.ts";

const { caller, fn } = functionBuilder;

export const processEntries: Readonly<Record<string, Entry>> = {
  kill: caller(
    "Send a signal to a process, which can only be this one.",
    [smallInt("pid"), smallInt("signal")],
    (pid, signal) => (pid === currentProcess().info.id ? send(signal) : raiseSystem("EPERM")),
  ),
  waitpid: fn(
    "Wait for a child process: there are none.",
    [smallInt("pid"), smallInt("options")],
    () => raiseSystem("ECHILD"),
  ),
};
