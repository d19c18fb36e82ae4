/** The Python half of asyncio, by module. */

import init from "./__init__.py";
import coroutines from "./coroutines.py";
import events from "./events.py";
import exceptions from "./exceptions.py";
import futures from "./futures.py";
import locks from "./locks.py";
import queues from "./queues.py";
import runners from "./runners.py";
import taskgroups from "./taskgroups.py";
import tasks from "./tasks.py";
import timeouts from "./timeouts.py";

export const asyncioSources: ReadonlyMap<string, string> = new Map([
  ["", init],
  ["coroutines", coroutines],
  ["events", events],
  ["exceptions", exceptions],
  ["futures", futures],
  ["locks", locks],
  ["queues", queues],
  ["runners", runners],
  ["taskgroups", taskgroups],
  ["tasks", tasks],
  ["timeouts", timeouts],
]);
