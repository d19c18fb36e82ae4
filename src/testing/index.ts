/** Clocks and fixtures for tests of programs that use ohwait. */
export { createTestRuntime, TestRuntime, type TestRuntimeOptions } from "./test-runtime.ts";
export { settle, VirtualClock, type VirtualClockOptions } from "./virtual-clock.ts";
